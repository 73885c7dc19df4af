using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Functions;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Storage;
using ScimFunctions.Tokens.Embedded;
using Xunit;

namespace ScimFunctions.Tests.Functions;

public sealed class ReadinessTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FailingTable _failing = new(new InMemoryTable());
    private readonly CountingTable _counting;
    private readonly Readiness _readiness;

    public ReadinessTests()
    {
        _counting = new(_failing);
        _readiness = new(_counting, new TableTokenVault(new InMemoryTable()), _time, NullLogger<Readiness>.Instance);
    }

    public static TheoryData<Exception> Failures => new((Exception[])
        [new StorageException("down", outcomeUnknown: false), new OperationCanceledException(), new InvalidOperationException()]);

    [Fact]
    public async Task Store_is_asked_at_most_every_five_seconds()
    {
        for (var asked = 0; asked < 10; asked++)
        {
            Assert.True(await IsReadyAsync());
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(2, _counting.Pings);
    }

    [Fact]
    public async Task Callers_at_once_ask_once()
    {
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => IsReadyAsync())), Assert.True);
        Assert.Equal(1, _counting.Pings);
    }

    [Fact]
    public async Task Failure_is_logged_without_its_message()
    {
        using var log = new LogCapture();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(log));
        var readiness = new Readiness(_failing, new TableTokenVault(new InMemoryTable()), _time, factory.CreateLogger<Readiness>());
        _failing.Failure = new InvalidOperationException("ada@example.com");

        Assert.False(await readiness.IsReadyAsync(TestContext.Current.CancellationToken));

        var line = Assert.Single(log.Lines);
        Assert.Contains(nameof(InvalidOperationException), line, StringComparison.Ordinal);
        Assert.DoesNotContain("ada", line, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Failure_shows_and_passes(Exception failure)
    {
        _failing.Failure = failure;
        Assert.False(await IsReadyAsync());
        _failing.Failure = null;
        Assert.False(await IsReadyAsync());
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(await IsReadyAsync());
    }

    private Task<bool> IsReadyAsync() => _readiness.IsReadyAsync(TestContext.Current.CancellationToken);
}

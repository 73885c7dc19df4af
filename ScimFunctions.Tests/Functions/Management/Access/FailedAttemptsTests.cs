using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Functions.Management.Access;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.Access;

/// <summary>How long who fails is refused, and by what a source is known.</summary>
public sealed class FailedAttemptsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Past_the_bound_a_source_waits_for_the_rest_of_its_minute()
    {
        var failures = new FailedAttempts(2, _time);
        Assert.False(failures.Add("a"));
        Assert.Null(failures.RetryAfterSeconds("a"));
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.True(failures.Add("a"));

        Assert.Equal(40, failures.RetryAfterSeconds("a"));
        Assert.Null(failures.RetryAfterSeconds("b"));
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(failures.RetryAfterSeconds("a"));
        failures.Add("a");
        Assert.Null(failures.RetryAfterSeconds("a"));
    }

    [Fact]
    public void Zero_bounds_nothing()
    {
        var failures = new FailedAttempts(0, _time);
        failures.Add("a");
        Assert.Null(failures.RetryAfterSeconds("a"));
    }

    [Theory]
    [InlineData(false, "10.0.0.9", "1.2.3.4", "10.0.0.9")]
    [InlineData(true, "127.0.0.1", "1.2.3.4", "1.2.3.4")]
    [InlineData(true, "127.0.0.1", "6.6.6.6, 1.2.3.4:55123", "1.2.3.4")]
    [InlineData(true, "127.0.0.1", "1.2.3.4, nonsense", "unknown")]
    [InlineData(true, "127.0.0.1", null, "127.0.0.1")]
    [InlineData(false, "::ffff:10.0.0.9", null, "10.0.0.9")]
    [InlineData(false, "2001:db8:1:2:3:4:5:6", null, "20010db800010002")]
    [InlineData(true, "127.0.0.1", "[2001:db8:1:2::9]:443", "20010db800010002")]
    public void A_source_is_the_last_hop_where_a_host_is_in_front_else_the_connection(bool behindHost, string connection, string? forwarded, string source)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(connection) } };
        if (forwarded is not null)
        {
            context.Request.Headers["X-Forwarded-For"] = forwarded;
        }

        Assert.Equal(source, new ClientAddress(behindHost).Of(context.Request));
    }
}

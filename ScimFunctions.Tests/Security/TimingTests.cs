using System.Diagnostics;
using ScimFunctions.Tests.Tokens;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Security;

/// <summary>
/// The time of a refusal does not tell whether there is a tenant group. Samples of both are taken in turn, so that what
/// else the machine does meets both, and compared by their ranks, which outliers do not move.
/// </summary>
public sealed class TimingTests
{
    private const int Samples = 4_000, Attempts = 5;

    // How often the one may be slower than the other: half of the time if nothing tells them apart. A difference of a
    // fifth of a microsecond, as of one hash more, goes far beyond this. The paths are of one length: longer ones take
    // longer to hash, whether there is such a group or not.
    private const double Least = 0.4, Most = 0.6;

    [Fact]
    public async Task An_unknown_group_is_refused_as_fast_as_a_wrong_token()
    {
        var world = await TokenWorld.CreateAsync();
        await world.MakeAsync();

        await IsAlikeAsync(world, "acme", "none");
    }

    [Fact]
    public async Task A_group_without_tokens_is_refused_as_fast_as_one_with_a_token()
    {
        var world = await TokenWorld.CreateAsync();
        await world.MakeAsync();
        await world.Groups.CreateAsync("void", null, TokenWorld.Cancellation);

        await IsAlikeAsync(world, "acme", "void");
    }

    [Fact]
    public async Task The_comparison_finds_a_difference_where_there_is_one()
    {
        var world = await TokenWorld.CreateAsync();
        await world.MakeAsync();
        var malformed = await SlowerAsync(world, "acme", "acme", _ => "Bearer nonsense");
        Assert.True(malformed > Most, $"A malformed token, which is refused without a hash, seemed as slow as a well-formed one: {malformed:f3}.");
    }

    private static async Task IsAlikeAsync(TokenWorld world, string known, string other)
    {
        // What disturbs the machine disturbs one attempt; what tells the two apart does so in each.
        var shares = new List<double>();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            shares.Add(await SlowerAsync(world, known, other, WrongToken));
            if (shares[^1] is >= Least and <= Most)
            {
                return;
            }
        }

        Assert.Fail($"Refusals are told apart by their time: the share of slower ones was {string.Join(", ", shares.Select(share => $"{share:f3}"))}.");
    }

    private static string WrongToken(int sample) => "Bearer " + TokenFormat.Bearer.Create().Reveal();

    /// <summary>The probability that a refusal of the first is slower than one of the other (Mann-Whitney).</summary>
    private static async Task<double> SlowerAsync(TokenWorld world, string first, string other, Func<int, string> headerOfOther)
    {
        var times = new List<(long Ticks, bool IsFirst)>(2 * Samples);
        for (var sample = -Samples; sample < Samples; sample++)
        {
            // In turns, and each of the two first as often as second.
            foreach (var isFirst in sample % 2 == 0 ? (bool[])[true, false] : [false, true])
            {
                var header = isFirst ? WrongToken(sample) : headerOfOther(sample);
                var begin = Stopwatch.GetTimestamp();
                var answer = await world.Authenticator.AuthenticateAsync(isFirst ? first : other, header, TokenWorld.Cancellation);
                var ticks = Stopwatch.GetTimestamp() - begin;
                Assert.Same(Refused.Instance, answer);

                // The first half warms up.
                if (sample >= 0)
                {
                    times.Add((ticks, isFirst));
                }
            }
        }

        return Share(times);
    }

    private static double Share(List<(long Ticks, bool IsFirst)> times)
    {
        double slower = 0;
        long othersBelow = 0;
        foreach (var tied in times.GroupBy(time => time.Ticks).OrderBy(group => group.Key))
        {
            var (firsts, others) = (tied.Count(time => time.IsFirst), tied.Count(time => !time.IsFirst));
            slower += firsts * (othersBelow + (others / 2.0));
            othersBelow += others;
        }

        return slower / ((double)Samples * Samples);
    }
}

using System.Security.Cryptography;
using ScimFunctions.Cli.Trying.Expectations;

namespace ScimFunctions.Cli.Trying.Playing;

/// <summary>The values of one run, which nobody else has: all that is made carries the run's mark in its name.</summary>
internal static class RunValues
{
    /// <summary>The variables that every cycle may use.</summary>
    /// <param name="domain">The domain of the e-mail addresses.</param>
    public static SequenceVariables New(string domain)
    {
        var run = "try-" + RandomNumberGenerator.GetHexString(12, lowercase: true);
        return new()
        {
            ["run"] = run,
            ["jo"] = $"jo.{run}@{domain}",
            ["JO"] = $"Jo.{run.ToUpperInvariant()}@{domain}",
            ["roe"] = $"jo.roe.{run}@{domain}",
            ["max"] = $"max.{run}@{domain}",
            ["nobody"] = $"nobody.{run}@{domain}",
            ["objectId"] = new Guid(RandomNumberGenerator.GetBytes(16)).ToString(),
            ["secret"] = "Aa1-" + RandomNumberGenerator.GetHexString(24),
        };
    }
}

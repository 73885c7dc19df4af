using System.Collections.Frozen;

namespace ScimFunctions.Hosting.Observation;

/// <summary>The kind of a row, which its key begins with, so that telemetry need not hold keys.</summary>
internal static class RowKind
{
    // Anything else than these might be a value.
    private static readonly FrozenDictionary<string, string> Kinds = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["u"] = "user",
        ["i"] = "identity",
        ["n"] = "userName",
        ["e"] = "email",
        ["m"] = "membership",
        ["x"] = "takenId",
        ["g"] = "group",
        ["d"] = "groupName",
        ["gi"] = "groupExternalId",
        ["gm"] = "member",
        ["mg"] = "memberOf",
        ["gg"] = "groupMember",
        ["w"] = "memberIntent",
        ["s"] = "extensions",
        ["q"] = "uniqueValue",
        ["o"] = "owners",
        ["z"] = "erasure",
        ["zo"] = "openErasure",
        ["export"] = "export",
        ["r"] = "loggedRequests",
        ["j"] = "journal",
        ["jf"] = "journalMark",
        ["l"] = "lane",
        ["c"] = "count",
        ["a"] = "tokenUse",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Of(string key) =>
        key.IndexOf(':') is > 0 and var end && Kinds.GetValueOrDefault(key[..end]) is { } kind ? kind : "other";
}

using System.Buffers;

namespace ScimFunctions.Directory.TenantGroups;

/// <summary>The roles that members of a tenant group may have.</summary>
public static class TenantGroupRoles
{
    /// <summary>The role that every tenant group has, and that it never loses its last member of.</summary>
    public const string Owner = "owner";

    /// <summary>The role that new members get in a tenant group which names no other.</summary>
    public const string Guest = "guest";

    /// <summary>The most roles that a tenant group may have.</summary>
    public const int Most = 50;

    /// <summary>The rule for names of roles, as a sentence.</summary>
    public const string Rule = "The name of a role has 1 to 64 characters: lower-case letters a to z, digits, '_' and '-'.";

    private const int Longest = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>The roles of a tenant group that names none.</summary>
    public static IReadOnlyList<string> Default { get; } = [Owner, "maintainer", "member", Guest];

    /// <summary>Whether a role's name keeps to <see cref="Rule"/>.</summary>
    public static bool IsValid(ReadOnlySpan<char> role) => role.Length is >= 1 and <= Longest && !role.ContainsAnyExcept(Allowed);
}

namespace ScimFunctions.Tests.Model;

/// <summary>What a client has said of a group. Two of the same content are equal.</summary>
internal sealed record ModelGroup(string DisplayName, string? ExternalId)
{
    /// <summary>The ids of the members, in order.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    public bool Equals(ModelGroup? other) =>
        other is not null && DisplayName == other.DisplayName && ExternalId == other.ExternalId && Members.SequenceEqual(other.Members, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(DisplayName, ExternalId, Members.Count);
}

namespace ScimFunctions.Directory.Searching;

/// <summary>One look-up of a row that leads to the users that a filter can match.</summary>
internal abstract record Lookup;

internal sealed record ById(string Id) : Lookup;

internal sealed record ByExternalId(string ExternalId) : Lookup;

internal sealed record ByUserName(string UserName) : Lookup;

internal sealed record ByEmail(string Address) : Lookup;

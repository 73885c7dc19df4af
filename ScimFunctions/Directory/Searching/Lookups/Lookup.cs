namespace ScimFunctions.Directory.Searching.Lookups;

/// <summary>One look-up of rows that lead to the resources that a filter can match.</summary>
/// <param name="Cost">Its cost, roughly in rows.</param>
internal abstract record Lookup(int Cost);

/// <summary>The resource itself.</summary>
internal sealed record ById(string Id) : Lookup(1);

/// <summary>The index row with that key.</summary>
internal sealed record ByRow(string Key) : Lookup(1);

/// <summary>The row with that key of a unique value of an extension, which users and groups share.</summary>
internal sealed record ByUniqueValue(string Key) : Lookup(1);

/// <summary>The index rows whose keys begin so.</summary>
internal sealed record ByRows(string Prefix, int Cost) : Lookup(Cost);

/// <summary>The rows of members.</summary>
internal sealed record ByEdge(Edge Edge) : Lookup(Edge.OfUsers ? 1_000 : 10);

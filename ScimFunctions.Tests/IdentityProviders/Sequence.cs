using System.Text.Json;

namespace ScimFunctions.Tests.IdentityProviders;

/// <summary>What one identity provider sends, in its order, and what it must be answered.</summary>
public sealed record Sequence(string File, string Name, string Group, string? Query, IReadOnlyList<SequenceStep> Steps);

public sealed record SequenceStep(string Name, StepRequest Request, StepExpectation Expect);

/// <summary>
/// A request. Of the path under the tenant URL, spaces, quotes, brackets and non-ASCII are escaped and all else goes out
/// as written. The headers are sent in place of what the player sends by itself; an empty one is left out. The body's
/// text still has its variables in it; null sends none.
/// </summary>
public sealed record StepRequest(HttpMethod Method, string Path, IReadOnlyDictionary<string, string> Headers, string? Body);

/// <summary>An answer: its body is a subset; JSON null says that there is none, undefined that anything goes.</summary>
public sealed record StepExpectation(int Status, IReadOnlyDictionary<string, string> Headers, JsonElement Body);

using System.Text.Json;

namespace ScimFunctions.Cli.Trying.Playing;

/// <summary>What one identity provider sends while it provisions, in its order.</summary>
/// <param name="Client">The identity provider's full name.</param>
/// <param name="Name">The name that explanations call it by.</param>
/// <param name="About">What is particular about it.</param>
/// <param name="Without">What it means for this client that a feature is not supported.</param>
/// <param name="Steps">The requests.</param>
public sealed record Cycle(string Client, string Name, string About, IReadOnlyDictionary<string, string> Without, IReadOnlyList<CycleStep> Steps);

/// <summary>One request and what it must be answered.</summary>
/// <param name="Name">What the client does here.</param>
/// <param name="Kind">The kind of step, under which explanations are looked up; null where it is like no other.</param>
/// <param name="Needs">Features without which it is skipped: see <see cref="Endpoints.Capabilities"/>.</param>
/// <param name="Request">What is sent.</param>
/// <param name="Expect">What must come back.</param>
/// <param name="Failures">This step's own explanations, by what was found.</param>
public sealed record CycleStep(
    string Name, string? Kind, IReadOnlyList<string> Needs, CycleRequest Request, CycleExpectation Expect, IReadOnlyDictionary<string, string> Failures);

/// <summary>A request; the variables are still in its path and its body.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Path">The path under the tenant URL, with its query.</param>
/// <param name="Headers">What is sent in place of the usual media types.</param>
/// <param name="Body">JSON text; null sends none.</param>
public sealed record CycleRequest(HttpMethod Method, string Path, IReadOnlyDictionary<string, string> Headers, string? Body);

/// <summary>What every client of this kind can live with.</summary>
/// <param name="Status">The statuses that it takes.</param>
/// <param name="Body">A subset of the body, compared unless the status is 204; undefined where anything goes.</param>
public sealed record CycleExpectation(IReadOnlyList<int> Status, JsonElement Body);

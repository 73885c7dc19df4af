using System.Text.Json.Nodes;
using ScimFunctions.Directory.Journaling;

namespace ScimFunctions.Directory.Users;

/// <summary>A change of one user.</summary>
/// <param name="Kind">What the journal calls it.</param>
/// <param name="Condition">Which version the client is ready to change.</param>
/// <param name="Next">
/// Gives the canonical resource that follows from the current one, which it may change. Called again with a fresh
/// resource where another writer came first.
/// </param>
internal sealed record UserChange(ChangeKind Kind, Precondition Condition, Func<JsonObject, JsonObject> Next);

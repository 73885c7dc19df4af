using System.Text.Json.Nodes;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Journaling;

namespace ScimFunctions.Directory.Groups;

/// <summary>A change of one group.</summary>
/// <param name="Kind">What the journal calls it.</param>
/// <param name="Condition">Which version the client is ready to change.</param>
/// <param name="Next">Gives the canonical resource without members that follows from the current one, which it may change.</param>
/// <param name="Members">What happens to the members.</param>
internal sealed record GroupChange(ChangeKind Kind, Precondition Condition, Func<JsonObject, JsonObject> Next, IReadOnlyList<MemberOperation> Members);

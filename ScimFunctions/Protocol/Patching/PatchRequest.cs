using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Protocol.Patching;

/// <summary>The body of a PATCH request (RFC 7644 §3.5.2).</summary>
/// <param name="Operations">What to do, in this order.</param>
public sealed record PatchRequest(IReadOnlyList<PatchOperation> Operations)
{
    /// <summary>The URN of the message.</summary>
    public const string Urn = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    /// <summary>The most operations in one request.</summary>
    public const int MaxOperations = 1_000;

    /// <summary>
    /// Reads a body. Names and operators are taken in any case, for Entra ID sends <c>Add</c>, <c>Replace</c>, <c>Remove</c>.
    /// Attributes are not looked up: <see cref="Patcher"/> does that.
    /// </summary>
    /// <param name="body">The body; its values are shared with the result.</param>
    /// <exception cref="ScimException">
    /// 400 <c>invalidSyntax</c> for a body that is no PATCH message or an operator that there is not, <c>noTarget</c> for
    /// a remove without path, <c>invalidPath</c>, <c>invalidValue</c> for an add or replace without value,
    /// <c>tooMany</c> beyond <see cref="MaxOperations"/>.
    /// </exception>
    public static PatchRequest Parse(JsonObject body)
    {
        var members = JsonMembers.Of(body, "the body");
        SchemasAttribute.Require(members, Urn);
        if (members.GetValueOrDefault("Operations") is not JsonArray { Count: > 0 } operations)
        {
            throw Malformed("Operations must be an array of at least one operation");
        }

        if (operations.Count > MaxOperations)
        {
            throw new ScimException(ScimError.TooMany(
                $"Operations has {operations.Count} operations; at most {MaxOperations} are allowed. Spread them over several requests."));
        }

        return new PatchRequest([.. operations.Select((operation, index) => ParseOperation(operation, $"Operations[{index}]"))]);
    }

    private static PatchOperation ParseOperation(JsonNode? node, string place)
    {
        if (node is not JsonObject json)
        {
            throw Malformed($"{place} must be an object with op, path and value");
        }

        var members = JsonMembers.Of(json, place);
        var kind = ParseKind(members.GetValueOrDefault("op"), place);
        var path = ParsePath(members.GetValueOrDefault("path"), place);
        var hasValue = members.TryGetValue("value", out var value);
        if (kind == PatchOperationKind.Remove && path is null)
        {
            throw new ScimException(ScimError.NoTarget($"{place} removes and has no path. Name in path what is to be removed."));
        }

        if (kind != PatchOperationKind.Remove && !hasValue)
        {
            throw new ScimException(ScimError.InvalidValue($"{place} has no value. Send the value to add or replace; to clear an attribute, remove it."));
        }

        return new PatchOperation(kind, path, value, hasValue);
    }

    private static PatchOperationKind ParseKind(JsonNode? op, string place)
    {
        var text = JsonText.IsString(op) ? JsonText.Read(op!, $"{place}.op") : "";
        return text.ToUpperInvariant() switch
        {
            "ADD" => PatchOperationKind.Add,
            "REPLACE" => PatchOperationKind.Replace,
            "REMOVE" => PatchOperationKind.Remove,
            _ => throw Malformed($"{place}.op must be add, replace or remove"),
        };
    }

    private static PatchPath? ParsePath(JsonNode? path, string place)
    {
        if (path is null)
        {
            return null;
        }

        if (!JsonText.IsString(path))
        {
            throw Malformed($"{place}.path must be a string");
        }

        var text = JsonText.Read(path, $"{place}.path");
        try
        {
            return PatchPath.Parse(text);
        }
        catch (ScimException exception)
        {
            throw new ScimException(exception.Error with { Detail = $"{place}: {exception.Error.Detail}" });
        }
    }

    private static ScimException Malformed(string what) => new(ScimError.InvalidSyntax($"{what} (RFC 7644 section 3.5.2)."));
}

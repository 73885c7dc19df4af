using System.Globalization;
using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Bulk;

/// <summary>The body of a bulk request (RFC 7644 §3.7).</summary>
/// <param name="FailOnErrors">After how many errors the rest is left undone; null for never.</param>
/// <param name="Operations">What to do.</param>
public sealed record BulkRequest(int? FailOnErrors, IReadOnlyList<BulkOperation> Operations)
{
    /// <summary>The URN of the message.</summary>
    public const string Urn = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

    /// <summary>Reads a body. What is wrong with one operation is told in its <see cref="BulkOperation.Problem"/>.</summary>
    /// <param name="body">The body; its data are shared with the result.</param>
    /// <param name="types">The resource types that operations may be about.</param>
    /// <exception cref="ScimException">400 <c>invalidSyntax</c> for a body that is no bulk request, <c>invalidValue</c> for
    /// <c>failOnErrors</c> below 1; 413 for more than <see cref="BulkLimits.MaxOperations"/>.</exception>
    public static BulkRequest Parse(JsonObject body, IReadOnlyList<ResourceType> types)
    {
        var members = JsonMembers.Of(body, "the body");
        SchemasAttribute.Require(members, Urn);
        var failOnErrors = ParseFailOnErrors(members.GetValueOrDefault("failOnErrors"));
        if (members.GetValueOrDefault("Operations") is not JsonArray { Count: > 0 } array)
        {
            throw Malformed("Operations must be an array of at least one operation");
        }

        if (array.Count > BulkLimits.MaxOperations)
        {
            throw new ScimException(ScimError.TooLarge(string.Create(
                CultureInfo.InvariantCulture,
                $"Operations has {array.Count} operations, which exceeds maxOperations ({BulkLimits.MaxOperations}). Spread them over several requests.")));
        }

        var bulkIds = new HashSet<string>(StringComparer.Ordinal);
        var operations = new List<BulkOperation>(array.Count);
        foreach (var node in array)
        {
            var index = operations.Count;
            var json = node as JsonObject ?? throw Malformed($"{PlaceOf(index)} must be an object");
            operations.Add(new BulkOperationReader(index, JsonMembers.Of(json, PlaceOf(index)), types, bulkIds).Read());
        }

        return new BulkRequest(failOnErrors, operations);
    }

    /// <summary>How errors name an operation.</summary>
    internal static string PlaceOf(int index) => string.Create(CultureInfo.InvariantCulture, $"Operations[{index}]");

    private static int? ParseFailOnErrors(JsonNode? node)
    {
        if (node is null)
        {
            return null;
        }

        if (node is not JsonValue value || !value.TryGetValue(out int number))
        {
            throw Malformed("failOnErrors must be an integer");
        }

        return number >= 1
            ? number
            : throw new ScimException(ScimError.InvalidValue("failOnErrors must be at least 1. Leave it out to carry out every operation."));
    }

    private static ScimException Malformed(string what) => new(ScimError.InvalidSyntax($"{what} (RFC 7644 section 3.7)."));
}

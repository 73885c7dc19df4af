using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Bulk;

/// <summary>
/// Breaks circles of references (RFC 7644 §3.7.1): what refers to resources that are not made yet is taken out of the
/// data of a POST, and added by a PATCH once they are.
/// </summary>
public static class BulkDeferral
{
    /// <summary>Takes out what refers to those <c>bulkId</c>s: an element of a multi-valued attribute, else the attribute.</summary>
    /// <param name="data">The data of a POST, which lose it.</param>
    /// <param name="type">The type of the resource.</param>
    /// <param name="names">The <c>bulkId</c>s that have no id yet.</param>
    /// <returns>What was taken out, in its place.</returns>
    public static JsonObject TakeOut(JsonObject data, ResourceType type, IReadOnlySet<string> names)
    {
        var taken = new JsonObject();
        var gone = new HashSet<JsonNode>();
        foreach (var place in ReferencePlaces.In(data, type).Where(place => place.BulkId is { } name && names.Contains(name)).ToArray())
        {
            // An element may hold two references to one resource.
            if (gone.Add(place.Element ?? place.Node))
            {
                Move(place, place.Extension is null ? taken : Within(taken, place.Extension));
            }
        }

        return taken;
    }

    /// <summary>Refuses data that are a whole resource only together with what was taken out.</summary>
    /// <param name="whole">The data before it was.</param>
    /// <param name="data">The data after it was.</param>
    /// <param name="type">The type of the resource.</param>
    /// <param name="names">The <c>bulkId</c>s that have no id yet.</param>
    /// <exception cref="ScimException">409 where a required attribute refers to what is not made yet; 400 where the data
    /// are no resource anyway.</exception>
    public static void Verify(JsonObject whole, JsonObject data, ResourceType type, IEnumerable<string> names)
    {
        ResourceReader.Read(whole, type);
        try
        {
            ResourceReader.Read(data, type);
        }
        catch (ScimException)
        {
            throw new ScimException(new ScimError(409, null,
                $"A required attribute is part of a circle of references by bulkId, to {string.Join(", ", names)}, so no resource of the circle can be made first.")
            {
                LogDetail = "A required attribute is part of a circle of references by bulkId.",
            });
        }
    }

    /// <summary>The PATCH that adds what was taken out.</summary>
    /// <param name="taken">What <see cref="TakeOut"/> gave, its references resolved; it becomes part of the result.</param>
    public static JsonObject ToPatch(JsonObject taken) => new()
    {
        ["schemas"] = new JsonArray((JsonNode)PatchRequest.Urn),
        ["Operations"] = new JsonArray(new JsonObject { ["op"] = "add", ["value"] = taken }),
    };

    private static void Move(ReferencePlace place, JsonObject into)
    {
        if (place.Element is { } element)
        {
            ((JsonArray)place.Holder[place.Attribute]!).Remove(element);
            if (into[place.Attribute] is not JsonArray elements)
            {
                into[place.Attribute] = elements = [];
            }

            elements.Add(element);
        }
        else if (place.Holder[place.Attribute] is { } value)
        {
            place.Holder.Remove(place.Attribute);
            into[place.Attribute] = value;
        }
    }

    private static JsonObject Within(JsonObject taken, string extension)
    {
        if (taken[extension] is not JsonObject values)
        {
            taken[extension] = values = [];
        }

        return values;
    }
}

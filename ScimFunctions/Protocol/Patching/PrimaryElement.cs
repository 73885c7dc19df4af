using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Protocol.Patching;

/// <summary>At most one element is the primary one; the one that an operation makes so wins (RFC 7644 §3.5.2).</summary>
internal static class PrimaryElement
{
    /// <param name="elements">All elements of the attribute.</param>
    /// <param name="touched">Those that the operation added or changed.</param>
    /// <param name="path">The name for errors.</param>
    public static void Keep(JsonArray elements, IReadOnlyCollection<JsonNode> touched, string path)
    {
        Elements.RequireOnePrimary(touched, path);
        if (touched.FirstOrDefault(Elements.IsPrimary) is not { } primary)
        {
            return;
        }

        foreach (var element in elements)
        {
            if (element != primary && Elements.IsPrimary(element))
            {
                element!["primary"] = JsonValue.Create(false);
            }
        }
    }
}

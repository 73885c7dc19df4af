using System.Text.Json.Nodes;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Extensions;

/// <summary>Verifies that references of registered attributes lead to users and groups of the tenant group.</summary>
internal sealed class ReferenceTargets(ITable table)
{
    /// <summary>The most new references of one change, each of which costs a read.</summary>
    public const int Most = 50;

    /// <summary>Verifies those that the version before does not have.</summary>
    /// <exception cref="ScimException">400 <c>invalidValue</c>.</exception>
    public async ValueTask VerifyAsync(
        TenantGroup group, JsonObject? before, JsonObject after, ResourceType type, CancellationToken cancellation)
    {
        var known = before is null ? [] : Of(before, type).ToHashSet();
        var added = Of(after, type).Where(known.Add).ToList();
        if (added.Count > Most)
        {
            throw new ScimException(ScimError.InvalidValue(
                $"{added.Count} references to users and groups are new; at most {Most} may be in one request. Add them in several PATCH requests."));
        }

        foreach (var (path, text) in added)
        {
            if (!await LeadsAsync(group, (path.SubAttribute ?? path.Attribute)!, text, cancellation))
            {
                var name = $"{path.Extension!.Id}:{path.Attribute!.Name}" + (path.SubAttribute is { } sub ? $".{sub.Name}" : "");
                throw new ScimException(ScimError.InvalidValue(
                    $"{name} leads to no {string.Join(" or ", Allowed(path))} of this group. Send the URL or the id of one that exists."));
            }
        }
    }

    private async ValueTask<bool> LeadsAsync(TenantGroup group, AttributeDefinition attribute, string text, CancellationToken cancellation)
    {
        if (ResourceReference.Parse(text, group.Path) is { } reference)
        {
            foreach (var typeName in attribute.ReferenceTypes.Where(name => reference.TypeName is null || reference.TypeName == name))
            {
                var key = typeName switch { "User" => RowKeys.User(reference.Id), "Group" => RowKeys.Group(reference.Id), _ => null };
                if (key is not null && await table.FindAsync(group.Id, key, cancellation) is not null)
                {
                    return true;
                }
            }
        }

        return attribute.ReferenceTypes.Any(name => name is "external" or "uri");
    }

    private static IEnumerable<string> Allowed(ResolvedPath path) => (path.SubAttribute ?? path.Attribute)!.ReferenceTypes;

    private static IEnumerable<(ResolvedPath Path, string Text)> Of(JsonObject resource, ResourceType type)
    {
        foreach (var path in type.Checked.References)
        {
            var value = (resource[path.Extension!.Id] as JsonObject)?[path.Attribute!.Name];
            foreach (var element in value as IEnumerable<JsonNode?> ?? [value])
            {
                var target = path.SubAttribute is null ? element : (element as JsonObject)?[path.SubAttribute.Name];
                if (target is JsonValue text && text.TryGetValue(out string? reference))
                {
                    yield return (path, reference);
                }
            }
        }
    }
}

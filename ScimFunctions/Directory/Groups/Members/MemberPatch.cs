using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Directory.Groups.Members;

/// <summary>
/// A PATCH of a group, taken apart: what concerns members becomes operations on their rows, so that no one has to read a
/// hundred thousand members to add one; the rest is left to <see cref="Patcher"/>.
/// </summary>
/// <param name="Rest">The operations on other attributes, each in its place, so that errors count as the client does.</param>
/// <param name="Operations">The operations on members.</param>
internal sealed record MemberPatch(PatchRequest Rest, IReadOnlyList<MemberOperation> Operations)
{
    /// <summary>What is answered to a change of what is said of a member.</summary>
    public static readonly ScimError Immutable = ScimError.Mutability(
        "What is said of a member cannot be changed. Add members by an add with path \"members\", and remove them by a remove.");

    private static readonly PatchOperation Nothing = new(PatchOperationKind.Add, null, new JsonObject(), HasValue: true);

    /// <summary>Takes a request apart.</summary>
    /// <exception cref="ScimException">400 <c>invalidPath</c>, <c>invalidValue</c>, or <c>mutability</c> where a member is to be changed.</exception>
    public static MemberPatch Of(PatchRequest request, ResourceType type)
    {
        var members = type.Schema.Find(GroupResource.Members)!;
        var operations = new List<MemberOperation>();
        var rest = new PatchOperation[request.Operations.Count];
        for (var index = 0; index < rest.Length; index++)
        {
            try
            {
                rest[index] = Split(request.Operations[index], type, members, operations);
            }
            catch (ScimException exception) when (rest.Length > 1)
            {
                throw new ScimException(exception.Error with { Detail = $"Operations[{index}]: {exception.Error.Detail}" });
            }
        }

        return new MemberPatch(new PatchRequest(rest), operations);
    }

    private static PatchOperation Split(PatchOperation operation, ResourceType type, AttributeDefinition members, List<MemberOperation> operations)
    {
        if (operation.Path is not null)
        {
            var path = PatchPathBinder.Bind(operation.Path, type);
            if (path.Path.Attribute != members)
            {
                return operation;
            }

            operations.AddRange(Translate(operation, path, members));
            return Nothing;
        }

        return operation.Value is JsonObject json ? operation with { Value = SplitValue(operation, json, type, members, operations) } : operation;
    }

    // Okta sends {"id": …, "displayName": …} without a path, others put members there too.
    private static JsonObject SplitValue(
        PatchOperation operation, JsonObject json, ResourceType type, AttributeDefinition members, List<MemberOperation> operations)
    {
        JsonObject? rest = null;
        foreach (var (key, value) in JsonMembers.Of(json, "value"))
        {
            if (Bind(key, type) is { } path && path.Path.Attribute == members)
            {
                rest ??= (JsonObject)json.DeepClone();
                rest.Remove(key);
                operations.AddRange(Translate(operation with { Value = value }, path, members));
            }
        }

        return rest ?? json;
    }

    private static BoundPatchPath? Bind(string key, ResourceType type)
    {
        try
        {
            return ResourceKey.Resolve(type, key) is { } path ? new BoundPatchPath(path, null, null)
                : key.Contains('[', StringComparison.Ordinal) ? PatchPathBinder.Bind(PatchPath.Parse(key), type)
                : null;
        }
        catch (ScimException)
        {
            // A key that is no path of this type is an unknown attribute like any other.
            return null;
        }
    }

    private static IEnumerable<MemberOperation> Translate(PatchOperation operation, BoundPatchPath path, AttributeDefinition members)
    {
        if (path.Filter is not null && operation.Kind != PatchOperationKind.Remove && path.SubAttribute?.Mutability != Mutability.ReadOnly)
        {
            var said = Said(operation, path.SubAttribute, members);
            return [operation.Kind == PatchOperationKind.Replace && path.SubAttribute is null && said.ContainsKey("value")
                ? new ReplaceMatchingMembers(path.Filter, said)
                : new ConfirmMembers(path.Filter, said)];
        }

        if (path.SubAttribute is not null || path.Path.SubAttribute is not null || (path.Filter is not null && operation.Kind != PatchOperationKind.Remove))
        {
            throw new ScimException(Immutable);
        }

        var elements = operation.Value is null || path.Filter is not null
            ? null
            : (JsonArray?)ResourceReader.ReadValue(members, operation.Value, members.Name) ?? [];
        return operation.Kind switch
        {
            PatchOperationKind.Remove when path.Filter is not null =>
                [Values(path.Filter) is { } values ? new RemoveMembers(values) : new RemoveMatchingMembers(path.Filter)],
            PatchOperationKind.Remove => [elements is null ? new ClearMembers() : new RemoveMembers(elements)],
            PatchOperationKind.Replace => [new ReplaceMembers(MemberList.Of(elements))],
            _ => [new AddMembers(elements ?? [])],
        };
    }

    private static JsonObject Said(PatchOperation operation, AttributeDefinition? subAttribute, AttributeDefinition members)
    {
        if (subAttribute is not null)
        {
            return ResourceReader.ReadValue(subAttribute, operation.Value, $"{members.Name}.{subAttribute.Name}") is { } value
                ? new JsonObject { [subAttribute.Name] = value }
                : throw new ScimException(Immutable);
        }

        return ResourceReader.ReadValue(members, operation.Value, members.Name) is JsonArray { Count: 1 } elements
            ? (JsonObject)elements[0]!.DeepClone()
            : throw new ScimException(Immutable);
    }

    /// <summary>The members that <c>value eq "a" or value eq "b"</c> names; null for any other filter.</summary>
    private static JsonArray? Values(BoundFilter filter) => filter switch
    {
        BoundComparison { Operator: ComparisonOperator.Equal, Path.Attribute.Name: "value", Value: StringValue text } =>
            new JsonArray(new JsonObject { ["value"] = text.Value }),
        BoundOr either when Values(either.Left) is { } left && Values(either.Right) is { } right => [.. left.Concat(right).Select(one => one!.DeepClone())],
        _ => null,
    };
}

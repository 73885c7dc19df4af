using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Patching;

/// <summary>
/// Applies PATCH requests to resources (RFC 7644 §3.5.2). Where the RFC leaves room or clients need it:
/// <list type="bullet">
/// <item>Removing what is not there succeeds, and so does a remove whose filter matches nothing: clients repeat.</item>
/// <item>A remove of a multi-valued attribute with a <c>value</c> removes only those elements (Entra ID).</item>
/// <item>Where <c>attribute[filter].sub</c> matches nothing and the filter says by <c>eq</c> what the element is, other
/// than its <c>value</c>, add and replace create that element (Entra ID: <c>emails[type eq "work"].value</c>); else 400
/// <c>noTarget</c>.</item>
/// <item>Null, <c>""</c> and the empty array clear an attribute that has one value, and on replace any attribute.</item>
/// <item>Values that an operation makes equal in <c>value</c> and <c>type</c> become one (RFC 7643 §2.4).</item>
/// <item>Without a path, attributes that are unknown are ignored, and so are <c>meta</c> (RFC 7643 §3.1), the <c>id</c> that the
/// resource has (Okta) and read-only ones without a value.</item>
/// <item>An element that gets <c>primary</c> true takes it from the others (RFC 7644 §3.5.2).</item>
/// <item><c>schemas</c> follows from the content, <c>password</c> is not kept and <c>$ref</c> follows from <c>value</c>: what
/// is sent for these is ignored.</item>
/// </list>
/// </summary>
public static class Patcher
{
    /// <summary>Applies a request, in place. After an error the resource is in no defined state: pass a clone.</summary>
    /// <param name="resource">A resource in canonical form, with <c>id</c>; it is in that form again afterwards.</param>
    /// <param name="request">What to do.</param>
    /// <param name="type">The type of the resource.</param>
    /// <param name="budget">What the request may still work; null where it has no bound of its own.</param>
    /// <exception cref="ScimException">
    /// 400 <c>invalidPath</c> for attributes that there are not, <c>invalidFilter</c> for what stands in brackets,
    /// <c>noTarget</c>, <c>mutability</c> for attributes that a client cannot change and for required ones removed (RFC
    /// 7644 §3.5.2.2), <c>invalidValue</c> for values of the wrong type and required ones cleared, <c>tooMany</c> where the
    /// operations together look at too many values.
    /// </exception>
    public static void Apply(JsonObject resource, PatchRequest request, ResourceType type, WorkBudget? budget = null)
    {
        var work = new PatchWork(budget);
        var missing = type.Checked.HasRequired ? RequiredAttributes.MissingOf(resource, type) : null;
        for (var i = 0; i < request.Operations.Count; i++)
        {
            try
            {
                Apply(resource, request.Operations[i], type, work);
            }
            catch (ScimException exception) when (request.Operations.Count > 1)
            {
                throw new ScimException(exception.Error with { Detail = $"Operations[{i}]: {exception.Error.Detail}" });
            }
        }

        CanonicalResource.Arrange(resource, type);
        RequiredAttributes.Verify(resource, type, missing, work.RemovesRequired ? ScimError.Mutability : ScimError.InvalidValue);
    }

    private static void Apply(JsonObject resource, PatchOperation operation, ResourceType type, PatchWork work)
    {
        var change = new Change(operation.Kind, operation.Value, operation.HasValue);
        if (operation.Path is null)
        {
            ApplyWithoutPath(resource, change, type, work);
            return;
        }

        Apply(resource, PatchPathBinder.Bind(operation.Path, type), change, isNamed: true, work);
    }

    private static void ApplyWithoutPath(JsonObject resource, Change change, ResourceType type, PatchWork work)
    {
        if (change.Value is not JsonObject json)
        {
            throw new ScimException(ScimError.InvalidValue(
                $"Without a path the value must be an object of attributes, and {TypeError.KindOf(change.Value)} was sent. Name the attribute in path."));
        }

        foreach (var (key, value) in JsonMembers.Of(json, "value"))
        {
            if (BindKey(key, type) is { } path)
            {
                Apply(resource, path, change with { Value = value }, isNamed: false, work);
            }
        }
    }

    private static BoundPatchPath? BindKey(string key, ResourceType type)
    {
        if (ResourceKey.Resolve(type, key) is { } path)
        {
            return new BoundPatchPath(path, null, null);
        }

        if (!key.Contains('[', StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return PatchPathBinder.Bind(PatchPath.Parse(key), type);
        }
        catch (ScimException)
        {
            // A key that is no path of this type is an unknown attribute like any other.
            return null;
        }
    }

    private static void Apply(JsonObject resource, BoundPatchPath path, Change change, bool isNamed, PatchWork work)
    {
        if (path.Path is { Attribute: null, Extension: { } extension })
        {
            ExtensionTarget.Apply(Within(resource, extension), extension, change);
            work.RemovesRequired |= change.IsRemove && extension.Attributes.Any(attribute => attribute.Required);
        }
        else if (MayChange.Decide(resource, path, change, isNamed))
        {
            work.RemovesRequired |= change.IsRemove && (path.Target!.Required || path.Path.Attribute!.Required);
            var container = path.Path.Extension is { } schema ? Within(resource, schema) : resource;
            var attribute = path.Path.Attribute!;
            var name = ResourceKey.Display(path.Path);
            if (container[attribute.Name] is JsonArray elements)
            {
                work.Count(elements, path.Filter, change);
            }

            if (path.Filter is { } filter)
            {
                ElementsTarget.Apply(container, attribute, filter, path.SubAttribute, change, name);
            }
            else
            {
                AttributeTarget.Apply(container, attribute, path.Path.SubAttribute, change, name);
            }
        }
    }

    private static JsonObject Within(JsonObject resource, Schema extension)
    {
        if (resource[extension.Id] is not JsonObject values)
        {
            resource[extension.Id] = values = [];
        }

        return values;
    }
}

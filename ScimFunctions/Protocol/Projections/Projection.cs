using System.Runtime.CompilerServices;
using System.Text.Json;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Projections;

/// <summary>The part of a resource that a request asks for by <c>attributes</c> or <c>excludedAttributes</c> (RFC 7644 §3.9).</summary>
public sealed class Projection
{
    // Almost every request asks for nothing special, so what that means is worked out once for each type.
    private static readonly ConditionalWeakTable<ResourceType, Projection> OfType = [];

    private readonly Selection _selection;
    private readonly RequestedNames? _named;

    private Projection(Selection selection, RequestedNames? named, bool isDefault)
    {
        _selection = selection;
        _named = named;
        IsDefault = isDefault;
    }

    /// <summary>Whether a stored document, which never has what is <c>returned: never</c>, can be sent as it is.</summary>
    public bool IsDefault { get; }

    /// <summary>Reads the two query parameters.</summary>
    /// <param name="attributes">
    /// Names separated by commas, in any case, with or without schema URN and sub-attribute; null or empty for none.
    /// A schema's URN alone names all of the schema's attributes. Names that the type does not have are ignored.
    /// </param>
    /// <param name="excludedAttributes">The same for what to leave out. What is always returned stays.</param>
    /// <param name="type">The type of the resources.</param>
    /// <exception cref="ScimException">400 <c>invalidValue</c> where both are given: they exclude each other.</exception>
    public static Projection Parse(string? attributes, string? excludedAttributes, ResourceType type)
    {
        if (attributes is null && excludedAttributes is null)
        {
            return OfType.GetValue(type, static asked => Build(null, only: false, asked));
        }

        var only = !string.IsNullOrWhiteSpace(attributes);
        if (only && !string.IsNullOrWhiteSpace(excludedAttributes))
        {
            throw new ScimException(ScimError.InvalidValue(
                "attributes and excludedAttributes exclude each other. Send one of them."));
        }

        return Build(only ? attributes : excludedAttributes, only, type);
    }

    /// <summary>Whether any of a core or common attribute is asked for, so that what is not need not be read.</summary>
    /// <param name="name">The name as the schema spells it, such as <c>groups</c>.</param>
    public bool Includes(string name) => _selection.KindOf(name) != SelectionKind.Omit;

    /// <summary>Whether a sub-attribute of a core attribute is asked for by its own name, so that what costs much to find is
    /// found only then.</summary>
    /// <param name="name">The name of the attribute as the schema spells it, such as <c>members</c>.</param>
    /// <param name="subAttribute">The name of its sub-attribute, such as <c>display</c>.</param>
    public bool Names(string name, string subAttribute) => _named?.Names(name, subAttribute) ?? false;

    /// <summary>Writes the part of a document that is asked for, without taking the document apart.</summary>
    /// <param name="writer">Where to; one JSON object is written.</param>
    /// <param name="resourceJson">One whole resource in UTF-8, names spelled as in the schemas.</param>
    public void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> resourceJson)
    {
        if (IsDefault)
        {
            writer.WriteRawValue(resourceJson, skipInputValidation: true);
            return;
        }

        var reader = new Utf8JsonReader(resourceJson);
        reader.Read();
        SelectionWriter.WritePart(ref reader, writer, resourceJson, _selection);
    }

    private static Projection Build(string? names, bool only, ResourceType type)
    {
        var requested = new RequestedNames(names, type);
        var selection = new SelectionBuilder(requested, only).Build(type);
        return new Projection(selection, only ? requested : null, !only && IsAsStored(selection, type));
    }

    // Nothing of what is never returned is stored, nor what a client cannot set and is read on request alone, so leaving
    // it out is no work.
    private static bool IsAsStored(Selection selection, ResourceType type) =>
        type.RemovedExtensions.Count == 0
        && CommonAttributes.All.Concat(type.Schema.Attributes).All(attribute => IsAsStored(attribute, selection))
        && type.Extensions.All(extension => selection.KindOf(extension.Schema.Id) == SelectionKind.Whole);

    private static bool IsAsStored(AttributeDefinition attribute, Selection selection) => selection.KindOf(attribute.Name) switch
    {
        SelectionKind.Whole => true,
        SelectionKind.Part => attribute.SubAttributes.All(sub => IsAsStored(sub, selection.Within(attribute.Name)!)),
        _ => attribute.Returned == Returned.Never || attribute is { Returned: Returned.Request, Mutability: Mutability.ReadOnly },
    };
}

using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Projections;

/// <summary>
/// Decides what is returned (RFC 7643 §7, <c>returned</c>; RFC 7644 §3.9): either what is named and what is always
/// returned, or what is returned by default without what is excluded.
/// </summary>
/// <param name="names">The names in <c>attributes</c>, or those in <c>excludedAttributes</c>.</param>
/// <param name="only">Whether <paramref name="names"/> is all that is asked for.</param>
internal sealed class SelectionBuilder(RequestedNames names, bool only)
{
    public Selection Build(ResourceType type)
    {
        var members = new List<SelectedMember>();
        foreach (var attribute in CommonAttributes.All.Concat(type.Schema.Attributes))
        {
            members.Add(Member(null, attribute, names.NamesCore));
        }

        foreach (var (extension, _) in type.Extensions)
        {
            var whole = names.Names(extension);
            var inner = new Selection(
                [.. extension.Attributes.Select(attribute => Member(extension, attribute, whole))],
                othersToo: only == whole);
            members.Add(new SelectedMember(extension.Id, inner.IsWhole ? SelectionKind.Whole : SelectionKind.Part, inner));
        }

        return type.RemovedExtensions.Count == 0 ? new Selection(members, othersToo: !only) : Without(type.RemovedExtensions, members);
    }

    // Their values may still be stored. What else is stored and not known has no business outside either.
    private static Selection Without(IReadOnlyList<Schema> removed, List<SelectedMember> members)
    {
        members[0] = SelectedMember.WithoutValues(CommonAttributes.Schemas.Name, [.. removed.Select(schema => schema.Id)]);
        return new Selection(members, othersToo: false);
    }

    private SelectedMember Member(Schema? extension, AttributeDefinition attribute, bool withSchema)
    {
        var named = names.Names(extension, attribute);
        var within = names.NamesWithin(extension, attribute);
        if (!IsReturned(attribute, named, withSchema, within))
        {
            return new SelectedMember(attribute.Name, SelectionKind.Omit, null);
        }

        // Of an attribute that is there for its own sake, the sub-attributes are the default ones and those named.
        var isWhole = !only || named || withSchema || !within;
        var inner = new Selection(
            [.. attribute.SubAttributes.Select(sub => SubMember(sub, names.Names(extension, attribute, sub), isWhole))],
            othersToo: isWhole);
        return new SelectedMember(attribute.Name, inner.IsWhole ? SelectionKind.Whole : SelectionKind.Part, inner);
    }

    // Whoever names a whole schema has not asked for what is returned only on request.
    private bool IsReturned(AttributeDefinition attribute, bool named, bool withSchema, bool within) => attribute.Returned switch
    {
        Returned.Never => false,
        Returned.Always => true,
        Returned.Request => only && (named || within),
        _ => only ? named || withSchema || within : !(named || withSchema),
    };

    private SelectedMember SubMember(AttributeDefinition sub, bool named, bool byDefault)
    {
        var returned = sub.Returned switch
        {
            Returned.Never => false,
            Returned.Always => true,
            Returned.Request => only && named,
            _ => only ? named || byDefault : !named,
        };
        return new SelectedMember(sub.Name, returned ? SelectionKind.Whole : SelectionKind.Omit, null);
    }
}

using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;

namespace ScimFunctions.Directory.Searching.Matching;

/// <summary>Decides the comparisons that look-ups serve by what stands beside the document, so that it need not be parsed.</summary>
internal static class IndexedColumns
{
    /// <summary>Whether the comparison holds, or null where the row does not tell.</summary>
    public static bool? Holds(BoundComparison comparison, StoredResource resource)
    {
        if (comparison is not
            { Operator: ComparisonOperator.Equal, Value: StringValue { Value: var wanted }, Path: { Extension: null, SubAttribute: null } path })
        {
            return null;
        }

        var found = (path.Attribute!.Name, resource) switch
        {
            ("id", _) => resource.Id,
            ("userName", StoredUser) => resource.Row.Columns.GetString(ColumnNames.UserName),
            ("externalId", StoredUser) => resource.Row.Columns.GetString(ColumnNames.ExternUid),
            _ => null,
        };
        return found?.Equals(wanted, path.Attribute.CaseExact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
    }
}

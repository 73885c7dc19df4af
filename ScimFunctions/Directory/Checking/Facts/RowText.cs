using System.Globalization;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking.Facts;

/// <summary>Rows as texts that are equal where what they say is.</summary>
internal static class RowText
{
    // Since when a membership holds follows from nothing else.
    private static readonly string[] OfIndex =
        [ColumnNames.UserId, ColumnNames.GroupId, ColumnNames.Active, ColumnNames.Value, ColumnNames.Role, ColumnNames.State];

    // Whether a user is in groups, and whether a group has a change on its way, follows from other rows.
    private static readonly string[] OfDocument =
        [ColumnNames.Active, ColumnNames.UserName, ColumnNames.ExternUid, ColumnNames.ReferenceAt, ColumnNames.DisplayName, ColumnNames.SharedName];

    /// <summary>An index row, or a membership.</summary>
    public static string Index(string key, Columns columns) => Of(key, columns, OfIndex);

    /// <summary>What stands beside a document and follows from it.</summary>
    public static string Document(string key, Columns columns) => Of(key, columns, OfDocument);

    private static string Of(string key, Columns columns, string[] names)
    {
        var values = columns.ToList();
        return key + "=" + string.Join('|', names.Select(name =>
            values.FirstOrDefault(column => column.Name == name).Value is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : ""));
    }
}

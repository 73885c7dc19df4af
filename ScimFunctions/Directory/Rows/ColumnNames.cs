namespace ScimFunctions.Directory.Rows;

/// <summary>The names of columns, so that what one class writes another finds.</summary>
internal static class ColumnNames
{
    public const string Active = "active";
    public const string Role = "role";
    public const string ExternUid = "externUid";
    public const string UserName = "userName";
    public const string InGroups = "inGroups";
    public const string ReferenceAt = "refAt";
    public const string UserId = "user";
    public const string GroupId = "group";
    public const string DisplayName = "displayName";
    public const string SharedName = "sharedName";
    public const string Pending = "pending";
    public const string State = "state";
    public const string Since = "since";
    public const string Value = "value";
    public const string Password = "password";
    public const string Entry = "entry";
}

namespace ScimFunctions.Directory.Transfer;

/// <summary>The names in the lines of an export. A line is an object with one of the first group of names.</summary>
internal static class LineNames
{
    public const string Export = "export", User = "user", Taken = "taken", Group = "group", Members = "members", End = "end";

    public const string Format = "format", At = "at", TenantGroup = "tenantGroup", Catalog = "catalog";
    public const string Role = "role", Since = "since", Password = "password";
    public const string ExternUid = "externUid", SharedName = "sharedName", Users = "users", Groups = "groups";
    public const string Id = "id", TakenIds = "takenIds";

    /// <summary>The version of the format.</summary>
    public const int FormatVersion = 1;
}

using System.Buffers.Text;
using System.Text;
using ScimFunctions.Directory.TenantGroups;

namespace ScimFunctions.Functions.Management.TenantGroups;

/// <summary>The place in the list of tenant groups after one of them: its path, in characters that need no escaping. A made-up
/// one is a place as good as any, and shows nothing that the list does not.</summary>
internal static class TenantGroupCursor
{
    private const int Longest = 128;

    public static string Of(TenantGroup last) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(last.Path));

    /// <exception cref="ProblemException">400: it is no cursor.</exception>
    public static string? Read(string? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        return cursor.Length <= Longest && Base64Url.IsValid(cursor)
            && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)) is var path && TenantGroupPath.IsValid(path)
            ? path
            : throw Problem.OfField("cursor", "It is the nextCursor of an earlier page, unchanged.", null).ToException();
    }
}

namespace ScimFunctions.Directory.Users;

/// <summary>The URL of a user, as <c>Content-Location</c>, <c>Location</c> and <c>meta.location</c> give it.</summary>
public static class UserUrl
{
    public static string Of(string baseUrl, string id) => string.Concat(baseUrl, "/Users/", id);
}

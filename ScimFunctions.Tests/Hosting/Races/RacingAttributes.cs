namespace ScimFunctions.Tests.Hosting.Races;

/// <summary>Thirty-two attributes of one user that can be patched without getting in each other's way.</summary>
public static class RacingAttributes
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static readonly string[] Paths =
    [
        "externalId", "displayName", "nickName", "title", "userType", "preferredLanguage", "locale", "timezone",
        "name.formatted", "name.familyName", "name.givenName", "name.middleName", "name.honorificPrefix", "name.honorificSuffix",
        $"{Enterprise}:employeeNumber", $"{Enterprise}:costCenter", $"{Enterprise}:organization", $"{Enterprise}:division", $"{Enterprise}:department",
        "emails[type eq \"work\"].value", "emails[type eq \"home\"].value", "emails[type eq \"other\"].value",
        "phoneNumbers[type eq \"work\"].value", "phoneNumbers[type eq \"home\"].value", "phoneNumbers[type eq \"mobile\"].value",
        "phoneNumbers[type eq \"fax\"].value", "phoneNumbers[type eq \"pager\"].value", "phoneNumbers[type eq \"other\"].value",
        "ims[type eq \"xmpp\"].value", "addresses[type eq \"work\"].locality", "addresses[type eq \"home\"].locality", "entitlements[type eq \"a\"].value",
    ];

    public static string Value(int writer) => Paths[writer].StartsWith("emails", StringComparison.Ordinal) ? $"v{writer}@example.com" : $"v{writer}";

    public static string PatchBody(int writer) => $$"""
        { "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "add", "path": "{{Paths[writer].Replace("\"", "\\\"", StringComparison.Ordinal)}}", "value": "{{Value(writer)}}" }] }
        """;
}

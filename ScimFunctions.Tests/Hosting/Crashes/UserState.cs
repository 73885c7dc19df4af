using System.Text.Json;

namespace ScimFunctions.Tests.Hosting.Crashes;

/// <summary>What the load writes of a user, and so what must be read back.</summary>
public sealed record UserState(string UserName, string Email, bool Active)
{
    public string PostBody(string externalId) => $$"""
        { "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "externalId": "{{externalId}}", "userName": "{{UserName}}",
          "active": true, "emails": [{ "type": "work", "value": "{{Email}}" }] }
        """;

    public string PatchBody() => $$"""
        { "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
          { "op": "replace", "path": "userName", "value": "{{UserName}}" },
          { "op": "replace", "path": "emails[type eq \"work\"].value", "value": "{{Email}}" },
          { "op": "replace", "path": "active", "value": {{(Active ? "true" : "false")}} }] }
        """;

    public static UserState Read(JsonElement user) => new(
        user.GetProperty("userName").GetString()!,
        user.GetProperty("emails")[0].GetProperty("value").GetString()!,
        user.GetProperty("active").GetBoolean());
}

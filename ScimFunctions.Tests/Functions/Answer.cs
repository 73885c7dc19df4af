using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace ScimFunctions.Tests.Functions;

/// <summary>A whole answer, read.</summary>
public sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders Content, string Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public string Id => (string)Json["id"]!;

    public string ETag => Assert.Single(Headers.GetValues("ETag"));

    public string? ScimType => (string?)Json["scimType"];

    public string Detail => (string)Json["detail"]!;

    public string? Header(string name) =>
        Headers.TryGetValues(name, out var values) || Content.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <summary>That this is the SCIM error of that status and scimType (RFC 7644 §3.12).</summary>
    public Answer IsError(int status, string? scimType = null)
    {
        Assert.True(status == (int)Status, $"Expected {status}, got {(int)Status}: {Body}");
        Assert.StartsWith("application/scim+json", Header("Content-Type"), StringComparison.Ordinal);
        var json = JsonNode.Parse(Body)!.AsObject();
        Assert.Equal("""["urn:ietf:params:scim:api:messages:2.0:Error"]""", json["schemas"]!.ToJsonString());
        Assert.Equal(JsonValueKind.String, json["status"]!.GetValueKind());
        Assert.Equal($"{status}", (string?)json["status"], StringComparer.Ordinal);
        Assert.Equal(scimType, (string?)json["scimType"], StringComparer.Ordinal);
        Assert.NotEmpty((string)json["detail"]!);
        return this;
    }

    public Answer Is(HttpStatusCode status)
    {
        Assert.True(status == Status, $"Expected {(int)status}, got {(int)Status}: {Body}");
        return this;
    }
}

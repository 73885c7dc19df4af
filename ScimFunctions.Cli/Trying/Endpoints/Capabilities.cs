using System.Collections.Frozen;
using System.Text.Json;
using ScimFunctions.Cli.CommandLine;
using ScimFunctions.Cli.Trying.Expectations;
using ScimFunctions.Cli.Trying.Playing;

namespace ScimFunctions.Cli.Trying.Endpoints;

/// <summary>What an endpoint declares in <c>/ServiceProviderConfig</c> and <c>/ResourceTypes</c>. What it does not declare, or
/// what cannot be read, counts as supported: then the steps show it.</summary>
public sealed class Capabilities(IReadOnlySet<string> missing)
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /// <summary>The features that steps may need, as people call them.</summary>
    public static FrozenDictionary<string, string> Words { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["patch"] = "PATCH",
        ["filter"] = "filters",
        ["groups"] = "groups",
        ["enterprise"] = "the enterprise schema extension",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The first of these features that the endpoint declares not to support.</summary>
    public string? Missing(IEnumerable<string> needs) => needs.FirstOrDefault(missing.Contains);

    /// <summary>Asks. Throws <see cref="CommandException"/> where the endpoint cannot be reached or refuses the token.</summary>
    internal static async Task<Capabilities> ReadAsync(ScimEndpoint endpoint, CancellationToken cancellation)
    {
        var configuration = await GetAsync(endpoint, "/ServiceProviderConfig", cancellation);
        if (Obstacle(configuration) is { } obstacle)
        {
            throw new CommandException(ExitCode.Misused, obstacle);
        }

        var types = await GetAsync(endpoint, "/ResourceTypes", cancellation);
        return new Capabilities(Undeclared(configuration).Concat(Undescribed(types)).ToHashSet(StringComparer.Ordinal));
    }

    private static Task<EndpointAnswer> GetAsync(ScimEndpoint endpoint, string path, CancellationToken cancellation)
    {
        var request = new CycleRequest(HttpMethod.Get, path, FrozenDictionary<string, string>.Empty, Body: null);
        return endpoint.SendAsync(request, endpoint.Address(path, new SequenceVariables()), body: null, cancellation);
    }

    private static string? Obstacle(EndpointAnswer answer) => answer switch
    {
        { Trouble: not null } => $"The endpoint cannot be reached: {answer.Text}.",
        { Status: 401 } => "The endpoint refuses the token (401): give the one that belongs to this URL, and see whether it has expired or been revoked.",
        { Status: 403 } => "The endpoint knows the token but does not let it in (403): give one that may read and write users and groups.",
        { Status: >= 300 and < 400 } => $"The endpoint sends clients elsewhere ({answer.Status}, {answer.Location}): give the URL that answers itself.",
        _ => null,
    };

    private static IEnumerable<string> Undeclared(EndpointAnswer configuration) =>
        from feature in (string[])["patch", "filter"]
        where configuration is { IsSuccess: true, Json: { ValueKind: JsonValueKind.Object } json }
            && json.TryGetProperty(feature, out var declared) && declared.ValueKind is JsonValueKind.Object
            && declared.TryGetProperty("supported", out var supported) && supported.ValueKind is JsonValueKind.False
        select feature;

    private static IEnumerable<string> Undescribed(EndpointAnswer answer)
    {
        if (!answer.IsSuccess || Types(answer.Json) is not { Count: > 0 } types || types.Find(type => Is(type, "User")) is not { ValueKind: JsonValueKind.Object } user)
        {
            yield break;
        }

        if (!types.Exists(type => Is(type, "Group")))
        {
            yield return "groups";
        }

        // Without the member an endpoint says nothing about extensions; with an empty one it says that there are none.
        if (user.TryGetProperty("schemaExtensions", out var extensions) && extensions.ValueKind is JsonValueKind.Array
            && !extensions.EnumerateArray().Any(extension => Text(extension, "schema") is Enterprise))
        {
            yield return "enterprise";
        }
    }

    private static List<JsonElement>? Types(JsonElement? json) => json switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        { ValueKind: JsonValueKind.Object } page when page.TryGetProperty("Resources", out var list) && list.ValueKind is JsonValueKind.Array => [.. list.EnumerateArray()],
        _ => null,
    };

    private static bool Is(JsonElement type, string name) => Text(type, "name") == name || Text(type, "id") == name;

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}

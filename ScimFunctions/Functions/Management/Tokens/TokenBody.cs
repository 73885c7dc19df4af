using System.Text.Json;
using ScimFunctions.Functions.Management.Access;
using ScimFunctions.Functions.Management.Bodies;
using ScimFunctions.Tokens;

namespace ScimFunctions.Functions.Management.Tokens;

/// <summary>Tokens in the JSON of administrators.</summary>
internal static class TokenBody
{
    /// <summary>One that is right.</summary>
    public const string Example = "{\"name\": \"Entra ID\", \"scope\": \"provision\", \"lifetimeDays\": 365}";

    public const string Name = "name", LifetimeDays = "lifetimeDays", OverlapHours = "overlapHours";

    private const string Scope = "scope", UserId = "userId", Provision = "provision", ReadOnly = "read";
    private const int LongestName = 100, LongestUserId = 64;

    private static readonly int MostDays = TokenRequest.Longest.Days;

    /// <summary>The names of the members of one that is to be made.</summary>
    public static readonly string[] Known = [Name, Scope, LifetimeDays, UserId];

    /// <summary>What a body asks of a new token.</summary>
    /// <exception cref="ProblemException">400: a value breaks a rule.</exception>
    public static TokenRequest Read(JsonFields body, Administrator by) => new(
        body.RequiredText(Name, LongestName, "Entra ID"),
        body.Choice(Scope, TokenScope.Provision, (Provision, TokenScope.Provision), (ReadOnly, TokenScope.Read)),
        ReadLifetime(body),
        by.Name)
    { UserId = body.Text(UserId, LongestUserId, "2819c223-7f76-453a-919d-413861904646") };

    /// <summary>What a body asks of the token that takes another's place: what it does not give is as before.</summary>
    /// <exception cref="ProblemException">400: a value breaks a rule.</exception>
    public static TokenRequest ReadSuccessor(JsonFields body, StoredToken before, Administrator by) => new(
        body.Text(Name, LongestName, "Entra ID") ?? before.Name,
        before.Scope,
        ReadLifetime(body) ?? (before.Expires - before.Created),
        by.Name)
    { UserId = before.UserId };

    /// <summary>For how long the token that is replaced goes on.</summary>
    /// <exception cref="ProblemException">400: it breaks a rule.</exception>
    public static TimeSpan ReadOverlap(JsonFields body) => TimeSpan.FromHours(body.Number(OverlapHours, 0, MostDays * 24, "24") ?? 0);

    /// <summary>Writes a token.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="token">What is kept of it.</param>
    /// <param name="lastUsed">The hour in which it was last used; null where it was not.</param>
    public static void Write(Utf8JsonWriter writer, StoredToken token, DateTimeOffset? lastUsed)
    {
        writer.WriteStartObject();
        WriteMembers(writer, token, lastUsed);
        writer.WriteEndObject();
    }

    /// <summary>Writes a token that was made just now, with its secret.</summary>
    public static void WriteMade(Utf8JsonWriter writer, TokenMade made, string tenantUrl)
    {
        writer.WriteStartObject();
        WriteMembers(writer, made.Stored, lastUsed: null);
        writer.WriteString("secret"u8, made.Token.Reveal());
        writer.WriteString("tenantUrl"u8, tenantUrl);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, StoredToken token, DateTimeOffset? lastUsed)
    {
        writer.WriteString("id"u8, token.Id);
        writer.WriteString(Name, token.Name);
        writer.WriteString(Scope, token.Scope is TokenScope.Read ? ReadOnly : Provision);
        writer.WriteString("lastFour"u8, token.LastFour);
        writer.WriteString("createdBy"u8, token.CreatedBy);
        Instant.Write(writer, "created", token.Created);
        Instant.Write(writer, "expires", token.Expires);
        Instant.Write(writer, "lastUsed", lastUsed);
        if (token.UserId is not null)
        {
            writer.WriteString(UserId, token.UserId);
        }
    }

    private static TimeSpan? ReadLifetime(JsonFields body) =>
        body.Number(LifetimeDays, 1, MostDays, "365") is { } days ? TimeSpan.FromDays(days) : null;
}

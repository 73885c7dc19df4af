using System.Text.Json.Serialization;

namespace ScimFunctions.Tokens;

/// <summary>What a token permits.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TokenScope>))]
public enum TokenScope
{
    /// <summary>Reading and changing.</summary>
    [JsonStringEnumMemberName("provision")]
    Provision,

    /// <summary>Reading alone.</summary>
    [JsonStringEnumMemberName("read")]
    Read,
}

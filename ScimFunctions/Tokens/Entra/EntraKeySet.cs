using Microsoft.IdentityModel.Tokens;

namespace ScimFunctions.Tokens.Entra;

/// <summary>What an issuer says of itself.</summary>
/// <param name="Issuer">The issuer that its tokens name.</param>
/// <param name="Keys">The keys that it signs by.</param>
/// <param name="ReadAt">The timestamp at which that was read.</param>
internal sealed record EntraKeySet(string Issuer, IList<SecurityKey> Keys, long ReadAt);

using System.Globalization;
using System.Security.Cryptography;

namespace ScimFunctions.Directory.Users.Passwords;

/// <summary>
/// The form in which a password is kept: <c>pbkdf2-sha512$iterations$salt$hash</c>, salt and hash in base64. It is slow on
/// purpose, about a tenth of a second.
/// </summary>
public static class PasswordHash
{
    /// <summary>How often new hashes are iterated (OWASP's figure for PBKDF2 with SHA-512).</summary>
    public const int Iterations = 210_000;

    private const string Algorithm = "pbkdf2-sha512";
    private const int SaltLength = 16;
    private const int HashLength = 64;

    /// <summary>The hash of a password under a new random salt.</summary>
    public static string Of(string password)
    {
        Span<byte> salt = stackalloc byte[SaltLength];
        RandomNumberGenerator.Fill(salt);
        Span<byte> hash = stackalloc byte[HashLength];
        Rfc2898DeriveBytes.Pbkdf2(password, salt, hash, Iterations, HashAlgorithmName.SHA512);
        return string.Create(CultureInfo.InvariantCulture, $"{Algorithm}${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>Whether a hash is that of the password.</summary>
    /// <param name="kept">What <see cref="Of"/> gave.</param>
    /// <param name="password">The password in clear text.</param>
    /// <exception cref="InvalidDataException">What is kept is no such hash.</exception>
    public static bool Verifies(string kept, string password)
    {
        if (kept.Split('$') is not [Algorithm, var iterations, var salt, var expected])
        {
            throw new InvalidDataException("A user's row has a password of unknown form.");
        }

        Span<byte> hash = stackalloc byte[HashLength];
        var rounds = int.Parse(iterations, NumberStyles.None, CultureInfo.InvariantCulture);
        Rfc2898DeriveBytes.Pbkdf2(password, Convert.FromBase64String(salt), hash, rounds, HashAlgorithmName.SHA512);
        return CryptographicOperations.FixedTimeEquals(hash, Convert.FromBase64String(expected));
    }
}

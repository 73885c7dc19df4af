using System.Text;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Tokens;

public sealed class TokenFormatTests
{
    [Fact]
    public void A_new_token_is_well_formed() => Assert.True(TokenFormat.Bearer.IsWellFormed(TokenFormat.Bearer.Create().Reveal()));

    [Fact]
    public void A_token_has_its_prefix_43_random_and_6_checksum_characters() =>
        Assert.Matches("^scimfn_[A-Za-z0-9_-]{43}[A-Za-z0-9]{6}$", TokenFormat.Bearer.Create().Reveal());

    [Fact]
    public void An_admin_key_has_its_own_prefix() =>
        Assert.Matches("^scimadm_[A-Za-z0-9_-]{43}[A-Za-z0-9]{6}$", TokenFormat.AdminKey.Create().Reveal());

    [Fact]
    public void Tokens_differ() => Assert.False(string.Equals(TokenFormat.Bearer.Create().Reveal(), TokenFormat.Bearer.Create().Reveal(), StringComparison.Ordinal));

    [Fact]
    public void Every_change_of_one_character_is_malformed()
    {
        var token = TokenFormat.Bearer.Create().Reveal();
        for (var i = 0; i < token.Length; i++)
        {
            var changed = token.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            Assert.False(TokenFormat.Bearer.IsWellFormed(changed), $"character {i}");
        }
    }

    [Fact]
    public void A_truncated_or_longer_token_is_malformed()
    {
        var token = TokenFormat.Bearer.Create().Reveal();
        Assert.False(TokenFormat.Bearer.IsWellFormed(token.AsSpan(..^1)));
        Assert.False(TokenFormat.Bearer.IsWellFormed(token + "0"));
        Assert.False(TokenFormat.Bearer.IsWellFormed(""));
        Assert.False(TokenFormat.Bearer.IsWellFormed(new string('é', token.Length)));
        Assert.False(TokenFormat.Bearer.IsWellFormed(new string('A', 100_000)));
    }

    [Fact]
    public void An_admin_key_is_no_bearer_token() =>
        Assert.False(TokenFormat.Bearer.IsWellFormed(TokenFormat.AdminKey.Create().Reveal()));

    [Fact]
    public void Characters_outside_base64url_are_malformed_though_the_checksum_is_right()
    {
        var body = "scimfn_" + new string('!', 43);
        Assert.False(TokenFormat.Bearer.IsWellFormed(body + Checksum(body)));
    }

    [Fact]
    public void The_checksum_is_CRC_32C_in_base62()
    {
        var body = "scimfn_" + new string('A', 43);
        Assert.True(TokenFormat.Bearer.IsWellFormed(body + Checksum(body)));
    }

    [Fact]
    public void Printing_a_token_does_not_show_it()
    {
        var token = TokenFormat.Bearer.Create();
        Assert.DoesNotContain("scimfn_", $"{token} {new { token }}", StringComparison.Ordinal);
    }

    /// <summary>The checksum bit by bit, as its definition has it.</summary>
    private static string Checksum(string body)
    {
        var crc = uint.MaxValue;
        foreach (var b in Encoding.ASCII.GetBytes(body))
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
            }
        }

        crc = ~crc;
        var digits = "";
        for (var i = 0; i < 6; i++)
        {
            digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[(int)(crc % 62)] + digits;
            crc /= 62;
        }

        return digits;
    }
}

using System.Text;
using CsCheck;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Storage;

public sealed class KeyEscapeTests
{
    // Dense in the characters that share leads, so that neighbours meet.
    private static readonly Gen<Rune> AnyRune = Gen.OneOf(
        Gen.Int[0, 0x7F].Select(code => new Rune(code)),
        Gen.OneOf(" !\"#$%&./09:;<>?@[\\]^}~\u007F\u0080é".EnumerateRunes().Select(Gen.Const).ToArray()),
        Gen.OneOf(Gen.Int[0x80, 0xD7FF], Gen.Int[0xE000, 0x10FFFF]).Select(code => new Rune(code)));

    private static readonly Gen<string> AnyText = AnyRune.Array[0, 12].Select(runes => string.Concat(runes.Select(rune => rune.ToString())));

    [Fact]
    public void Escapes_order_as_the_values_do_by_code_point() =>
        Gen.Select(AnyText, AnyText).Sample((left, right) =>
            Math.Sign(string.CompareOrdinal(KeyEscape.Escape(left), KeyEscape.Escape(right)))
            == Math.Sign(Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right))));

    [Fact]
    public void Neighbours_in_order_stay_in_order() =>
        Gen.Select(AnyText, AnyRune, AnyRune, AnyText).Sample((start, left, right, end) =>
            Math.Sign(string.CompareOrdinal(KeyEscape.Escape(start + left + end), KeyEscape.Escape(start + right + end))) == Math.Sign(left.CompareTo(right)));

    [Fact]
    public void Escapes_are_made_of_the_characters_of_keys() =>
        AnyText.Sample(text => KeyEscape.Escape(text).All(character => character is >= '!' and <= '~' && !"/\\#?%:".Contains(character)));

    [Fact]
    public void Every_escape_of_a_longer_value_begins_with_its_prefix() =>
        Gen.Select(AnyText, AnyText.Array[0, 20]).Sample((start, rest) =>
            KeyEscape.Escape(start + string.Concat(rest)).StartsWith(KeyEscape.Prefix(start), StringComparison.Ordinal));

    [Fact]
    public void A_range_of_the_prefix_holds_the_escapes_of_longer_values() =>
        Gen.Select(AnyText.Where(text => text.Length > 0), AnyText).Sample((start, rest) =>
        {
            var range = RowRange.Prefix("n:" + KeyEscape.Prefix(start), 10);
            var key = "n:" + KeyEscape.Escape(start + rest);
            return string.CompareOrdinal(range.From, key) <= 0 && string.CompareOrdinal(key, range.To) < 0;
        });

    [Theory]
    [InlineData('a', 200, false)]
    [InlineData('a', 201, true)]
    [InlineData('é', 28, false)]
    [InlineData('é', 29, true)]
    public void Past_200_characters_an_escape_is_hashed(char character, int count, bool hashed)
    {
        var key = KeyEscape.Escape(new string(character, count));

        Assert.Equal(hashed, KeyEscape.IsHashed(key));
        Assert.InRange(key.Length, 1, KeyEscape.MaxLength);
    }

    [Fact]
    public void Long_values_with_one_start_have_different_keys()
    {
        var start = new string('x', 1999);

        Assert.NotEqual(KeyEscape.Escape(start + "a"), KeyEscape.Escape(start + "b"), StringComparer.Ordinal);
    }

    [Fact]
    public void Ill_formed_text_is_refused_past_what_is_kept_of_it_too() =>
        Assert.Throws<ArgumentException>(() => KeyEscape.Escape(new string('x', 1999) + '\uD800'));

    [Fact]
    public void Tildes_are_not_taken_for_a_hash() => Assert.False(KeyEscape.IsHashed(KeyEscape.Escape("~~~~")));

    [Theory]
    [InlineData('\uD800')]
    [InlineData('a', '\uDC00', 'b')]
    [InlineData('\uDC00', '\uD800')]
    public void Ill_formed_text_is_refused(params char[] characters)
    {
        // As characters, since attributes keep text in UTF-8, which has no halves of pairs.
        var text = new string(characters);
        Assert.Throws<ArgumentException>(() => KeyEscape.Escape(text));
        Assert.Throws<ArgumentException>(() => KeyEscape.Prefix(text));
        Assert.Throws<ArgumentException>(() => Folding.Fold(text));
        Assert.False(Folding.IsWellFormed(text));
    }

    [Fact]
    public void Folding_twice_is_folding_once() =>
        AnyText.Sample(text => string.Equals(Folding.Fold(Folding.Fold(text)), Folding.Fold(text), StringComparison.Ordinal));
}

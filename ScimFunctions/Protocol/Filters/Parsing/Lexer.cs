using System.Buffers;

namespace ScimFunctions.Protocol.Filters.Parsing;

/// <summary>Cuts the text of a filter or path into tokens, one ahead of the grammar.</summary>
internal ref struct Lexer
{
    // Beyond names and dots: what the URNs of extension schemas are made of (RFC 8141 §2), as far as the grammar of
    // filters leaves those characters free.
    private static readonly SearchValues<char> WordCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-$.:/%~+");

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789+-.eE");

    private readonly ReadOnlySpan<char> _text;
    private int _position;

    public Lexer(ReadOnlySpan<char> text, FilterContext context)
    {
        _text = text;
        Context = context;
        Advance();
    }

    /// <summary>Where the text stands, for errors; the grammar knows when that changes.</summary>
    public FilterContext Context { get; set; }

    /// <summary>The token that comes next.</summary>
    public Token Current { get; private set; }

    /// <summary>The characters of the current token.</summary>
    public readonly ReadOnlySpan<char> Characters => _text.Slice(Current.Start, Current.Length);

    /// <summary>Whether the text is one token and that one a word.</summary>
    public static bool IsWord(ReadOnlySpan<char> text) =>
        text is [var first, ..] && StartsWord(first) && !text.ContainsAnyExcept(WordCharacters);

    public void Advance()
    {
        while (_position < _text.Length && _text[_position] is ' ' or '\t' or '\r' or '\n')
        {
            _position++;
        }

        var rest = _text[_position..];
        var (kind, length) = rest switch
        {
            [] => (TokenKind.End, 0),
            ['(', ..] => (TokenKind.OpenParenthesis, 1),
            [')', ..] => (TokenKind.CloseParenthesis, 1),
            ['[', ..] => (TokenKind.OpenBracket, 1),
            [']', ..] => (TokenKind.CloseBracket, 1),
            ['.', ..] => (TokenKind.Dot, 1),
            ['"', ..] => (TokenKind.Text, StringLength(rest)),
            ['-' or (>= '0' and <= '9'), ..] => (TokenKind.Number, Run(rest, NumberCharacters)),
            [var first, ..] when StartsWord(first) => (TokenKind.Word, Run(rest, WordCharacters)),
            _ => (TokenKind.Other, 1),
        };
        Current = new Token(kind, _position, length);
        _position += length;
    }

    private static bool StartsWord(char first) => char.IsAsciiLetter(first) || first == '$';

    private static int Run(ReadOnlySpan<char> rest, SearchValues<char> members)
    {
        var end = rest.IndexOfAnyExcept(members);
        return end < 0 ? rest.Length : end;
    }

    private readonly int StringLength(ReadOnlySpan<char> rest)
    {
        for (var at = 1; ;)
        {
            var next = rest[at..].IndexOfAny('"', '\\');
            if (next < 0)
            {
                throw Context.At(_position, "the string that begins here has no closing quote");
            }

            at += next + 1;
            if (rest[at - 1] == '"')
            {
                return at;
            }

            at = Math.Min(at + 1, rest.Length);
        }
    }
}

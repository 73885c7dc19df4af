using System.Runtime.InteropServices;

namespace ScimFunctions.Protocol.Filters.Parsing;

internal enum TokenKind
{
    End,
    Word,
    Text,
    Number,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    Dot,
    Other,
}

/// <summary>A token by its place in the text, so that reading one allocates nothing.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(TokenKind Kind, int Start, int Length);

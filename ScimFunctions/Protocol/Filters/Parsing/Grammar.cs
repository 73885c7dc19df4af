namespace ScimFunctions.Protocol.Filters.Parsing;

/// <summary>
/// The grammar of filters (RFC 7644 §3.4.2.2) and PATCH paths (§3.5.2) as a Pratt parser: <c>or</c> binds at 1,
/// <c>and</c> at 2, both to the left, and <c>not</c> takes a parenthesis.
/// </summary>
internal ref struct Grammar
{
    private Lexer _lexer;
    private int _nodes;
    private int _depth;

    public Grammar(ReadOnlySpan<char> text, FilterContext context)
    {
        if (text.Length > FilterParser.MaxLength)
        {
            throw context.Refuse($"it has {text.Length} characters, and at most {FilterParser.MaxLength} are read");
        }

        _lexer = new Lexer(text, context);
    }

    public Filter ReadFilter()
    {
        var filter = ReadLogical(0, inBrackets: false);
        return _lexer.Current.Kind == TokenKind.End ? filter : throw Unexpected("\"and\", \"or\" or the end");
    }

    public PatchPath ReadPatchPath()
    {
        var path = ReadPath();
        var (filter, sub) = _lexer.Current.Kind == TokenKind.OpenBracket ? ReadBrackets() : default;
        if (_lexer.Current.Kind != TokenKind.End)
        {
            throw Unexpected(filter is null ? "\"[\" or the end" : sub is null ? "\".\" or the end" : "the end");
        }

        return new PatchPath(path, filter, sub);
    }

    private Filter ReadLogical(int binding, bool inBrackets)
    {
        var left = ReadOperand(inBrackets);
        while (_lexer.Current.Kind == TokenKind.Word)
        {
            var and = _lexer.Characters.Is("and");
            var strength = and ? 2 : _lexer.Characters.Is("or") ? 1 : 0;
            if (strength <= binding)
            {
                break;
            }

            _lexer.Advance();
            var right = ReadLogical(strength, inBrackets);
            left = Count<Filter>(and ? new AndFilter(left, right) : new OrFilter(left, right));
        }

        return left;
    }

    private Filter ReadOperand(bool inBrackets)
    {
        if (_lexer.Current.Kind == TokenKind.OpenParenthesis)
        {
            return ReadGroup(inBrackets);
        }

        if (_lexer.Current.Kind == TokenKind.Word && _lexer.Characters.Is("not"))
        {
            _lexer.Advance();
            return _lexer.Current.Kind == TokenKind.OpenParenthesis
                ? Count(new NotFilter(ReadGroup(inBrackets)))
                : throw Unexpected("\"(\" after not");
        }

        var path = ReadPath();
        if (_lexer.Current.Kind != TokenKind.OpenBracket)
        {
            return ReadComparison(path);
        }

        if (inBrackets)
        {
            throw _lexer.Context.At(_lexer.Current.Start, "brackets cannot stand within brackets");
        }

        var (inner, sub) = ReadBrackets();
        if (sub is not null)
        {
            inner = Count(new AndFilter(inner, ReadComparison(new AttributePath(null, sub, null))));
        }

        return Count(new ValuePathFilter(path, inner));
    }

    private Filter ReadGroup(bool inBrackets)
    {
        Descend();
        var filter = ReadLogical(0, inBrackets);
        Expect(TokenKind.CloseParenthesis, "\"and\", \"or\" or \")\"");
        _depth--;
        return filter;
    }

    private (Filter Inner, string? SubAttribute) ReadBrackets()
    {
        var outside = _lexer.Context;
        _lexer.Context = outside.InBrackets;
        Descend();
        var inner = ReadLogical(0, inBrackets: true);
        if (_lexer.Current.Kind != TokenKind.CloseBracket)
        {
            throw Unexpected("\"and\", \"or\" or \"]\"");
        }

        _lexer.Context = outside;
        _lexer.Advance();
        _depth--;
        if (_lexer.Current.Kind != TokenKind.Dot)
        {
            return (inner, null);
        }

        _lexer.Advance();
        if (_lexer.Current.Kind != TokenKind.Word || !PathText.IsName(_lexer.Characters))
        {
            throw Unexpected("the name of a sub-attribute", echo: true);
        }

        var sub = _lexer.Characters.ToString();
        _lexer.Advance();
        return (inner, sub);
    }

    private AttributePath ReadPath()
    {
        if (_lexer.Current.Kind != TokenKind.Word || IsConjunction(_lexer.Characters) || PathText.Read(_lexer.Characters) is not { } path)
        {
            throw Unexpected("an attribute path such as userName or name.familyName", echo: true);
        }

        _lexer.Advance();
        return path;
    }

    private Filter ReadComparison(AttributePath path)
    {
        if (_lexer.Current.Kind == TokenKind.Word && _lexer.Characters.Is("pr"))
        {
            _lexer.Advance();
            return Count(new PresentFilter(path));
        }

        if (_lexer.Current.Kind != TokenKind.Word || Keywords.Operator(_lexer.Characters) is not { } comparison)
        {
            throw Unexpected("an operator such as eq", echo: true);
        }

        _lexer.Advance();
        return Count(new ComparisonFilter(path, comparison, ReadValue(path)));
    }

    private FilterValue ReadValue(AttributePath path)
    {
        var (kind, start, _) = _lexer.Current;
        FilterValue? value = kind switch
        {
            TokenKind.Text => new StringValue(JsonText.ReadString(_lexer.Characters, start, _lexer.Context)),
            TokenKind.Number => new NumberValue(JsonText.ReadNumber(_lexer.Characters, start, _lexer.Context)),
            TokenKind.Word when _lexer.Characters.Is("true") => new BooleanValue(true),
            TokenKind.Word when _lexer.Characters.Is("false") => new BooleanValue(false),
            TokenKind.Word when _lexer.Characters.Is("null") => NullValue.Instance,
            _ => null,
        };
        if (value is null)
        {
            // A word here is most likely a value without its quotes, so it is not repeated.
            throw Unexpected("a string in double quotes, a number, true, false or null");
        }

        if (value is StringValue text && text.Value.Contains('\0', StringComparison.Ordinal))
        {
            throw _lexer.Context.At(start, $"the string that {FilterContext.Name(path.ToString())} is compared with holds U+0000, which no attribute can hold");
        }

        _lexer.Advance();
        return value;
    }

    private void Descend()
    {
        if (++_depth > FilterParser.MaxDepth)
        {
            throw _lexer.Context.At(_lexer.Current.Start, $"parentheses and brackets nest more than {FilterParser.MaxDepth} deep");
        }

        _lexer.Advance();
    }

    private void Expect(TokenKind kind, string expected)
    {
        if (_lexer.Current.Kind != kind)
        {
            throw Unexpected(expected);
        }

        _lexer.Advance();
    }

    private TFilter Count<TFilter>(TFilter node)
        where TFilter : Filter =>
        ++_nodes <= FilterParser.MaxNodes
            ? node
            : throw _lexer.Context.Refuse($"it has more than {FilterParser.MaxNodes} expressions and logical operators");

    private readonly Errors.ScimException Unexpected(string expected, bool echo = false)
    {
        var found = _lexer.Current.Kind switch
        {
            TokenKind.End => "the end",
            TokenKind.Word when !echo || !IsEchoable(_lexer.Characters) => "a word",
            TokenKind.Text => "a string",
            TokenKind.Number => "a number",
            TokenKind.Other => "a character that has no meaning here",
            _ => $"\"{_lexer.Characters}\"",
        };
        return _lexer.Context.At(_lexer.Current.Start, $"expected {expected}, found {found}");
    }

    private static bool IsConjunction(ReadOnlySpan<char> word) => word.Is("and") || word.Is("or");

    private static bool IsEchoable(ReadOnlySpan<char> word) => word.Length <= 64 && !word.ContainsAny("/%~+");
}

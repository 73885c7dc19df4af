using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Protocol.Filters.Parsing;

/// <summary>Where a filter stands, which decides the <c>scimType</c> of what is wrong with it (RFC 7644 §3.12).</summary>
internal sealed class FilterContext
{
    private const int LongestEcho = 128;

    private readonly string _noun;
    private readonly Func<string, ScimError> _error;

    private readonly FilterContext? _inBrackets;

    private FilterContext(string noun, Func<string, ScimError> error, FilterContext? inBrackets = null)
    {
        _noun = noun;
        _error = error;
        _inBrackets = inBrackets;
    }

    /// <summary>The <c>filter</c> of a query.</summary>
    public static FilterContext Query { get; } = new("filter", ScimError.InvalidFilter);

    /// <summary>The <c>path</c> of a PATCH operation, whose brackets hold a filter and have the errors of one.</summary>
    public static FilterContext PatchPath { get; } =
        new("path", ScimError.InvalidPath, new FilterContext("filter in path", ScimError.InvalidFilter));

    /// <summary>What stands in brackets here.</summary>
    public FilterContext InBrackets => _inBrackets ?? this;

    /// <summary>The text does not follow the grammar at <paramref name="position"/>, which counts from 0.</summary>
    public ScimException At(int position, string problem) =>
        new(_error($"The {_noun} is not valid at character {position + 1}: {problem}."));

    /// <summary>The text follows the grammar and cannot be used for the reason given.</summary>
    public ScimException Refuse(string reason) => new(_error($"The {_noun} cannot be used: {reason}."));

    /// <summary>An attribute path for an error detail: quoted, unless it is too long to be a slip of the pen.</summary>
    public static string Name(string path) =>
        path.Length <= LongestEcho ? $"\"{path}\"" : $"an attribute name of {path.Length} characters";
}

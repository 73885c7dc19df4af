namespace ScimFunctions.Protocol.Filters;

/// <summary>The comparison operators of RFC 7644 §3.4.2.2, table 3, apart from <c>pr</c>.</summary>
public enum ComparisonOperator
{
    Equal,
    NotEqual,
    Contains,
    StartsWith,
    EndsWith,
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
}

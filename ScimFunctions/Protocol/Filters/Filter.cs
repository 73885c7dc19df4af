namespace ScimFunctions.Protocol.Filters;

/// <summary>A filter as written, before its attributes are looked up in a schema (RFC 7644 §3.4.2.2).</summary>
public abstract record Filter;

/// <summary><c>left and right</c></summary>
public sealed record AndFilter(Filter Left, Filter Right) : Filter;

/// <summary><c>left or right</c></summary>
public sealed record OrFilter(Filter Left, Filter Right) : Filter;

/// <summary><c>not (operand)</c></summary>
public sealed record NotFilter(Filter Operand) : Filter;

/// <summary><c>path pr</c></summary>
public sealed record PresentFilter(AttributePath Path) : Filter;

/// <summary><c>path op value</c></summary>
public sealed record ComparisonFilter(AttributePath Path, ComparisonOperator Operator, FilterValue Value) : Filter;

/// <summary>
/// <c>path[inner]</c>: one element of a complex attribute satisfies the whole of the inner filter. The form that
/// Entra ID sends, <c>path[inner].sub op value</c>, means <c>path[(inner) and sub op value]</c> and is parsed to it.
/// </summary>
public sealed record ValuePathFilter(AttributePath Path, Filter Inner) : Filter;

using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Filters.Binding;

/// <summary>
/// A filter whose attributes were looked up in a resource type and whose operators and values suit them. Inside
/// <see cref="BoundValuePath.Inner"/> paths start at an element of the complex attribute:
/// <see cref="ResolvedPath.Attribute"/> is the sub-attribute, and its other members are null.
/// </summary>
public abstract record BoundFilter;

/// <summary>Both hold.</summary>
public sealed record BoundAnd(BoundFilter Left, BoundFilter Right) : BoundFilter;

/// <summary>At least one holds.</summary>
public sealed record BoundOr(BoundFilter Left, BoundFilter Right) : BoundFilter;

/// <summary>The operand does not hold.</summary>
public sealed record BoundNot(BoundFilter Operand) : BoundFilter;

/// <summary>It holds, or does not, whatever the resource: what is left of a filter on an attribute that the type lacks.</summary>
public sealed record BoundConstant(bool Holds) : BoundFilter;

/// <summary>The attribute, or the extension where the path names one whole, has a value that is not empty.</summary>
public sealed record BoundPresent(ResolvedPath Path) : BoundFilter;

/// <summary>
/// The attribute compares so with the value. The path always ends at a simple attribute: <c>emails eq "x"</c> is bound
/// to <c>emails.value</c>. The value is of the attribute's type: a <see cref="StringValue"/> for strings, references and
/// binaries, an <see cref="InstantValue"/> for a dateTime, a <see cref="NumberValue"/> or a <see cref="BooleanValue"/>; never
/// <see cref="NullValue"/>, for <c>eq null</c> is bound to the negation of <see cref="BoundPresent"/>.
/// </summary>
public sealed record BoundComparison(ResolvedPath Path, ComparisonOperator Operator, FilterValue Value) : BoundFilter;

/// <summary>One element of the complex attribute satisfies the whole of the inner filter.</summary>
public sealed record BoundValuePath(ResolvedPath Path, BoundFilter Inner) : BoundFilter;

#pragma warning disable CA1720 // The data types have the names that RFC 7643 gives them.
namespace ScimFunctions.Protocol.Schemas;

/// <summary>The data types of attributes (RFC 7643 §2.3).</summary>
public enum AttributeType
{
    String,
    Boolean,
    Decimal,
    Integer,
    DateTime,
    Binary,
    Reference,
    Complex,
}

/// <summary>When a client may set an attribute (RFC 7643 §7, <c>mutability</c>).</summary>
public enum Mutability
{
    ReadWrite,
    ReadOnly,
    Immutable,
    WriteOnly,
}

/// <summary>When an attribute is returned (RFC 7643 §7, <c>returned</c>).</summary>
public enum Returned
{
    Default,
    Always,
    Never,
    Request,
}

/// <summary>How far an attribute's value is unique (RFC 7643 §7, <c>uniqueness</c>).</summary>
public enum Uniqueness
{
    None,
    Server,
    Global,
}

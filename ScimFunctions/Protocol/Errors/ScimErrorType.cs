namespace ScimFunctions.Protocol.Errors;

/// <summary>The <c>scimType</c> keywords of RFC 7644 §3.12, table 9, and RFC 9865, as they appear on the wire.</summary>
public static class ScimErrorType
{
    public const string InvalidFilter = "invalidFilter";
    public const string TooMany = "tooMany";
    public const string Uniqueness = "uniqueness";
    public const string Mutability = "mutability";
    public const string InvalidSyntax = "invalidSyntax";
    public const string InvalidPath = "invalidPath";
    public const string NoTarget = "noTarget";
    public const string InvalidValue = "invalidValue";
    public const string InvalidVers = "invalidVers";
    public const string Sensitive = "sensitive";

    /// <summary>RFC 9865 §2.1, as the two that follow.</summary>
    public const string InvalidCursor = "invalidCursor";
    public const string ExpiredCursor = "expiredCursor";
    public const string InvalidCount = "invalidCount";
}

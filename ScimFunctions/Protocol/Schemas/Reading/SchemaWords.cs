namespace ScimFunctions.Protocol.Schemas.Reading;

/// <summary>The words of RFC 7643 §7 for characteristics.</summary>
internal static class SchemaWords
{
    public static IReadOnlyList<(string Word, AttributeType Value)> Types { get; } =
    [
        ("string", AttributeType.String), ("boolean", AttributeType.Boolean), ("decimal", AttributeType.Decimal), ("integer", AttributeType.Integer),
        ("dateTime", AttributeType.DateTime), ("binary", AttributeType.Binary), ("reference", AttributeType.Reference), ("complex", AttributeType.Complex),
    ];

    public static IReadOnlyList<(string Word, Mutability Value)> Mutabilities { get; } =
    [
        ("readWrite", Mutability.ReadWrite), ("readOnly", Mutability.ReadOnly), ("immutable", Mutability.Immutable), ("writeOnly", Mutability.WriteOnly),
    ];

    public static IReadOnlyList<(string Word, Returned Value)> Returneds { get; } =
    [
        ("default", Returned.Default), ("always", Returned.Always), ("never", Returned.Never), ("request", Returned.Request),
    ];

    public static IReadOnlyList<(string Word, Uniqueness Value)> Uniquenesses { get; } =
    [
        ("none", Uniqueness.None), ("server", Uniqueness.Server), ("global", Uniqueness.Global),
    ];
}

namespace ScimFunctions.Storage;

/// <summary>One named value of a row: a <see cref="string"/>, <see cref="bool"/> or <see cref="long"/>.</summary>
/// <param name="Name">ASCII letters and digits, 1 to 64, beginning with a letter.</param>
/// <param name="Value">A string of at most 32,000 characters, a boolean or a 64-bit integer.</param>
public readonly record struct Column(string Name, object Value);

namespace ScimFunctions.Functions;

/// <summary>A function as its attributes declare it.</summary>
/// <param name="Name">The name, unique in the application.</param>
/// <param name="Route">The route template, the whole of the path without the slash before it.</param>
/// <param name="Methods">The verbs in lower case; none means every verb.</param>
public sealed record FunctionRoute(string Name, string Route, IReadOnlyList<string> Methods);

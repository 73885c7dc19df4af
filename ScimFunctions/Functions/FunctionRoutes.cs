using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace ScimFunctions.Functions;

/// <summary>The functions, read off their attributes: to tell which verbs a path answers, and to tell a host of them.</summary>
public sealed class FunctionRoutes
{
    private readonly List<FunctionRoute> _functions = [];
    private readonly List<(string[] Segments, string[] Methods)> _routes = [];

    /// <summary>The functions that were added.</summary>
    public IReadOnlyList<FunctionRoute> Functions => _functions;

    /// <summary>Adds the functions of a class.</summary>
    public FunctionRoutes Add<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] T>()
    {
        foreach (var method in typeof(T).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is { } function
                && method.GetParameters() is [var first, ..]
                && first.GetCustomAttribute<HttpTriggerAttribute>() is { Route: { } route } trigger)
            {
                Add(new FunctionRoute(function.Name, route, trigger.Methods ?? []));
            }
        }

        return this;
    }

    /// <summary>The verbs that a path answers, separated by commas, or null where there is none.</summary>
    public string? AllowedAt(string path)
    {
        var segments = path.Trim('/').Split('/');
        var found = _routes.Where(route => Matches(route.Segments, segments)).ToLookup(route => route.Segments.Count(IsPlaceholder), route => route.Methods);
        var methods = found.MinBy(those => those.Key)?.SelectMany(those => those).Distinct(StringComparer.Ordinal) ?? [];
        return string.Join(", ", methods) is { Length: > 0 } allowed ? allowed : null;
    }

    // Of /Users/{id} and /Users/.search the latter is meant by its own name.
    private static bool IsPlaceholder(string segment) => segment.StartsWith('{');

    private void Add(FunctionRoute function)
    {
        _functions.Add(function);
        if (!function.Route.Contains('*', StringComparison.Ordinal))
        {
            _routes.Add((function.Route.Split('/'), [.. function.Methods.Select(verb => verb.ToUpperInvariant())]));
        }
    }

    private static bool Matches(string[] route, string[] path) =>
        route.Length == path.Length
        && route.Zip(path).All(pair => IsPlaceholder(pair.First) || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
}

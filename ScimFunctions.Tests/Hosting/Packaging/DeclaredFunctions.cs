using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Functions;

namespace ScimFunctions.Tests.Hosting.Packaging;

/// <summary>What the attributes of all classes declare, each function as one line: name, route and verbs.</summary>
internal static class DeclaredFunctions
{
    public static string[] Lines { get; } =
    [
        .. from type in typeof(FallbackFunction).Assembly.GetTypes()
           from method in type.GetMethods()
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           let trigger = method.GetParameters().Single(parameter => parameter.ParameterType == typeof(HttpRequest)).GetCustomAttribute<HttpTriggerAttribute>()
           let line = Line(function.Name, trigger.Route!, trigger.Methods)
           orderby line
           select line,
    ];

    public static string Line(string name, string route, IEnumerable<string>? verbs) =>
        $"{name} {route} {(verbs is null || !verbs.Any() ? "every" : string.Join(',', verbs))}";
}

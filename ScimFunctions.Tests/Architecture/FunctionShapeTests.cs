using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Functions;
using Xunit;

namespace ScimFunctions.Tests.Architecture;

/// <summary>Every function has the one shape that all hosts can serve.</summary>
public sealed class FunctionShapeTests
{
    private static readonly (MethodInfo Method, FunctionAttribute Function)[] Functions =
    [
        .. from type in typeof(UserFunctions).Assembly.GetTypes()
           from method in type.GetMethods()
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           select (method, function),
    ];

    [Fact]
    public void Functions_are_found() => Assert.True(Functions.Length >= 14);

    [Fact]
    public void Every_function_has_the_one_signature() => Assert.All(Functions, function =>
    {
        Assert.Equal(typeof(Task<IResult>), function.Method.ReturnType);
        Assert.Equal([typeof(HttpRequest), typeof(CancellationToken)], function.Method.GetParameters().Select(parameter => parameter.ParameterType));
        Assert.True(function.Method.DeclaringType is { IsPublic: true, IsSealed: true });
    });

    [Fact]
    public void Every_function_has_a_name_of_its_own() =>
        Assert.Equal(Functions.Length, Functions.Select(function => function.Function.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Fact]
    public void Every_function_is_triggered_anonymously_at_a_route() => Assert.All(Functions, function =>
    {
        var trigger = function.Method.GetParameters()[0].GetCustomAttribute<HttpTriggerAttribute>();
        Assert.NotNull(trigger);
        Assert.Equal(AuthorizationLevel.Anonymous, trigger.AuthLevel);
        Assert.False(string.IsNullOrEmpty(trigger.Route));
        Assert.DoesNotContain("get", Array.IndexOf(trigger.Methods, "head") >= 0 ? [] : trigger.Methods);
    });
}

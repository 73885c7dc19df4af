using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace ScimFunctions.Hosting.Standalone;

/// <summary>Gives each attributed method of a function class an endpoint of Kestrel.</summary>
public static class FunctionEndpoints
{
    private const DynamicallyAccessedMemberTypes Kept = DynamicallyAccessedMemberTypes.PublicMethods;

    /// <summary>Maps the functions of <typeparamref name="T"/>, which is registered as a service.</summary>
    public static void MapFunctions<[DynamicallyAccessedMembers(Kept)] T>(this IEndpointRouteBuilder endpoints)
        where T : class
    {
        var instance = endpoints.ServiceProvider.GetRequiredService<T>();
        foreach (var method in typeof(T).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is { } function)
            {
                var trigger = method.GetParameters()[0].GetCustomAttribute<HttpTriggerAttribute>()
                    ?? throw new InvalidOperationException($"Function {function.Name} has no HTTP trigger.");
                var handle = method.CreateDelegate<Func<HttpRequest, CancellationToken, Task<IResult>>>(instance);
                Map(endpoints, trigger, handle).WithDisplayName(function.Name);
            }
        }
    }

    private static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder endpoints,
        HttpTriggerAttribute trigger,
        Func<HttpRequest, CancellationToken, Task<IResult>> handle)
    {
        async Task Answer(HttpContext context)
        {
            var result = await handle(context.Request, context.RequestAborted);
            await result.ExecuteAsync(context);
        }

        return trigger.Methods is []
            ? endpoints.Map(trigger.Route!, Answer)
            : endpoints.MapMethods(trigger.Route!, trigger.Methods.Select(method => method.ToUpperInvariant()), Answer);
    }
}

using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ScimFunctions.Functions;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Architecture;

/// <summary>The standalone server serves every function, and tells a host of every one: their classes are named by hand.</summary>
public sealed class FunctionMappingTests(FunctionMappingTests.Server server) : IClassFixture<FunctionMappingTests.Server>
{
    private static IEnumerable<string> Declared =>
        from type in typeof(UserFunctions).Assembly.GetTypes()
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        select function.Name;

    [Fact]
    public void Every_function_has_an_endpoint() =>
        Assert.Equal(Declared.Order(StringComparer.Ordinal), server.Endpoints.Order(StringComparer.Ordinal));

    // The fallback answers what none of them does.
    [Fact]
    public void Every_function_is_among_the_routes() =>
        Assert.Equal(Declared.Except(["Fallback"], StringComparer.Ordinal).Order(StringComparer.Ordinal), server.Routes.Order(StringComparer.Ordinal));

    public sealed class Server : InProcessServer
    {
        public IEnumerable<string> Endpoints => Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(endpoint => endpoint.DisplayName!);

        public IEnumerable<string> Routes => Services.GetRequiredService<FunctionRoutes>().Functions.Select(function => function.Name);

        public override async ValueTask InitializeAsync() => await StartAsync();

        protected override void Adjust(WebApplicationBuilder builder) =>
            builder.Services.Replace(ServiceDescriptor.Singleton<ITable>(new InMemoryTable()));
    }
}

using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Functions;
using Xunit;

namespace ScimFunctions.Tests.OpenApi;

/// <summary>The OpenAPI document has what there is, and nothing else.</summary>
public sealed class OpenApiTests
{
    private static readonly OpenApiDocument Document = OpenApiDocument.Read();

    private static readonly string[] Declared =
    [
        .. from type in typeof(UserFunctions).Assembly.GetTypes()
           from method in type.GetMethods()
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null && function.Name != "Fallback"
           let trigger = method.GetParameters()[0].GetCustomAttribute<HttpTriggerAttribute>()!
           from verb in trigger.Methods
           select $"{verb} {trigger.Route} {(verb == "head" ? "Head" : "")}{function.Name}",
    ];

    [Fact]
    public void Every_function_is_described_by_its_name_and_nothing_more_is() => Assert.Equal(
        Declared.Order(StringComparer.Ordinal),
        Document.Operations.Select(one => $"{one.Verb} {one.Path} {one.Operation["operationId"]}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_parameter_of_a_path_is_described() => Assert.All(Document.Operations, one =>
    {
        var named = one.Path.Split('{', '}').Where((_, index) => index % 2 == 1);
        var described = (one.Operation["parameters"] as JsonArray ?? []).Where(parameter => (string?)parameter!["in"] == "path").Select(parameter => (string)parameter!["name"]!);
        Assert.Equal(named, described);
    });

    [Fact]
    public void Every_operation_says_what_it_refuses() => Assert.All(Document.Operations, one =>
    {
        var responses = one.Operation["responses"]!.AsObject();
        Assert.All(responses, response => Assert.NotEmpty((string)Document.Resolve(response.Value!)["description"]!));
        Assert.True(one.Operation["security"] is JsonArray { Count: 0 } || responses.ContainsKey("401"), one.Path);
        Assert.True(one.Operation["requestBody"] is null || responses.ContainsKey("400"), one.Path);
    });

    [Fact]
    public void Every_example_is_as_its_schema_says() => Assert.All(Document.Root["components"]!["schemas"]!.AsObject(), schema =>
    {
        if (schema.Value!["example"] is { } example)
        {
            Assert.Empty(Document.Violations(example, schema.Value));
        }
    });

    [Fact]
    public void Every_body_has_an_example() => Assert.All(Document.Operations, one =>
    {
        foreach (var (_, content) in one.Operation["requestBody"]?["content"]?.AsObject() ?? [])
        {
            Assert.NotNull(Document.Resolve(content!["schema"]!)["example"]);
        }
    });

    [Fact]
    public void What_is_wrong_is_found()
    {
        var schema = Document.Root["components"]!["schemas"]!["TenantGroup"]!;
        Assert.NotEmpty(Document.Violations(JsonNode.Parse("""{"id":5}"""), schema));
        Assert.NotEmpty(Document.Violations(JsonNode.Parse("[]"), schema));
        var group = schema["example"]!.DeepClone();
        group["more"] = true;
        Assert.Single(Document.Violations(group, schema));
    }
}

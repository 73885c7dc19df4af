using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Patching;

public sealed class PatchPropertyTests
{
    private const int Samples = 1_000;

    [Fact]
    public void Replace_is_idempotent() => ArbitraryJson.Operation("replace").Sample(operation =>
    {
        if (Apply(ArbitraryJson.Resource(), operation) is ({ } once, _))
        {
            // A filter may no longer match what was replaced: then RFC 7644 §3.5.2.3 wants noTarget.
            var (twice, refused) = Apply(once, operation);
            Assert.True(refused is null or ScimErrorType.NoTarget, refused);
            Assert.Equal(once.ToJsonString(), (twice ?? once).ToJsonString());
        }
    }, iter: Samples);

    [Fact]
    public void Remove_is_idempotent() => ArbitraryJson.Operation("remove").Sample(operation =>
    {
        if (Apply(ArbitraryJson.Resource(), operation) is ({ } once, _))
        {
            Assert.Equal(once.ToJsonString(), Apply(once, operation).Patched?.ToJsonString());
        }
    }, iter: Samples);

    [Fact]
    public void What_a_patch_gives_is_what_the_reader_gives_of_it() => ArbitraryJson.Operation("add").Sample(operation =>
    {
        if (Apply(ArbitraryJson.Resource(), operation) is ({ } patched, _))
        {
            var read = ResourceReader.Read(patched, ResourceTypes.User);
            patched.Remove("id");
            Assert.Equal(patched.ToJsonString(), read.ToJsonString());
        }
    }, iter: Samples);

    [Fact]
    public void Any_body_is_read_or_refused() => ArbitraryJson.Text.Sample(text =>
        RefusesAtMost(() => ResourceReader.Read(Parse($$"""{"schemas":["{{SchemaUris.User}}"],"userName":"b",{{text[1..]}}"""), ResourceTypes.User)), iter: Samples);

    [Fact]
    public void Any_message_is_parsed_or_refused() => ArbitraryJson.Text.Sample(text =>
        RefusesAtMost(() => PatchRequest.Parse(Parse(text))), iter: Samples);

    [Fact]
    public void Any_operation_is_applied_or_refused_and_the_clone_alone_changes() =>
        Gen.Select(Gen.OneOf("add", "replace", "remove"), ArbitraryJson.Text).Sample((op, text) =>
        {
            var resource = ArbitraryJson.Resource();
            Apply(resource, $$$"""{"op":"{{{op}}}","value":{{{text}}}}""");
            Assert.Equal(ArbitraryJson.Resource().ToJsonString(), resource.ToJsonString());
        }, iter: Samples);

    private static void RefusesAtMost(Action action)
    {
        try
        {
            action();
        }
        catch (ScimException exception)
        {
            Assert.InRange(exception.Error.Status, 400, 499);
        }
    }

    private static (JsonObject? Patched, string? Refused) Apply(JsonObject resource, string operation)
    {
        var patched = resource.DeepClone().AsObject();
        try
        {
            Patcher.Apply(patched, PatchRequest.Parse(Parse($$"""{"schemas":["{{PatchRequest.Urn}}"],"Operations":[{{operation}}]}""")), ResourceTypes.User);
            return (patched, null);
        }
        catch (ScimException exception)
        {
            return (null, exception.Error.ScimType);
        }
    }

    private static JsonObject Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return JsonObject.Create(document.RootElement.Clone())!;
    }
}

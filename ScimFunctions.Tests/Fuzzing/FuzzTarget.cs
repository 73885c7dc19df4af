using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Filters.Evaluation;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Tests.Fuzzing;

/// <summary>Gives an input to the code that a request with it would reach, and checks what must hold of what comes of it.</summary>
internal static class FuzzTarget
{
    /// <summary>Whether the input was accepted, and what must not be; null where all is well.</summary>
    public static (bool Accepted, string? Problem) Try(FuzzInput input)
    {
        try
        {
            return (true, input.Kind switch
            {
                FuzzKind.Filter => TryFilter(input),
                FuzzKind.Path => TryPath(input),
                _ => TryPatch(input),
            });
        }
        catch (ScimException refusal)
        {
            return (false, refusal.Error.Status is 400 ? null : $"refused with {refusal.Error.Status}");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return (false, failure.ToString());
        }
    }

    private static string? TryFilter(FuzzInput input)
    {
        var filter = FilterParser.Parse(input.Text);
        var printed = FilterPrinter.Print(filter);
        if (printed.Length <= FilterParser.MaxLength && Nesting(printed) <= FilterParser.MaxDepth)
        {
            var again = FilterParser.Parse(printed);
            if (!filter.Equals(again) || FilterPrinter.Print(again) != printed)
            {
                return "what was printed is not what was parsed";
            }
        }

        var bound = FilterBinder.Bind(filter, input.Subject.Type);
        for (var i = 0; i < input.Subject.Nodes.Length; i++)
        {
            if (FilterEvaluator.Matches(bound, input.Subject.Elements[i]) != FilterEvaluator.Matches(bound, input.Subject.Nodes[i]))
            {
                return $"resource {i} matches as a document and not as nodes, or the other way round";
            }
        }

        return null;
    }

    private static string? TryPath(FuzzInput input)
    {
        var path = PatchPath.Parse(input.Text);
        var bound = PatchPathBinder.Bind(path, input.Subject.Type);
        return bound.Filter is not null && bound.Path.Attribute is null ? "a filter on no attribute" : null;
    }

    private static string? TryPatch(FuzzInput input)
    {
        var request = PatchRequest.Parse(Read(input.Text));
        PasswordChange.Of(request, input.Subject.Type);
        var nodes = input.Subject.Nodes;
        var resource = nodes[input.Text.Length % nodes.Length].DeepClone().AsObject();
        Patcher.Apply(resource, request, input.Subject.Type);
        var patched = resource.ToJsonString();
        var read = ResourceReader.Read(resource, input.Subject.Type);
        read.Insert(1, "id", "2819c223");
        return read.ToJsonString() == patched
            ? null
            : $"the patched resource is not canonical: {patched}{Environment.NewLine}reads as {read.ToJsonString()}";
    }

    /// <summary>Reads a body as the server does.</summary>
    private static JsonObject Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(text), FuzzJson.Default.JsonObject)
                ?? throw new ScimException(ScimError.InvalidSyntax("null"));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new ScimException(ScimError.InvalidSyntax("no JSON"));
        }
    }

    private static int Nesting(string filter)
    {
        var (deepest, depth, quoted) = (0, 0, false);
        for (var i = 0; i < filter.Length; i++)
        {
            switch (filter[i])
            {
                case '\\' when quoted:
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '(' or '[' when !quoted:
                    deepest = Math.Max(deepest, ++depth);
                    break;
                case ')' or ']' when !quoted:
                    depth--;
                    break;
            }
        }

        return deepest;
    }
}

/// <summary>Bodies are read as strictly as from requests.</summary>
[JsonSourceGenerationOptions(AllowDuplicateProperties = false, MaxDepth = 32, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class FuzzJson : JsonSerializerContext;

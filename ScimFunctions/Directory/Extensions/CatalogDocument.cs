using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Protocol.Schemas.Discovery;
using ScimFunctions.Protocol.Schemas.Reading;

namespace ScimFunctions.Directory.Extensions;

/// <summary>The stored form of all registrations of a tenant group, and the resource types that follow from them.</summary>
internal static class CatalogDocument
{
    /// <summary>The most bytes of a tenant group's registrations together.</summary>
    public const int Largest = 256 * 1024;

    private const string Extensions = "extensions", ResourceTypeName = "resourceType", Required = "required", Removed = "removed", SchemaName = "schema";

    public static ReadOnlyMemory<byte> Write(IReadOnlyList<SchemaRegistration> registrations)
    {
        using var buffer = new PooledBuffer(4096);
        using var writer = new Utf8JsonWriter(buffer, JsonOutput.Options);
        writer.WriteStartObject();
        writer.WriteStartArray(Extensions);
        foreach (var registration in registrations)
        {
            writer.WriteStartObject();
            writer.WriteString(ResourceTypeName, registration.ResourceType);
            writer.WriteBoolean(Required, registration.Required);
            writer.WriteBoolean(Removed, registration.Removed);
            writer.WritePropertyName(SchemaName);
            SchemaWriter.Write(writer, registration.Schema, baseUrl: "");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.Written.ToArray();
    }

    public static IReadOnlyList<SchemaRegistration> Read(ReadOnlyMemory<byte> document)
    {
        var json = JsonSerializer.Deserialize(document.Span, DirectoryJson.Default.JsonObject)
            ?? throw new InvalidDataException("A catalog of schema extensions is not an object.");
        return [.. json[Extensions]!.AsArray().Select(node => Read(node!.AsObject()))];
    }

    /// <summary>The resource types with what is registered; those that nothing is registered for stay the very same.</summary>
    public static ResourceCatalog ToCatalog(IReadOnlyList<SchemaRegistration> registrations) =>
        new(Extend(ResourceCatalog.Core.User, registrations), Extend(ResourceCatalog.Core.Group, registrations));

    private static SchemaRegistration Read(JsonObject json) => new(
        json[ResourceTypeName]!.GetValue<string>(),
        SchemaReader.Read(json[SchemaName], SchemaName),
        json[Required]!.GetValue<bool>())
    { Removed = json[Removed]!.GetValue<bool>() };

    private static ResourceType Extend(ResourceType core, IReadOnlyList<SchemaRegistration> registrations)
    {
        var own = registrations.Where(registration => registration.ResourceType == core.Name).ToList();
        return own.Count == 0 ? core : new ResourceType
        {
            Name = core.Name,
            Endpoint = core.Endpoint,
            Description = core.Description,
            Schema = core.Schema,
            Extensions =
            [
                .. core.Extensions,
                .. own.Where(registration => !registration.Removed).Select(registration => new SchemaExtension(registration.Schema, registration.Required)),
            ],
            StoredExtensions = [.. core.StoredExtensions, .. own.Select(registration => registration.Schema)],
        };
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using ScimFunctions.Directory.Users;

namespace ScimFunctions.Directory.Resources;

/// <summary>Writes stored resources as they are sent.</summary>
public static class ResourceDocument
{
    /// <summary>Writes the whole resource with its location, version and relations; projection comes after.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="resource">The stored resource.</param>
    /// <param name="relations">What <see cref="RelationReader"/> read; empty where there is none or none was asked for.</param>
    /// <param name="baseUrl">The Tenant URL without a final slash.</param>
    public static void Send(IBufferWriter<byte> output, StoredResource resource, IReadOnlyList<Relation> relations, string baseUrl)
    {
        var json = resource.Document.Span;
        if (resource is StoredUser { ReferenceAt: > 0 and var reference })
        {
            output.Write(json[..reference]);
            Write(output, baseUrl);
            json = json[reference..];
        }

        if (relations.Count > 0)
        {
            var meta = StartOfMeta(json);
            output.Write(json[..meta]);
            Write(output, resource is StoredUser ? "\"groups\":["u8 : "\"members\":["u8, relations, baseUrl);
            json = json[meta..];
        }

        output.Write(json[..^2]);
        output.Write(",\"location\":\""u8);
        Write(output, baseUrl);
        output.Write(PathOf(resource.TypeName));
        Write(output, resource.Id);
        output.Write("\",\"version\":\"W/\\\""u8);
        Write(output, resource.Version);
        output.Write("\\\"\"}}"u8);
    }

    /// <summary>Writes elements of a group's <c>members</c> with commas between them.</summary>
    public static void SendMembers(IBufferWriter<byte> output, IReadOnlyList<Relation> members, string baseUrl)
    {
        for (var index = 0; index < members.Count; index++)
        {
            Write(output, members[index], index == 0, baseUrl);
        }
    }

    /// <summary>Where the last property begins, <c>meta</c>, whose values hold nothing that looks like it.</summary>
    internal static int StartOfMeta(ReadOnlySpan<byte> document) => document.LastIndexOf("\"meta\":{\"resourceType\":"u8);

    private static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> begin, IReadOnlyList<Relation> relations, string baseUrl)
    {
        output.Write(begin);
        SendMembers(output, relations, baseUrl);
        output.Write("],"u8);
    }

    private static void Write(IBufferWriter<byte> output, Relation relation, bool isFirst, string baseUrl)
    {
        // Ids and types hold nothing that JSON has to escape.
        output.Write(isFirst ? "{\"value\":\""u8 : ",{\"value\":\""u8);
        Write(output, relation.Id);
        output.Write("\",\"$ref\":\""u8);
        Write(output, baseUrl);
        output.Write(PathOf(relation.TypeName));
        Write(output, relation.Id);
        output.Write("\",\"type\":\""u8);
        Write(output, relation.Type);
        if (relation.Display is not null)
        {
            output.Write("\",\"display\":\""u8);
            output.Write(JsonEncodedText.Encode(relation.Display, Protocol.Messages.JsonOutput.Options.Encoder).EncodedUtf8Bytes);
        }

        output.Write("\"}"u8);
    }

    private static ReadOnlySpan<byte> PathOf(string typeName) => typeName == "User" ? "/Users/"u8 : "/Groups/"u8;

    private static void Write(IBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);
}

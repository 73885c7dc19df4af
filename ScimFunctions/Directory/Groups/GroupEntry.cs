using System.Text.Json;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Messages;

namespace ScimFunctions.Directory.Groups;

/// <summary>
/// Journal entries of groups. Their state is the document, which holds no members; so beside it stand those that a change
/// added and removed, and at the end those that were left.
/// </summary>
internal static class GroupEntry
{
    // What of a change's members is listed; of more, their number.
    private const int MostListed = 1_000;

    private const string TypeName = "Group";

    /// <summary>The entry of a change.</summary>
    public static JournalEntry Of(
        ChangeKind kind, string id, ChangeContext context, IEnumerable<string> changed, ReadOnlyMemory<byte> document, MemberPlan plan, DateTimeOffset at) =>
        context.EntryOf(kind, TypeName, id, string.Join(' ', plan.Edges.Count == 0 ? changed : changed.Append(GroupResource.Members)),
            plan.Edges.Count == 0 ? document : Insert(document, writer => WriteChanges(writer, plan.Edges)), at);

    /// <summary>The entry of a deletion, with as many members as fit.</summary>
    public static JournalEntry OfDeletion(StoredGroup group, ChangeContext context, IEnumerable<MemberEdge> members, DateTimeOffset at) =>
        context.EntryOf(ChangeKind.Deleted, TypeName, group.Id, "",
            Insert(group.Document, writer => WriteMembers(writer, members, UserDirectory.LargestDocument - group.Document.Length)), at);

    private static void WriteChanges(Utf8JsonWriter writer, IReadOnlyList<EdgeChange> edges)
    {
        writer.WriteStartObject("memberChanges"u8);
        foreach (var (name, added) in (ReadOnlySpan<(string, bool)>)[("added", true), ("removed", false)])
        {
            var those = edges.Where(change => change.Added == added);
            if (edges.Count > MostListed)
            {
                writer.WriteNumber(name, those.Count());
            }
            else if (those.Any())
            {
                writer.WriteStartArray(name);
                foreach (var change in those)
                {
                    writer.WriteStringValue(change.Edge.Id);
                }

                writer.WriteEndArray();
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, IEnumerable<MemberEdge> members, int room)
    {
        const int around = 64;
        writer.WriteStartArray(GroupResource.Members);
        var left = room - around;
        foreach (var member in members)
        {
            left -= member.Id.Length + around;
            if (left < 0)
            {
                break;
            }

            writer.WriteStartObject();
            writer.WriteString("value"u8, member.Id);
            writer.WriteString("type"u8, member.IsGroup ? "Group"u8 : "User"u8);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The document with one more property before <c>meta</c>.</summary>
    private static byte[] Insert(ReadOnlyMemory<byte> document, Action<Utf8JsonWriter> write)
    {
        using var property = new PooledBuffer(1024);
        using var writer = new Utf8JsonWriter(property, JsonOutput.Options);
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
        writer.Flush();
        var at = ResourceDocument.StartOfMeta(document.Span);
        return [.. document.Span[..at], .. property.Written.Span[1..^1], (byte)',', .. document.Span[at..]];
    }
}

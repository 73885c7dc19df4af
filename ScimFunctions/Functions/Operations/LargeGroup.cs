using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Protocol.Projections;

namespace ScimFunctions.Functions.Operations;

/// <summary>A SCIM group with so many members that it is written page by page.</summary>
/// <param name="group">The group, of the version that has these members.</param>
/// <param name="pages">How many pages of members there are.</param>
/// <param name="read">Reads a page; what it throws comes out of <see cref="WriteAsync"/>.</param>
/// <param name="baseUrl">The Tenant URL without a final slash.</param>
/// <param name="projection">Which attributes are asked for, <c>members</c> among them.</param>
internal sealed class LargeGroup(
    StoredResource group, int pages, Func<int, ValueTask<IReadOnlyList<Relation>>> read, string baseUrl, Projection projection)
{
    /// <summary>How many members of a resource are written at once.</summary>
    public const int PageSize = 1_000;

    /// <summary>A group whose members are at hand.</summary>
    public static LargeGroup Of(FoundResource found, string baseUrl, Projection projection) => new(
        found.Resource,
        (found.Relations.Count + PageSize - 1) / PageSize,
        page => new([.. Enumerable.Range(page * PageSize, Math.Min(PageSize, found.Relations.Count - (page * PageSize))).Select(index => found.Relations[index])]),
        baseUrl,
        projection);

    /// <summary>Writes the whole resource, and waits after each page until the client has taken enough.</summary>
    public async ValueTask WriteAsync(PipeWriter output, CancellationToken cancellation)
    {
        using var around = new PooledBuffer(group.Document.Length + 512);
        ResourceAnswer.Write(around, group, [], baseUrl, projection);
        var at = EndOfOthers(around.Written.Span);
        var isLast = at == around.Length - 1;
        output.Write(around.Written.Span[..at]);
        var isEmpty = true;
        for (var page = 0; page < pages; page++)
        {
            using var members = new PooledBuffer(PageSize * 192);
            Write(members, await read(page));
            if (members.Length > 0)
            {
                output.Write(!isEmpty ? ","u8 : isLast ? ",\"members\":["u8 : "\"members\":["u8);
                output.Write(members.Written.Span);
                isEmpty = false;
                await output.FlushAsync(cancellation);
            }
        }

        if (!isEmpty)
        {
            output.Write(isLast ? "]"u8 : "],"u8);
        }

        output.Write(around.Written.Span[at..]);
    }

    private void Write(PooledBuffer output, IReadOnlyList<Relation> members)
    {
        if (projection.IsDefault)
        {
            ResourceDocument.SendMembers(output, members, baseUrl);
            return;
        }

        using var whole = new PooledBuffer(PageSize * 192);
        whole.Write("{\"members\":["u8);
        ResourceDocument.SendMembers(whole, members, baseUrl);
        whole.Write("]}"u8);
        using var selected = new PooledBuffer(PageSize * 192);
        using (var writer = new Utf8JsonWriter((IBufferWriter<byte>)selected, JsonOutput.Options))
        {
            projection.Write(writer, whole.Written.Span);
        }

        // {"members":[…]}, or {} where nothing of them is left.
        var (first, last) = (selected.Written.Span.IndexOf((byte)'['), selected.Written.Span.LastIndexOf((byte)']'));
        if (first >= 0)
        {
            output.Write(selected.Written.Span[(first + 1)..last]);
        }
    }

    /// <summary>Where <c>meta</c> begins, which comes last, or else the end of the object.</summary>
    private static int EndOfOthers(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("meta"u8))
            {
                return (int)reader.TokenStartIndex;
            }
        }

        return json.Length - 1;
    }
}

using System.Net;
using System.Net.Http.Headers;

namespace ScimFunctions.Tests.Functions.Groups;

/// <summary>A body that is sent in pieces of so many bytes, as a slow network brings it.</summary>
internal sealed class PiecewiseContent : HttpContent
{
    private readonly byte[] _body;
    private readonly int _piece;

    public PiecewiseContent(byte[] body, int piece)
    {
        (_body, _piece) = (body, piece);
        Headers.ContentType = new MediaTypeHeaderValue("application/scim+json");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        for (var at = 0; at < _body.Length; at += _piece)
        {
            await stream.WriteAsync(_body.AsMemory(at, Math.Min(_piece, _body.Length - at)));
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

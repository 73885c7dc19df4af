using System.Buffers;
using System.Text.Json;
using ScimFunctions.Protocol.Messages;

namespace ScimFunctions.Directory.Transfer.Exporting;

/// <summary>Writes lines of an export one after the other to a stream.</summary>
internal sealed class ExportLine(Stream output) : IDisposable
{
    private const int FlushAt = 64 * 1024;

    private readonly PooledBuffer _buffer = new(2 * FlushAt);

    /// <summary>Writes one line, an object whose members are written by <paramref name="write"/>.</summary>
    public async ValueTask WriteAsync(Action<Utf8JsonWriter> write, CancellationToken cancellation)
    {
        using (var writer = new Utf8JsonWriter(_buffer, JsonOutput.Options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        _buffer.Write("\n"u8);
        if (_buffer.Length >= FlushAt)
        {
            await FlushAsync(cancellation);
        }
    }

    /// <summary>Hands on what was written.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        await output.WriteAsync(_buffer.Written, cancellation);
        _buffer.Clear();
    }

    public void Dispose() => _buffer.Dispose();
}

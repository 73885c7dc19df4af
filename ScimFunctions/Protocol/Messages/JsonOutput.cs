using System.Text.Encodings.Web;
using System.Text.Json;

namespace ScimFunctions.Protocol.Messages;

/// <summary>How all JSON of the protocol is written: compact, and text as itself, since it never stands in HTML.</summary>
public static class JsonOutput
{
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

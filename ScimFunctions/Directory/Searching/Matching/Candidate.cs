using System.Text.Json;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Protocol.Messages;

namespace ScimFunctions.Directory.Searching.Matching;

/// <summary>A resource that is held against a filter; its JSON is read when it is first asked for.</summary>
internal sealed class Candidate(StoredResource resource) : IDisposable
{
    private JsonDocument? _stored, _rendered;
    private PooledBuffer? _sent;

    public StoredResource Resource => resource;

    /// <summary>Whether <see cref="Render"/> was called.</summary>
    public bool IsRendered => _rendered is not null;

    /// <summary>The resource: as it is sent where it was rendered, else as it is stored.</summary>
    public JsonElement Json => (_rendered ?? (_stored ??= JsonDocument.Parse(resource.Document))).RootElement;

    /// <summary>Makes the resource as it is sent.</summary>
    public void Render(FoundResource found, string baseUrl)
    {
        _sent = new PooledBuffer(resource.Document.Length + 512);
        ResourceDocument.Send(_sent, found.Resource, found.Relations, baseUrl);
        _rendered = JsonDocument.Parse(_sent.Written);
    }

    public void Dispose()
    {
        _stored?.Dispose();
        _rendered?.Dispose();
        _sent?.Dispose();
    }
}

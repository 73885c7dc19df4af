using System.Buffers;
using System.Text.Json;
using ScimFunctions.Directory.Users;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Protocol.Projections;

namespace ScimFunctions.Functions;

/// <summary>Users as they are sent: the stored bytes, unless the client asked for other attributes than the default.</summary>
internal static class UserAnswer
{
    /// <summary>The answer that holds one user.</summary>
    public static JsonResult Of(int status, StoredUser user, ScimRequest scim, Projection projection)
    {
        var body = new PooledBuffer(user.Document.Length + 512);
        Write(body, user, scim.BaseUrl, projection);
        return Answer(status, user, scim, body);
    }

    /// <summary>The answer that a user is still the one that the client has (RFC 7644 §3.14).</summary>
    public static JsonResult NotModified(StoredUser user, ScimRequest scim) => Answer(StatusCodes.Status304NotModified, user, scim, null);

    private static JsonResult Answer(int status, StoredUser user, ScimRequest scim, PooledBuffer? body) =>
        new(status, body) { Version = user.Version, Location = UserUrl.Of(scim.BaseUrl, user.Id) };

    private static void Write(PooledBuffer body, StoredUser user, string baseUrl, Projection projection)
    {
        if (projection.IsDefault)
        {
            UserDocument.Send(body, user, baseUrl);
            return;
        }

        using var whole = new PooledBuffer(user.Document.Length + 512);
        UserDocument.Send(whole, user, baseUrl);
        using var writer = new Utf8JsonWriter((IBufferWriter<byte>)body, JsonOutput.Options);
        projection.Write(writer, whole.Written.Span);
    }
}

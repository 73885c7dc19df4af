using ScimFunctions.Directory.Users;
using ScimFunctions.Functions.Operations;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Protocol.Projections;

namespace ScimFunctions.Functions;

/// <summary>Pages of users as they are sent.</summary>
internal static class UserAnswer
{
    /// <summary>The answer that holds a page of users.</summary>
    public static JsonResult Of(UserPage page, ScimRequest scim, Projection projection)
    {
        var body = new PooledBuffer(256 + (page.Users.Count * 1024));
        ListMessage.Begin(body, page.TotalResults, page.StartIndex, page.Users.Count);
        for (var index = 0; index < page.Users.Count; index++)
        {
            ListMessage.Next(body, index);
            ResourceAnswer.Write(body, page.Users[index], [], scim.BaseUrl, projection);
        }

        ListMessage.End(body);
        return new JsonResult(StatusCodes.Status200OK, body);
    }
}

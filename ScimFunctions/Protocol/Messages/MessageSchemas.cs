namespace ScimFunctions.Protocol.Messages;

/// <summary>The URNs of the protocol's messages (RFC 7644 §8.2).</summary>
public static class MessageSchemas
{
    public const string Error = "urn:ietf:params:scim:api:messages:2.0:Error";

    public const string ListResponse = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    public const string SearchRequest = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

    public const string PatchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
}

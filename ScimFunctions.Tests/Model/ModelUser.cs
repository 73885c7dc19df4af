namespace ScimFunctions.Tests.Model;

/// <summary>What a client has said of a user, and so has to find again.</summary>
internal sealed record ModelUser(string UserName, string? ExternalId, string? DisplayName, string? Email, bool Active);

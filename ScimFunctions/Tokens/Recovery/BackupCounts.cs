namespace ScimFunctions.Tokens.Recovery;

/// <summary>How much a backup holds.</summary>
/// <param name="TenantGroups">Tenant groups.</param>
/// <param name="Rows">Rows of the store.</param>
/// <param name="Secrets">Secrets of the vault: hashes of tokens, that of the admin key, and the keys of cursors.</param>
/// <param name="Lost">Secrets that the store names and the vault does not have: what they held has ended.</param>
public sealed record BackupCounts(int TenantGroups, long Rows, int Secrets, int Lost);

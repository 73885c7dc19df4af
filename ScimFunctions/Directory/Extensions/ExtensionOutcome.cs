using ScimFunctions.Protocol.Schemas.Reading;

namespace ScimFunctions.Directory.Extensions;

/// <summary>How a change of a tenant group's extensions ended.</summary>
public abstract record ExtensionOutcome;

/// <summary>The extension counts as given here.</summary>
/// <param name="Registration">The extension.</param>
/// <param name="IsNew">Whether it was not there before.</param>
public sealed record ExtensionRegistered(SchemaRegistration Registration, bool IsNew) : ExtensionOutcome;

/// <summary>The extension is no longer served. Values stored by it are kept.</summary>
public sealed record ExtensionRemoved : ExtensionOutcome;

/// <summary>The tenant group has no such extension, or there is no such group. Nothing was changed.</summary>
public sealed record ExtensionMissing : ExtensionOutcome;

/// <summary>What was asked for conflicts with what is registered, or was. Nothing was changed.</summary>
/// <param name="Problem">How, and where.</param>
public sealed record ExtensionConflict(SchemaProblem Problem) : ExtensionOutcome;

/// <summary>Others kept changing the tenant group at the same time. Nothing was changed.</summary>
public sealed record ExtensionContended : ExtensionOutcome;

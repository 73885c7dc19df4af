namespace ScimFunctions.Protocol.Bulk;

/// <summary>One step of a <see cref="BulkPlan"/>: an operation, or the part of it that had to wait.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Completes">Whether it is already carried out and what was left out of it is to be added now.</param>
/// <param name="Deferred">The <c>bulkId</c>s that it refers to and that have no id yet when it is carried out.</param>
/// <param name="After">The places in the plan of the steps that come before it, in no order.</param>
public sealed record BulkStep(
    BulkOperation Operation, bool Completes, IReadOnlySet<string> Deferred, IReadOnlyCollection<int> After);

namespace ScimFunctions.Benchmarks.Capacity;

/// <summary>What one request of a kind asks of the store with a warm token cache, as the budget tests hold it to.</summary>
/// <param name="Calls">Calls of the table service; a batch is one, and is charged as one.</param>
/// <param name="Entities">Rows that these calls read or change, which is what partitions and accounts are limited by.</param>
public sealed record RequestCost(double Calls, double Entities)
{
    /// <summary><c>eq</c> that finds: the index row, then the user.</summary>
    public static RequestCost LookUp { get; } = new(2, 2);

    /// <summary><c>eq</c> that finds nothing.</summary>
    public static RequestCost Miss { get; } = new(1, 1);

    /// <summary>POST: one batch of user, identity, userName, e-mail, membership and journal.</summary>
    public static RequestCost Create { get; } = new(1, 6);

    /// <summary>PATCH: one read, then one batch of user and journal.</summary>
    public static RequestCost Patch { get; } = new(2, 3);

    public static RequestCost operator +(RequestCost left, RequestCost right) =>
        new(left.Calls + right.Calls, left.Entities + right.Entities);

    public static RequestCost operator *(double times, RequestCost cost) => new(times * cost.Calls, times * cost.Entities);
}

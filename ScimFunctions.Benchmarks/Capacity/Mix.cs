namespace ScimFunctions.Benchmarks.Capacity;

/// <summary>What an identity provider does with the users of one group in one cycle, each as a share of the users.</summary>
/// <param name="LookedUp">Users looked up by <c>eq</c> and found.</param>
/// <param name="Patched">Users patched.</param>
/// <param name="Created">Users looked up, not found, and created.</param>
public sealed record Mix(double LookedUp, double Patched, double Created)
{
    /// <summary>An ordinary cycle: one user in 200 changed at the source, and one in five of these in a mapped attribute.</summary>
    public static Mix Ordinary { get; } = new(0.005, 0.001, 0.0001);

    /// <summary>The first cycle: everybody is new.</summary>
    public static Mix First { get; } = new(0, 0, 1);

    /// <summary>Requests of a cycle per user.</summary>
    public double Requests => LookedUp + Patched + (2 * Created);

    /// <summary>What a cycle asks of the store per user.</summary>
    public RequestCost Cost =>
        (LookedUp * RequestCost.LookUp) + (Patched * RequestCost.Patch) + (Created * (RequestCost.Miss + RequestCost.Create));

    /// <summary>What a request of the mix asks of the store on average.</summary>
    public RequestCost PerRequest => 1 / Requests * Cost;
}

namespace ScimFunctions.Benchmarks.Capacity;

/// <summary>The highest load of a cycle, and what it takes to bear it.</summary>
/// <param name="Scenario">Of what.</param>
/// <param name="LargestGroup">Users of the largest group.</param>
/// <param name="Requests">Requests a second, of all groups.</param>
/// <param name="Partition">Entities a second, of the busiest partition.</param>
/// <param name="Account">Entities a second, of all partitions in one account.</param>
/// <param name="Vault">Reads of secrets in ten seconds, right after all instances started anew.</param>
/// <param name="Accounts">How many accounts keep the busiest of them within its headroom.</param>
/// <param name="BusiestAccount">Entities a second of the busiest of these.</param>
/// <param name="FirstLimit">The limit that is nearest with one account and one vault, with the load's share of it.</param>
public sealed record Load(
    Scenario Scenario, double LargestGroup, double Requests, double Partition, double Account, double Vault, int Accounts, double BusiestAccount, (string Name, double Share) FirstLimit);

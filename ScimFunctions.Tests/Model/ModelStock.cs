using System.Globalization;

namespace ScimFunctions.Tests.Model;

/// <summary>The few values that steps choose from: some differ in case alone, some are no value.</summary>
internal static class ModelStock
{
    private static readonly string[] Names = ["ada", "Ada", "bo", "cy", "ÉVA", "éva", "d:d", "e/e"];

    public static string UserName(int number) => Names[number % Names.Length];

    public static string GroupName(int number) => "Team " + Names[number % Names.Length];

    public static string? Key(int number) => number % 3 == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"key {number % 7}");

    public static string? DisplayName(int number) => number % 4 == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"Name {number % 5}");

    public static string? Email(int number) => number % 2 == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"Mail{number % 4}@example.com");

    public static bool Active(int number) => number % 5 != 0;

    public static ModelUser User(int name, int key, int more) => new(UserName(name), Key(key), DisplayName(more), Email(more), Active(more));
}

using System.Runtime.InteropServices;

namespace ScimFunctions.Storage.Embedded.Caching;

/// <summary>
/// The head of the index that all processes keep of the database's log (https://sqlite.org/walformat.html, "The WAL-Index
/// File Format"): 48 bytes, among them a count of changes, salts and a running checksum of the log. While they stay the
/// same, so does all that the database holds.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct WalIndexHeader(ulong First, ulong Second, ulong Third, ulong Fourth, ulong Fifth, ulong Sixth)
{
    /// <summary>The length in words of eight bytes.</summary>
    public const int Words = 6;

    private const uint KnownFormat = 3007000;

    /// <summary>Whether it is one, of the format that is known here.</summary>
    public bool IsValid => (uint)First == KnownFormat && (byte)(Second >> 32) == 1;

    /// <summary>How many transactions changed something, modulo 2³².</summary>
    public uint Changes => (uint)Second;
}

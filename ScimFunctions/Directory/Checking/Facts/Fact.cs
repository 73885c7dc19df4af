using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ScimFunctions.Directory.Checking.Subjects;

namespace ScimFunctions.Directory.Checking.Facts;

/// <summary>What one row says of others.</summary>
/// <param name="Side">How it has to be met.</param>
/// <param name="Text">What it says.</param>
/// <param name="Subject">What to look at where it is not met.</param>
internal readonly record struct Fact(FactSide Side, string Text, Subject Subject)
{
    /// <summary>A number by which facts are compared: two that differ share it once in 2^64.</summary>
    public ulong Hash()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(Text), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}

using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Protocol;

public sealed class FailureTests
{
    [Fact]
    public void Description_has_the_stores_number_and_no_message()
    {
        var description = Failure.Describe(new StorageException("ada@example.com", outcomeUnknown: false) { Code = 13 });
        Assert.Contains("ScimFunctions.Storage.StorageException (13)", description, StringComparison.Ordinal);
        Assert.DoesNotContain("ada", description, StringComparison.Ordinal);
    }
}

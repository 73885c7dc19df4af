using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.IdentityProviders;

/// <summary>Every sequence of every identity provider, each in a tenant of its own, on whatever server the subclass brings.</summary>
public abstract class IdentityProviderTests(ScimServer server)
{
    [Theory]
    [MemberData(nameof(SequenceFile.All), MemberType = typeof(SequenceFile))]
    public async Task Sequence_is_answered_as_its_client_expects(string file)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var sequence = SequenceFile.Read(file);
        var tenant = await server.NewTenantAsync(TenantPath.Unique(sequence.Group));
        await new SequencePlayer(server.Client, tenant).PlayAsync(sequence, cancellation);
    }
}

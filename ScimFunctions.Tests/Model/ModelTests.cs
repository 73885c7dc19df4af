using CsCheck;
using ScimFunctions.Tests.Functions;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Model;

/// <summary>Any sequence of changes leaves the server with what a model of two dictionaries has.</summary>
public abstract class ModelTests(InProcessServer server, int sequences)
{
    private const int Steps = 40;

    [Fact]
    public async Task Any_sequence_of_changes_leaves_what_the_model_has() => await ModelStep.Any.Array[Steps].SampleAsync(
        async steps =>
        {
            var run = new ModelRun(await TenantSession.NewAsync(server));
            foreach (var step in steps)
            {
                await run.ApplyAsync(step);
            }

            await run.CompareAsync();
        },
        iter: sequences, threads: 1);
}

public sealed class EmbeddedModelTests(EmbeddedServer server) : ModelTests(server, sequences: 60), IClassFixture<EmbeddedServer>;

public sealed class AzuriteModelTests(AzuriteServer server) : ModelTests(server, sequences: 8), IClassFixture<AzuriteServer>;

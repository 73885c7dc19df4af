using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.Checking;

public sealed class EmbeddedCheckApiTests(EmbeddedServer server) : CheckApiTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteCheckApiTests(AzuriteServer server) : CheckApiTests(server), IClassFixture<AzuriteServer>;

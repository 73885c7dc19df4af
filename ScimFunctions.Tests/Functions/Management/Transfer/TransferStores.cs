using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.Transfer;

public sealed class EmbeddedTransferApiTests(EmbeddedServer server) : TransferApiTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteTransferApiTests(AzuriteServer server) : TransferApiTests(server), IClassFixture<AzuriteServer>;

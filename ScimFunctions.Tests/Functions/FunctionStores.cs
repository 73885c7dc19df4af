using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions;

public sealed class EmbeddedVersionTests(EmbeddedServer server) : VersionTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteVersionTests(AzuriteServer server) : VersionTests(server), IClassFixture<AzuriteServer>;

public sealed class EmbeddedValueTests(EmbeddedServer server) : ValueTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteValueTests(AzuriteServer server) : ValueTests(server), IClassFixture<AzuriteServer>;

public sealed class EmbeddedIdentityTests(EmbeddedServer server) : IdentityTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteIdentityTests(AzuriteServer server) : IdentityTests(server), IClassFixture<AzuriteServer>;

public sealed class EmbeddedDeprovisioningTests(EmbeddedServer server) : DeprovisioningTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteDeprovisioningTests(AzuriteServer server) : DeprovisioningTests(server), IClassFixture<AzuriteServer>;

public sealed class EmbeddedListTests(EmbeddedServer server) : ListTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteListTests(AzuriteServer server) : ListTests(server), IClassFixture<AzuriteServer>;

using Xunit;

namespace ScimFunctions.Tests.Hosting;

public sealed class EmbeddedTenantIsolationTests(EmbeddedServer server) : TenantIsolationTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteTenantIsolationTests(AzuriteServer server) : TenantIsolationTests(server), IClassFixture<AzuriteServer>;

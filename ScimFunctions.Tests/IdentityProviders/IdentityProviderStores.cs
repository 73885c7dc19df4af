using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.IdentityProviders;

public sealed class EmbeddedIdentityProviderTests(EmbeddedServer server) : IdentityProviderTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteIdentityProviderTests(AzuriteServer server) : IdentityProviderTests(server), IClassFixture<AzuriteServer>;

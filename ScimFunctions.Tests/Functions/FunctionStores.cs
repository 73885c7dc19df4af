using ScimFunctions.Tests.Functions.Bulk;
using ScimFunctions.Tests.Functions.Groups;
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

public sealed class EmbeddedPreferTests(EmbeddedServer server) : PreferTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuritePreferTests(AzuriteServer server) : PreferTests(server), IClassFixture<AzuriteServer>;

public sealed class EmbeddedMeTests(EmbeddedServer server) : MeTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteMeTests(AzuriteServer server) : MeTests(server), IClassFixture<AzuriteServer>;

public sealed class EmbeddedBulkTests(EmbeddedServer server) : BulkTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteBulkTests(AzuriteServer server) : BulkTests(server), IClassFixture<AzuriteServer>;

public sealed class EmbeddedBulkCircleTests(EmbeddedServer server) : BulkCircleTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteBulkCircleTests(AzuriteServer server) : BulkCircleTests(server), IClassFixture<AzuriteServer>;

public sealed class EmbeddedGroupTests(EmbeddedServer server) : GroupTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteGroupTests(AzuriteServer server) : GroupTests(server), IClassFixture<AzuriteServer>;

public sealed class EmbeddedGroupLeftoverTests(EmbeddedServer server) : GroupLeftoverTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteGroupLeftoverTests(AzuriteServer server) : GroupLeftoverTests(server), IClassFixture<AzuriteServer>;

public sealed class EmbeddedGroupAnswerTests(EmbeddedServer server) : GroupAnswerTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteGroupAnswerTests(AzuriteServer server) : GroupAnswerTests(server), IClassFixture<AzuriteServer>;

public sealed class EmbeddedUserVersionTests(EmbeddedServer server) : UserVersionTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteUserVersionTests(AzuriteServer server) : UserVersionTests(server), IClassFixture<AzuriteServer>;

public sealed class EmbeddedGroupBulkTests(EmbeddedServer server) : GroupBulkTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteGroupBulkTests(AzuriteServer server) : GroupBulkTests(server), IClassFixture<AzuriteServer>;

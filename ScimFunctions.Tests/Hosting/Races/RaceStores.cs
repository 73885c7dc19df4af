using Xunit;

namespace ScimFunctions.Tests.Hosting.Races;

public sealed class EmbeddedRaceTests(EmbeddedServer server) : RaceTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteRaceTests(AzuriteServer server) : RaceTests(server), IClassFixture<AzuriteServer>;

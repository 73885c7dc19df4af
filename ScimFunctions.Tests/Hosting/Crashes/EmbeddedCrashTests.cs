using ScimFunctions.Tests.Directory;

namespace ScimFunctions.Tests.Hosting.Crashes;

public sealed class EmbeddedCrashTests() : CrashTests(StoreCheck.CheckDirectoryAsync);

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Directory.Checking;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Tests.Storage;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Tokens;

/// <summary>A directory with the tenant group <c>acme</c>, a clock that the test moves, and a table and a vault that it breaks.</summary>
internal sealed class TokenWorld
{
    private TokenWorld()
    {
        Vault = new(new InMemoryTable());
        Groups = new(Table, Time);
        Tokens = new(Groups, Vault, new(RequireSso: false), Time);
        // Retries pause on the real clock: a test moves its own while it waits for nothing.
        Rival = new(Groups, Vault, new(RequireSso: false), TimeProvider.System);
        AdminKey = new(Table, Vault, Time);
        Checking = new(Groups, new(Table, Time), Table, Time);
        Authenticator = NewAuthenticator();
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public FakeTimeProvider Time { get; } = new();

    public ScriptedTable Table { get; } = new();

    public ScriptedVault Vault { get; }

    public TenantGroupRegistry Groups { get; }

    public TokenAdministration Tokens { get; }

    public TokenAdministration Rival { get; }

    public AdminKey AdminKey { get; }

    public GroupChecking Checking { get; }

    public TokenAuthenticator Authenticator { get; }

    public static async Task<TokenWorld> CreateAsync()
    {
        var world = new TokenWorld();
        await world.Groups.CreateAsync("acme", null, Cancellation);
        return world;
    }

    public TokenAuthenticator NewAuthenticator() => new(Groups, Vault, Time, NullLogger<TokenAuthenticator>.Instance);

    public static TokenRequest Request(TimeSpan? lifetime = null, TokenScope scope = TokenScope.Provision) =>
        new("test", scope, lifetime, "a test");

    public async Task<TokenMade> MakeAsync(TimeSpan? lifetime = null, TokenScope scope = TokenScope.Provision, string group = "acme") =>
        Assert.IsType<TokenMade>(await Tokens.CreateAsync(group, Request(lifetime, scope), Cancellation));

    public ValueTask<Authentication> AuthenticateAsync(TokenMade made, string group = "acme") =>
        Authenticator.AuthenticateAsync(group, "Bearer " + made.Token.Reveal(), Cancellation);

    public async Task<string[]> TokenIdsAsync() =>
        [.. (await Tokens.ListAsync("acme", Cancellation))!.Select(token => token.Id)];
}

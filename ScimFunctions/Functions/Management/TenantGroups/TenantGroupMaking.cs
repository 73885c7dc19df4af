using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Functions.Management.Bodies;
using ScimFunctions.Functions.Management.Sso;
using ScimFunctions.Functions.Management.Tokens;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Tokens;

namespace ScimFunctions.Functions.Management.TenantGroups;

/// <summary>
/// Makes a tenant group with its settings, its sign-in and its first token: one row, so all or nothing. What an attempt that
/// failed leaves in the vault is the secret of an id that no group has.
/// </summary>
public sealed class TenantGroupMaking(
    TenantGroupRegistry groups, TokenAdministration tokens, SsoReader sso, TokenAuthenticator authenticator, PublicUrl urls)
{
    private const string Settings = "settings", Sso = "sso", Token = "token";

    /// <summary>Makes the tenant group that the request's body describes.</summary>
    /// <exception cref="ProblemException">400 or 409, naming the field.</exception>
    public async Task<IResult> MakeAsync(RootRequest root, CancellationToken cancellation)
    {
        var body = await JsonFields.ReadAsync(root.Http, cancellation, TenantGroupBody.Path, TenantGroupBody.Name, Settings, Sso, Token);
        var group = groups.New(TenantGroupBody.ReadRequiredPath(body), TenantGroupBody.ReadName(body));
        if (body.Object(Settings, "{\"userLimit\": 500}", SettingsBody.Known) is { } settings)
        {
            group = SettingsBody.Merge(group, settings);
        }

        if (body.Object(Sso, SsoReader.Example, SsoReader.Known) is { } signIn)
        {
            group = group with { Sso = await sso.ReadAsync(signIn, cancellation) };
        }

        TokenMade? made = null;
        if (body.Object(Token, TokenBody.Example, TokenBody.Known) is { } wanted)
        {
            var request = TokenBody.Read(wanted, root.By);
            if (tokens.Refusal(group, request) is { } refused)
            {
                throw TokenProblems.Of(refused, wanted);
            }

            if (await groups.FindAsync(group.Path, cancellation) is not null)
            {
                throw TenantGroupOutcomes.Exists.ToException();
            }

            (group, made) = await tokens.PrepareAsync(group, request, cancellation);
        }

        var stored = (await groups.AddAsync(group, cancellation)).Saved(root.IfMatch);
        authenticator.Forget(group);
        var tenantUrl = urls.OfGroup(root.Http, group.Path);
        return new ManagementJsonResult(StatusCodes.Status201Created, writer => TenantGroupBody.Write(writer, group, tenantUrl, more =>
        {
            if (made is not null)
            {
                more.WritePropertyName(Token);
                TokenBody.WriteMade(more, made, tenantUrl);
            }
        }))
        {
            Version = stored.ETag,
            Location = TenantGroupBody.Location(urls, root.Http, group),
            IsSecret = made is not null,
        };
    }
}

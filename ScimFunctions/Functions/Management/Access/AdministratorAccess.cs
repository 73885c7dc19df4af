using ScimFunctions.Tokens;

namespace ScimFunctions.Functions.Management.Access;

/// <summary>Lets administrators in, and nobody else.</summary>
public sealed class AdministratorAccess(AdminKey adminKey)
{
    /// <summary>Who sent the request.</summary>
    /// <exception cref="ProblemException">401: it has no key, or one that does not let in.</exception>
    public async ValueTask<Administrator> AdmitAsync(HttpRequest request, CancellationToken cancellation)
    {
        var key = BearerHeader.Token(request.Headers.Authorization).ToString();
        return await adminKey.VerifyAsync(key, cancellation)
            ? Administrator.AdminKey
            : throw Problem.Unauthorized.ToException();
    }
}

using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>
/// What a request does to a user's <c>password</c> (RFC 7643 §4.1.1), which goes beside the resource and never into it.
/// </summary>
public sealed class PasswordChange
{
    /// <summary>The most UTF-16 characters in a password: each of them is hashed.</summary>
    public const int MostCharacters = 1_024;

    private static readonly PasswordChange Cleared = new(null);

    private PasswordChange(string? password) => Password = password;

    /// <summary>The password in clear text; null where it is to be removed.</summary>
    public string? Password { get; }

    /// <summary>What the body of a POST or PUT does to the password; null where it does not name it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="type">The type of the resource.</param>
    /// <exception cref="ScimException">
    /// 400 <c>invalidValue</c> for what is no text or too long; <c>invalidSyntax</c> where it is there twice.
    /// </exception>
    public static PasswordChange? Of(JsonObject body, ResourceType type)
    {
        PasswordChange? change = null;
        foreach (var (key, value) in JsonMembers.Of(body, "the body"))
        {
            if (IsPassword(ResourceKey.Resolve(type, key)))
            {
                change = change is null ? Read(value) : throw new ScimException(ScimError.InvalidSyntax(
                    "password is there twice, under different names. Send each attribute once."));
            }
        }

        return change;
    }

    /// <summary>What the operations of a PATCH do to the password in the end; null where none names it.</summary>
    /// <param name="request">The request. What is wrong with it apart from the password is not looked at.</param>
    /// <param name="type">The type of the resource.</param>
    /// <exception cref="ScimException">400 <c>invalidValue</c> for what is no text or too long.</exception>
    public static PasswordChange? Of(PatchRequest request, ResourceType type)
    {
        PasswordChange? change = null;
        foreach (var operation in request.Operations)
        {
            if (operation.Path is { Filter: null } path)
            {
                if (IsPassword(PathResolver.Resolve(type, path.Path)))
                {
                    change = operation.Kind == PatchOperationKind.Remove ? Cleared : Read(operation.Value);
                }
            }
            else if (operation is { Path: null, Value: JsonObject values })
            {
                change = Of(values, type) ?? change;
            }
        }

        return change;
    }

    /// <summary>Says nothing of the password.</summary>
    public override string ToString() => nameof(PasswordChange);

    private static PasswordChange Read(JsonNode? value)
    {
        if (value is null || JsonText.IsEmptyString(value))
        {
            return Cleared;
        }

        if (!JsonText.IsString(value))
        {
            throw TypeError.Of("password", "a string", value);
        }

        var text = JsonText.Read(value, "password");
        return text.Length <= MostCharacters
            ? new PasswordChange(text)
            : throw new ScimException(ScimError.InvalidValue(
                $"password has {text.Length} characters; at most {MostCharacters} are allowed. Remove password from the identity provider's attribute mapping, or map a shorter one."));
    }

    private static bool IsPassword(ResolvedPath? path) =>
        path is { Extension: null, SubAttribute: null, Attribute: { Name: "password", Mutability: Mutability.WriteOnly } };
}

using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Rows;

/// <summary>
/// The keys of a tenant group's rows. Every value in a key passes <see cref="KeyEscape"/>, so that a colon separates
/// parts and nothing else.
/// </summary>
public static class RowKeys
{
    /// <summary>What all keys of user documents begin with.</summary>
    public const string Users = "u:";

    /// <summary>What all keys of lanes begin with.</summary>
    public const string Lanes = "l:";

    /// <summary>The user document, which is also the user's lock.</summary>
    public static string User(string id) => Users + KeyEscape.Escape(id);

    /// <summary>The identity: extern_uid to user.</summary>
    public static string Identity(string externUid) => "i:" + KeyEscape.Escape(externUid);

    /// <summary>The unique userName, compared without case.</summary>
    public static string UserName(string userName) => "n:" + KeyEscape.Escape(Folding.Fold(userName));

    /// <summary>One address of one user.</summary>
    public static string Email(string address, string id) => Emails(address) + KeyEscape.Escape(id);

    /// <summary>What the keys of one address begin with, whoever has it.</summary>
    public static string Emails(string address) => "e:" + KeyEscape.Escape(Folding.Fold(address)) + ":";

    /// <summary>The membership of a user in the tenant group.</summary>
    public static string Membership(string id) => "m:" + KeyEscape.Escape(id);

    /// <summary>The id that is or was taken by a resource: deleted ones, and ones that a client chose.</summary>
    public static string TakenId(string id) => "x:" + KeyEscape.Escape(id);

    /// <summary>A lane's own row.</summary>
    public static string Lane(string lane) => Lanes + lane;

    /// <summary>One journal entry.</summary>
    public static string Journal(string lane, long seq) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"j:{lane}:{seq:x12}");

    /// <summary>What the keys of a lane's entries begin with.</summary>
    public static string JournalOf(string lane) => $"j:{lane}:";
}

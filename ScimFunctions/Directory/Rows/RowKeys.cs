using System.Security.Cryptography;
using System.Text;
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

    /// <summary>What all keys of userNames begin with.</summary>
    public const string UserNames = "n:";

    /// <summary>What all keys of SCIM groups' names begin with.</summary>
    public const string GroupNames = "d:";

    /// <summary>What all keys of lanes begin with.</summary>
    public const string Lanes = "l:";

    /// <summary>The user document, which is also the user's lock.</summary>
    public static string User(string id) => Users + KeyEscape.Escape(id);

    /// <summary>The identity: extern_uid to user.</summary>
    public static string Identity(string externUid) => Identities + KeyEscape.Escape(externUid);

    /// <summary>The unique userName, compared without case.</summary>
    public static string UserName(string userName) => "n:" + KeyEscape.Escape(Folding.Fold(userName));

    /// <summary>One address of one user.</summary>
    public static string Email(string address, string id) => Emails(address) + KeyEscape.Escape(id);

    /// <summary>What the keys of one address begin with, whoever has it.</summary>
    public static string Emails(string address) => "e:" + KeyEscape.Escape(Folding.Fold(address)) + ":";

    /// <summary>What all keys of memberships begin with.</summary>
    public const string Memberships = "m:";

    /// <summary>The membership of a user in the tenant group.</summary>
    public static string Membership(string id) => Memberships + KeyEscape.Escape(id);

    /// <summary>What all keys of identities begin with.</summary>
    public const string Identities = "i:";

    /// <summary>The owners, all of a tenant group in one row: who changes who they are replaces it.</summary>
    public const string Owners = "o:owner";

    /// <summary>What all keys of ids begin with that are or were taken.</summary>
    public const string TakenIds = "x:";

    /// <summary>The id that is or was taken by a resource: deleted ones, and ones that a client chose.</summary>
    public static string TakenId(string id) => TakenIds + KeyEscape.Escape(id);

    /// <summary>What all keys of SCIM groups' documents begin with.</summary>
    public const string Groups = "g:";

    /// <summary>The document of a SCIM group without its members, which is also the lock of its members.</summary>
    public static string Group(string id) => Groups + KeyEscape.Escape(id);

    /// <summary>
    /// The unique displayName of a SCIM group, compared without case. A group that was named while the tenant group
    /// allowed duplicates has <see cref="SharedGroupName"/> in its place, so a name is looked for at this key and, where
    /// duplicates are allowed, in the range of <see cref="SharedGroupNames"/> too.
    /// </summary>
    public static string GroupName(string displayName) => "d:" + KeyEscape.Escape(Folding.Fold(displayName));

    /// <summary>The displayName of one SCIM group, which others may have too.</summary>
    public static string SharedGroupName(string displayName, string id) => SharedGroupNames(displayName) + KeyEscape.Escape(id);

    /// <summary>What the keys of all SCIM groups begin with that share a displayName.</summary>
    public static string SharedGroupNames(string displayName) => GroupName(displayName) + ":";

    /// <summary>The unique externalId of a SCIM group.</summary>
    public static string GroupExternalId(string externalId) => "gi:" + KeyEscape.Escape(externalId);

    /// <summary>What the keys of all members of all SCIM groups begin with.</summary>
    public const string AllMembers = "gm:";

    /// <summary>What the keys of all members of a SCIM group begin with.</summary>
    public static string Members(string group) => AllMembers + KeyEscape.Escape(group) + ":";

    /// <summary>A user in a SCIM group.</summary>
    public static string UserMember(string group, string user) => Members(group) + "u:" + KeyEscape.Escape(user);

    /// <summary>A SCIM group in a SCIM group; groups come before users.</summary>
    public static string GroupMember(string group, string child) => Members(group) + "g:" + KeyEscape.Escape(child);

    /// <summary>What the keys of the SCIM groups that users are in begin with.</summary>
    public const string AllMemberships = "mg:";

    /// <summary>What the keys of the SCIM groups that a user is in begin with.</summary>
    public static string MemberOfAny(string user) => AllMemberships + KeyEscape.Escape(user) + ":";

    /// <summary>The reverse of <see cref="UserMember"/>.</summary>
    public static string MemberOf(string user, string group) => MemberOfAny(user) + KeyEscape.Escape(group);

    /// <summary>What the keys of the SCIM groups that a SCIM group is in begin with.</summary>
    public static string Parents(string child) => "gg:" + KeyEscape.Escape(child) + ":";

    /// <summary>The reverse of <see cref="GroupMember"/>.</summary>
    public static string Parent(string child, string parent) => Parents(child) + KeyEscape.Escape(parent);

    /// <summary>What all keys of versions of the catalog of schema extensions begin with.</summary>
    public const string Catalogs = "s:";

    /// <summary>One version of the catalog of schema extensions; it never changes.</summary>
    public static string Catalog(string version) => Catalogs + version;

    /// <summary>What all keys of unique values of extension attributes begin with.</summary>
    public const string UniqueValues = "q:";

    /// <summary>What the keys of all values of a unique extension attribute begin with.</summary>
    public static string UniqueValuesOf(string urn, string attribute) =>
        $"{UniqueValues}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Folding.Fold(urn))).AsSpan(..8))}:{KeyEscape.Escape(Folding.Fold(attribute))}:";

    /// <summary>A value of a unique extension attribute: folded where it compares without case, an integer in digits.</summary>
    public static string UniqueValue(string urn, string attribute, string compared) =>
        UniqueValuesOf(urn, attribute) + KeyEscape.Escape(compared);

    /// <summary>Which SCIM groups are in which, all of a tenant group in one row: who changes nesting replaces it.</summary>
    public const string Nesting = "gt";

    /// <summary>What the keys of all changes of SCIM groups begin with that were committed and not yet made in full.</summary>
    public const string Intents = "w:";

    /// <summary>The change of a SCIM group's members that was committed and is not yet made in full.</summary>
    public static string Intent(string group) => Intents + KeyEscape.Escape(group);

    /// <summary>What the keys of the lists of an intent's members begin with.</summary>
    public static string IntentChunks(string group, string intent) => $"{Intent(group)}:{intent}:";

    /// <summary>Some of the members that an intent adds and removes, the last of which is named.</summary>
    public static string IntentChunk(string group, string intent, string last) => IntentChunks(group, intent) + last;

    /// <summary>What the keys of the resource types begin with that are counted.</summary>
    public static IReadOnlyList<string> CountedTypes { get; } = [Users, Groups];

    /// <summary>What all keys of counts begin with.</summary>
    public const string AllCounts = "c:";

    /// <summary>How many resources there are in each bucket of ids.</summary>
    /// <param name="type">What the keys of the resource type begin with.</param>
    public static string Buckets(string type) => AllCounts + type[..^1];

    /// <summary>What the keys of the tallies of a lane begin with, which list what is not yet in buckets.</summary>
    public static string Tallies(string type, string lane) => $"{Buckets(type)}:{lane}:";

    /// <summary>The range of all that counts a resource type: buckets, then tallies.</summary>
    public static RowRange Counts(string type, int pageSize) => new(Buckets(type), Buckets(type) + ";", pageSize);

    /// <summary>What all keys of journal entries begin with.</summary>
    public const string Journals = "j:";

    /// <summary>What all keys of logged requests begin with.</summary>
    public const string Requests = "r:";

    /// <summary>What the keys of the requests begin with that were logged at a time: the newest come first.</summary>
    public static string LoggedRequestsAt(DateTimeOffset at) => Requests + Newest(at);

    /// <summary>Some logged requests, the newest of them of that time.</summary>
    public static string LoggedRequests(DateTimeOffset at, string name) => $"{LoggedRequestsAt(at)}:{name}";

    /// <summary>What all keys of receipts of erasures begin with.</summary>
    public const string Erasures = "z:";

    /// <summary>The receipt of an erasure.</summary>
    public static string Erasure(string id) => Erasures + id;

    /// <summary>A new id of an erasure: receipts of later ones come first.</summary>
    public static string NewErasureId(DateTimeOffset at) => Newest(at) + RandomNumberGenerator.GetHexString(8, lowercase: true);

    /// <summary>What all keys of erasures begin with that are under way.</summary>
    public const string OpenErasures = "zo:";

    /// <summary>An erasure that is under way.</summary>
    /// <param name="hash">The hash of the user's id.</param>
    public static string OpenErasure(string hash) => OpenErasures + hash;

    /// <summary>What all keys of rows begin with that name an export of the tenant group.</summary>
    public const string Exports = "export:";

    /// <summary>An export that was made of the tenant group.</summary>
    public static string Export(string id) => Exports + id;

    /// <summary>A lane's own row.</summary>
    public static string Lane(string lane) => Lanes + lane;

    /// <summary>One journal entry.</summary>
    public static string Journal(string lane, long seq) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"j:{lane}:{seq:x12}");

    /// <summary>What the keys of a lane's entries begin with.</summary>
    public static string JournalOf(string lane) => $"j:{lane}:";

    /// <summary>Which layout the rows of the tenant group have.</summary>
    public const string Layout = "v";

    /// <summary>There while rows may be made in the tenant group: a batch that changes no row that is there touches it.</summary>
    public const string Open = "k";

    /// <summary>What the keys of the marks begin with that say where the entries of lanes begin.</summary>
    public const string JournalMarks = "jf:";

    /// <summary>Where the entries of a lane begin whose first ones are no longer kept.</summary>
    public static string JournalMark(string lane) => JournalMarks + lane;

    /// <summary>What all keys of rows begin with that say when a token was used last.</summary>
    public const string TokenUses = "a:";

    /// <summary>All kinds of rows: what their keys begin with, up to a colon, or the one key that there is.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        Users, Identities, UserNames, "e:", Memberships, TakenIds, Owners, UniqueValues, Catalogs,
        Groups, GroupNames, "gi:", AllMembers, "mg:", "gg:", Nesting, Intents,
        AllCounts, Lanes, Journals, JournalMarks, Layout, Open, Requests, TokenUses, Erasures, OpenErasures, Exports,
    ];

    // Digits that are the lower the later the time is.
    private static string Newest(DateTimeOffset at) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{0xFFFF_FFFF_FFFF - at.ToUnixTimeMilliseconds():x12}");
}

using ScimFunctions.Directory.Members;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.Users;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking.Subjects;

/// <summary>A user whose own row says that it is an owner, or who stands in the row of owners. The user's row is what counts.</summary>
internal sealed record OwnerSubject(string Id) : Subject
{
    /// <inheritdoc/>
    public override async Task<Broken?> VerifyAsync(SubjectReads reads)
    {
        var row = await reads.FindAsync(RowKeys.Owners);
        var user = await reads.FindAsync(RowKeys.User(Id));
        var owners = Owners.Read(row);

        // Of a user that cannot be read it is not known, which is found with its document.
        var isOwner = user is not null && await DocumentSubject.ExpectedAsync(reads, isGroup: false, Id) is not null && StoredUser.Of(user).IsOwner;
        if (owners.Contains(Id) == isOwner)
        {
            return null;
        }

        var finding = new Finding(RowKeys.Owners, isOwner ? $"The row does not list {Id}, who is an owner." : $"The row lists {Id}, who is no owner.");
        if (isOwner)
        {
            owners.Add(Id);
        }
        else
        {
            owners.Remove(Id);
        }

        return new Broken([finding], owners.Count > Owners.Most ? [] : [.. Touch(user), Owners.Put(row, owners)]);
    }

    private static IEnumerable<RowChange> Touch(Row? user) => user is null ? [] : [new TouchRow(user.Key, Columns.None)];
}

using System.Buffers;
using System.Text.Json;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Functions.Requests.Groups;

/// <summary>
/// Reads the body of a SCIM group as it comes: the elements of <c>members</c> are taken out one by one, what is left is kept as
/// it is. So a body of 16 MiB takes the room of its members' ids.
/// </summary>
/// <param name="type">The group's type in the tenant group.</param>
/// <param name="limit">How large the body may be.</param>
internal sealed class GroupBodyReader(ResourceType type, BodyLimit limit) : IDisposable
{
    private static readonly BodyLimit OfOthers = BodyLimit.Resource;

    private readonly PooledBuffer _others = new(4096);
    private readonly List<ListedMember> _members = [];
    private readonly MemberElementReader _element = new(type, limit.Depth);
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = limit.Depth });
    private Place _place;
    private bool _hasList;
    private int _elements;

    private enum Place
    {
        Others,
        BeforeList,
        List,
    }

    /// <summary>The body but for the elements of <c>members</c>.</summary>
    public ReadOnlySequence<byte> Others => new(_others.Written);

    /// <summary>The members, where the body has an array of them; else null.</summary>
    /// <exception cref="ScimException">400 as for <see cref="MemberList.Of(List{ListedMember})"/>.</exception>
    public MemberList? Members() => _hasList ? MemberList.Of(_members) : null;

    /// <summary>Reads on.</summary>
    /// <param name="bytes">What follows what was read before.</param>
    /// <param name="isEnd">Whether nothing comes after it.</param>
    /// <returns>How far it was read; what is left is to be given again, with more after it.</returns>
    /// <exception cref="ScimException">400 for a member that cannot be one, 413 where the rest is too large.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public SequencePosition Read(ReadOnlySequence<byte> bytes, bool isEnd)
    {
        var reader = new Utf8JsonReader(bytes, isEnd, _state);
        var kept = bytes.Start;
        var isAll = false;
        while (!isAll)
        {
            if (_place == Place.List)
            {
                var before = reader;
                if (!reader.Read())
                {
                    isAll = true;
                }
                else if (reader.TokenType == JsonTokenType.EndArray)
                {
                    (_place, kept) = (Place.Others, bytes.GetPosition(reader.TokenStartIndex));
                }
                else if (!TryAdd(ref reader, bytes))
                {
                    reader = before;
                    isAll = true;
                }
            }
            else if (!reader.Read())
            {
                isAll = true;
            }
            else if (_place == Place.BeforeList && reader.TokenType == JsonTokenType.StartArray)
            {
                Keep(bytes.Slice(kept, reader.Position));
                (_place, _hasList) = (Place.List, true);
            }
            else
            {
                _place = reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && NamesMembers(ref reader)
                    ? Place.BeforeList
                    : Place.Others;
            }
        }

        if (_place != Place.List)
        {
            Keep(bytes.Slice(kept, reader.Position));
        }

        _state = reader.CurrentState;
        CheckRest(bytes.Slice(reader.Position).Length);
        return reader.Position;
    }

    public void Dispose() => _others.Dispose();

    private bool TryAdd(ref Utf8JsonReader reader, ReadOnlySequence<byte> bytes)
    {
        if (!_element.TryRead(ref reader, bytes, _elements, out var member))
        {
            return false;
        }

        _elements++;
        if (member is { } listed)
        {
            _members.Add(listed);
            if (_members.Count > 2 * ResourceLimits.Members)
            {
                MemberList.Unite(_members);
            }
        }

        return true;
    }

    private bool NamesMembers(ref Utf8JsonReader reader)
    {
        if (!_element.IsMembers(ref reader))
        {
            return false;
        }

        return _hasList
            ? throw new ScimException(ScimError.InvalidSyntax("members is there twice. Send each attribute once."))
            : true;
    }

    private void Keep(ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            _others.Write(segment.Span);
        }
    }

    // What has begun and not ended is looked at anew each time, so that it must not grow either.
    private void CheckRest(long unread)
    {
        if (_place == Place.List && unread > MemberElementReader.Largest)
        {
            throw new ScimException(ScimError.InvalidValue(
                $"members[{_elements}] is larger than {MemberElementReader.Largest / 1024} KiB. A member has a value and, if it is known, a type."));
        }

        if (_place != Place.List && _others.Length + unread > OfOthers.Bytes)
        {
            throw new ScimException(ScimError.TooLarge(
                $"The body is larger than {OfOthers.Bytes / 1024} KiB without its members, which is the most that this path accepts."));
        }
    }
}

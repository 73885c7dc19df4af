using System.Collections;
using System.Text;
using ScimFunctions.Directory.Groups.Members;

namespace ScimFunctions.Directory.Resources;

/// <summary>The members of a SCIM group without names, in pages that take little more room than their ids: a hundred thousand
/// some 4 MB. Each page is taken apart when it is looked at; one thread looks at a time.</summary>
public sealed class MemberIds : IReadOnlyList<Relation>
{
    private readonly List<(byte[] Ids, int First)> _pages = [];
    private (int Page, IReadOnlyList<Relation> Members) _last = (-1, []);

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <summary>How many pages they are in.</summary>
    public int Pages => _pages.Count;

    /// <inheritdoc/>
    public Relation this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var page = _last.Page >= 0 && _pages[_last.Page].First <= index ? _last.Page : 0;
            while (page + 1 < _pages.Count && _pages[page + 1].First <= index)
            {
                page++;
            }

            if (page != _last.Page)
            {
                _last = (page, Page(page));
            }

            return _last.Members[index - _pages[page].First];
        }
    }

    /// <summary>The members of a page.</summary>
    public IReadOnlyList<Relation> Page(int page)
    {
        var ids = _pages[page].Ids;
        var members = new List<Relation>();
        for (var at = 0; at < ids.Length; at += 2 + ids[at + 1])
        {
            members.Add(Relation.OfMember(ids[at] == 'g', Encoding.ASCII.GetString(ids, at + 2, ids[at + 1])));
        }

        return members;
    }

    /// <inheritdoc/>
    public IEnumerator<Relation> GetEnumerator() => Enumerable.Range(0, Pages).SelectMany(Page).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds a page. Ids are at most 64 ASCII characters.</summary>
    internal void Add(IReadOnlyList<MemberEdge> page)
    {
        if (page.Count == 0)
        {
            return;
        }

        var ids = new byte[page.Sum(member => 2 + member.Id.Length)];
        var at = 0;
        foreach (var member in page)
        {
            (ids[at], ids[at + 1]) = (member.IsGroup ? (byte)'g' : (byte)'u', checked((byte)member.Id.Length));
            at += 2 + Encoding.ASCII.GetBytes(member.Id, ids.AsSpan(at + 2));
        }

        _pages.Add((ids, Count));
        Count += page.Count;
    }
}

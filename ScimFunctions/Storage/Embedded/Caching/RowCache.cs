namespace ScimFunctions.Storage.Embedded.Caching;

/// <summary>
/// Rows that were read or replaced lately, true for one state of the database, which is known by the head of its log's
/// index: whoever sees another head reads the file. What this process commits is followed row by row; after another
/// process has committed, nothing that was kept counts.
/// </summary>
internal sealed class RowCache
{
    private const int Places = 1 << 15, LargestRow = 8 * 1024, MostBytes = 32 * 1024 * 1024, RowOverhead = 256;
    private const long RestartMilliseconds = 50;

    private readonly Lock _changing = new();

    private volatile State _state = new(default, 0);
    private Kept?[] _places = [];
    private long _bytes, _restartedAt;

    /// <summary>What is kept, if it is true for the database as it is.</summary>
    public State? At(WalIndexHeader header)
    {
        var state = _state;
        return header.IsValid && state.Header == header ? state : null;
    }

    /// <summary>The row, if it is kept.</summary>
    public Row? Find(State state, string partition, string key)
    {
        var places = Volatile.Read(ref _places);
        if (places.Length == 0)
        {
            return null;
        }

        var first = FirstPlaceOf(key);
        return Match(places[first], state, partition, key) ?? Match(places[first ^ 1], state, partition, key);
    }

    /// <summary>Keeps a row that was read after <see cref="At"/> gave <paramref name="state"/>.</summary>
    public void Keep(State state, string partition, Row row)
    {
        lock (_changing)
        {
            if (_state == state)
            {
                Put(new Kept(state.Era, partition, row));
            }
        }
    }

    /// <summary>Begins anew with the database as it is, where nobody in this process writes and another process has.</summary>
    public void Restart(WalIndexHeader header)
    {
        var now = Environment.TickCount64;
        if (!header.IsValid || now - Volatile.Read(ref _restartedAt) < RestartMilliseconds)
        {
            return;
        }

        lock (_changing)
        {
            _restartedAt = now;
            _state = new State(header, _state.Era + 1);
        }
    }

    /// <summary>Sees, with the database locked for this process's writer, whether another has written.</summary>
    public State Begin(WalIndexHeader header)
    {
        lock (_changing)
        {
            return _state.Header == header ? _state : _state = new State(header, _state.Era + 1);
        }
    }

    /// <summary>Follows what the writer has committed, before anybody is told.</summary>
    /// <param name="begun">What <see cref="Begin"/> gave.</param>
    /// <param name="header">The head after the commit.</param>
    /// <param name="group">The batches that were committed.</param>
    public void Committed(State begun, WalIndexHeader header, List<PendingBatch> group)
    {
        lock (_changing)
        {
            // Another process, or a reader that took this one's commit for another's, may have come between.
            if (_state != begun || header.Changes - begun.Header.Changes > 1)
            {
                _state = new State(header, _state.Era + 1);
                return;
            }

            foreach (var batch in group)
            {
                Follow(batch);
            }

            _state = begun with { Header = header };
        }
    }

    private void Follow(PendingBatch batch)
    {
        if (batch.Outcome is not Committed { ETags: var etags } || _places.Length == 0)
        {
            return;
        }

        for (var index = 0; index < batch.Changes.Count; index++)
        {
            var change = batch.Changes[index];
            if (PlaceOf(batch.Partition, change.Key) is not { } place)
            {
                continue;
            }

            Drop(place);
            if (change is ReplaceRow replace)
            {
                // A copy: what the caller handed over is his.
                Put(new Kept(_state.Era, batch.Partition, RowBytes.Copy(replace.Key, etags[index], replace.Columns, replace.Document.Span)));
            }
        }
    }

    private void Put(Kept kept)
    {
        var size = SizeOf(kept.Row);
        if (size > LargestRow)
        {
            return;
        }

        if (_places.Length == 0)
        {
            Volatile.Write(ref _places, new Kept?[Places]);
        }
        else if (_bytes + size > MostBytes)
        {
            Array.Clear(_places);
            _bytes = 0;
        }

        var first = FirstPlaceOf(kept.Row.Key);
        var place = PlaceOf(kept.Partition, kept.Row.Key) ?? (_places[first] is null ? first : first ^ 1);
        Drop(place);
        _bytes += size;
        Volatile.Write(ref _places[place], kept);
    }

    private void Drop(int place)
    {
        if (_places[place] is { } dropped)
        {
            _bytes -= SizeOf(dropped.Row);
            _places[place] = null;
        }
    }

    private static Row? Match(Kept? kept, State state, string partition, string key) =>
        kept is not null && kept.Era == state.Era && IsOf(kept, partition, key) ? kept.Row : null;

    private static bool IsOf(Kept? kept, string partition, string key) =>
        kept is not null && string.Equals(kept.Row.Key, key, StringComparison.Ordinal)
        && string.Equals(kept.Partition, partition, StringComparison.Ordinal);

    // Where the row of that key is, of whatever era.
    private int? PlaceOf(string partition, string key)
    {
        var first = FirstPlaceOf(key);
        return IsOf(_places[first], partition, key) ? first : IsOf(_places[first ^ 1], partition, key) ? first ^ 1 : null;
    }

    // A row stands there or beside it.
    private static int FirstPlaceOf(string key) => string.GetHashCode(key, StringComparison.Ordinal) & (Places - 1);

    private static int SizeOf(Row row) => row.Columns.Encoded.Length + row.Document.Length + RowOverhead;

    /// <summary>A state of the database, and the rows that count for it.</summary>
    internal sealed record State(WalIndexHeader Header, long Era);

    private sealed record Kept(long Era, string Partition, Row Row);
}

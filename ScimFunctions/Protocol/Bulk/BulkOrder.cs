namespace ScimFunctions.Protocol.Bulk;

/// <summary>
/// Tells which steps must wait for which, so that carrying out the others together ends as one by one would (RFC 7644 §3.7):
/// those that change the same resource, or one that the other names; those that give the same value to an attribute
/// that is unique; and POSTs and DELETEs of one type, since a DELETE makes values free. A PUT or PATCH that makes a value
/// free is not known as such: whoever needs the value tries again after it.
/// </summary>
/// <param name="operations">The operations of the request.</param>
internal sealed class BulkOrder(IReadOnlyList<BulkOperation> operations)
{
    private readonly HashSet<string> _ids = new(operations.Select(operation => operation.Id).OfType<string>(), StringComparer.Ordinal);
    private readonly Dictionary<string, Queue> _queues = new(StringComparer.Ordinal);

    private enum Use
    {
        Change,
        Mention,
        Create,
        Delete,
    }

    /// <summary>The earlier steps for which a step has to wait.</summary>
    /// <param name="place">Its place in the plan; places are entered in order.</param>
    /// <param name="operation">Its operation.</param>
    /// <param name="completes">Whether it completes the operation.</param>
    /// <param name="references">The <c>bulkId</c>s that must have ids by then.</param>
    public IReadOnlyCollection<int> Enter(int place, BulkOperation operation, bool completes, IEnumerable<string> references)
    {
        var after = new HashSet<int>();
        if (operation.Problem is not null)
        {
            return after;
        }

        foreach (var name in references)
        {
            WaitFor("b:" + name, name == operation.IdReference ? Use.Change : Use.Mention);
        }

        if (operation.Method is BulkMethod.Post)
        {
            WaitFor("b:" + operation.BulkId, Use.Change);
        }

        if (completes)
        {
            return after;
        }

        if (operation.Id is { } id)
        {
            WaitFor("i:" + id, Use.Change);
        }

        foreach (var text in BulkReferences.TextsOf(operation).Where(_ids.Contains).Distinct(StringComparer.Ordinal).Where(text => text != operation.Id))
        {
            WaitFor("i:" + text, Use.Mention);
        }

        foreach (var value in UniqueValues.Of(operation))
        {
            WaitFor("v:" + value, Use.Change);
        }

        if (operation.Method is BulkMethod.Post or BulkMethod.Delete)
        {
            WaitFor("t:" + operation.Type!.Name, operation.Method is BulkMethod.Post ? Use.Create : Use.Delete);
        }

        return after;

        void WaitFor(string key, Use use)
        {
            if (!_queues.TryGetValue(key, out var queue))
            {
                _queues.Add(key, queue = new Queue());
            }

            queue.Enter(place, use, after);
        }
    }

    /// <summary>The steps that use one thing: those that use it together now, and those before them.</summary>
    private sealed class Queue
    {
        private List<int> _now = [];
        private List<int> _before = [];
        private Use _use;

        public void Enter(int place, Use use, HashSet<int> after)
        {
            if (_now.Count > 0 && (use != _use || use is Use.Change))
            {
                (_before, _now) = (_now, []);
            }

            _use = use;
            _now.Add(place);
            after.UnionWith(_before);
            after.Remove(place);
        }
    }
}

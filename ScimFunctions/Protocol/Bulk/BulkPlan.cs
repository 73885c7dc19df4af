using System.Collections.Frozen;

namespace ScimFunctions.Protocol.Bulk;

/// <summary>
/// The order in which the operations of a bulk request are carried out: that of the request, but what an operation refers
/// to by <c>bulkId</c> is made before it (RFC 7644 §3.7.2), and where references go in a circle, one of them is added
/// afterwards (§3.7.1). Steps that do not name each other in <see cref="BulkStep.After"/> may be carried out together.
/// </summary>
public sealed class BulkPlan
{
    private readonly IReadOnlyList<BulkOperation> _operations;
    private readonly Dictionary<string, int> _posts = new(StringComparer.Ordinal);
    private readonly string[][] _references;
    private readonly Visit[] _visits;
    private readonly HashSet<string>?[] _deferred;
    private readonly List<int> _uncompleted = [];
    private readonly List<BulkStep> _steps = [];
    private readonly BulkOrder _order;

    private BulkPlan(BulkRequest request)
    {
        _operations = [.. request.Operations];
        foreach (var operation in _operations.Where(operation => operation is { Method: BulkMethod.Post, BulkId: not null }))
        {
            _posts.TryAdd(operation.BulkId!, operation.Index);
        }

        _order = new BulkOrder(_operations);
        _references = [.. _operations.Select(ReferencesOf)];
        _operations = [.. _operations.Select(Checked)];
        _visits = new Visit[_operations.Count];
        _deferred = new HashSet<string>?[_operations.Count];
    }

    private enum Visit
    {
        None,
        Begun,
        Done,
    }

    /// <summary>Plans a request. An operation that refers to a <c>bulkId</c> that no POST has gets a
    /// <see cref="BulkOperation.Problem"/>.</summary>
    /// <returns>The steps in an order in which they may be carried out one by one.</returns>
    public static IReadOnlyList<BulkStep> Of(BulkRequest request)
    {
        var plan = new BulkPlan(request);
        for (var index = 0; index < plan._operations.Count; index++)
        {
            plan.Place(index);
        }

        return plan._steps;
    }

    private string[] ReferencesOf(BulkOperation operation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (operation.IdReference is { } inPath)
        {
            names.Add(inPath);
        }

        if (operation.Problem is null)
        {
            names.UnionWith(BulkReferences.NamesIn(operation));
        }

        return [.. names];
    }

    private BulkOperation Checked(BulkOperation operation) =>
        operation.Problem is null && Array.Find(_references[operation.Index], name => !_posts.ContainsKey(name)) is { } unknown
            ? operation with { Problem = BulkErrors.Unknown(unknown) }
            : operation;

    private void Place(int index)
    {
        if (_visits[index] is Visit.Done)
        {
            return;
        }

        var operation = _operations[index];
        _visits[index] = Visit.Begun;
        foreach (var name in operation.Problem is null ? _references[index] : [])
        {
            var target = _posts[name];
            if (_visits[target] is Visit.Begun)
            {
                (_deferred[index] ??= new(StringComparer.Ordinal)).Add(name);
            }
            else
            {
                Place(target);
            }
        }

        _visits[index] = Visit.Done;
        var references = _deferred[index] is { } deferred ? _references[index].Where(name => !deferred.Contains(name)) : _references[index];
        Add(operation, completes: false, references);
        if (_deferred[index] is not null)
        {
            _uncompleted.Add(index);
        }

        foreach (var waiting in _uncompleted.Where(waiting => _deferred[waiting]!.All(name => _visits[_posts[name]] is Visit.Done)).ToArray())
        {
            _uncompleted.Remove(waiting);
            Add(_operations[waiting], completes: true, _deferred[waiting]!);
        }
    }

    private void Add(BulkOperation operation, bool completes, IEnumerable<string> references)
    {
        var after = _order.Enter(_steps.Count, operation, completes, references);
        _steps.Add(new BulkStep(operation, completes, _deferred[operation.Index] ?? (IReadOnlySet<string>)FrozenSet<string>.Empty, after));
    }
}

using ScimFunctions.Directory.Searching.Lookups;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Filters.Evaluation;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Directory.Searching.Matching;

/// <summary>
/// Holds resources against a filter with as little reading as it takes: a part that cannot be decided yet does no harm
/// where the other parts decide.
/// </summary>
internal sealed class FilterDecision
{
    private readonly BoundFilter _filter;
    private readonly EdgeReader _edgeReader;
    private readonly Dictionary<BoundFilter, Edge> _edges = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<BoundFilter> _rendered = new(ReferenceEqualityComparer.Instance);

    public FilterDecision(BoundFilter filter, ResourceType type, EdgeReader edgeReader)
    {
        _filter = filter;
        _edgeReader = edgeReader;
        Prepare(filter, type);
    }

    /// <summary>What it takes to decide whatever the other parts leave open.</summary>
    public Needs Needs { get; private set; }

    /// <summary>What is decided by the rows of members.</summary>
    public IReadOnlyCollection<Edge> Edges => _edges.Values;

    /// <summary>Whether the filter holds; null where that takes edges that were not read, or the resource as it is sent.</summary>
    public bool? Of(Candidate candidate) => Of(_filter, candidate);

    private bool? Of(BoundFilter filter, Candidate candidate) => filter switch
    {
        BoundAnd and => Both(and, candidate),
        BoundOr or => Either(or, candidate),
        BoundNot not => !Of(not.Operand, candidate),
        BoundComparison comparison when IndexedColumns.Holds(comparison, candidate.Resource) is { } holds => holds,
        _ when _edges.TryGetValue(filter, out var edge) => _edgeReader.Known(edge, candidate.Resource.Id),
        _ when !candidate.IsRendered && _rendered.Contains(filter) => null,
        _ => FilterEvaluator.Matches(filter, candidate.Json),
    };

    private bool? Both(BoundAnd and, Candidate candidate)
    {
        var left = Of(and.Left, candidate);
        return left == false ? false : left & Of(and.Right, candidate);
    }

    private bool? Either(BoundOr or, Candidate candidate)
    {
        var left = Of(or.Left, candidate);
        return left == true ? true : left | Of(or.Right, candidate);
    }

    private void Prepare(BoundFilter filter, ResourceType type)
    {
        switch (filter)
        {
            case BoundAnd and:
                Prepare(and.Left, type);
                Prepare(and.Right, type);
                break;
            case BoundOr or:
                Prepare(or.Left, type);
                Prepare(or.Right, type);
                break;
            case BoundNot not:
                Prepare(not.Operand, type);
                break;
            case var expression when Edge.Of(expression, type) is { } edge:
                _edges[expression] = edge;
                break;
            case var expression when NeedsOf.Expression(expression, type) is not Needs.None and var needs:
                _rendered.Add(expression);
                Needs |= needs;
                break;
        }
    }
}

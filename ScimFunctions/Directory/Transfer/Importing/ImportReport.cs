using ScimFunctions.Directory.Transfer.Exporting;

namespace ScimFunctions.Directory.Transfer.Importing;

/// <summary>What an import did.</summary>
public sealed class ImportReport
{
    /// <summary>How many problems are kept; of more, only their number.</summary>
    public const int MostKept = 100;

    private readonly Lock _lock = new();
    private readonly List<ImportProblem> _problems = [];
    private long _problemCount, _there;
    private ExportCounts _made = ExportCounts.None;

    /// <summary>What was made.</summary>
    public ExportCounts Made
    {
        get
        {
            lock (_lock)
            {
                return _made;
            }
        }
    }

    /// <summary>How many users, ids, groups and members were there already.</summary>
    public long There => Interlocked.Read(ref _there);

    /// <summary>How many lines had problems.</summary>
    public long ProblemCount => Interlocked.Read(ref _problemCount);

    /// <summary>The first of them.</summary>
    public IReadOnlyList<ImportProblem> Problems
    {
        get
        {
            lock (_lock)
            {
                return [.. _problems];
            }
        }
    }

    /// <summary>Whether the end of the export was seen, so that no line is missing.</summary>
    public bool IsWhole { get; internal set; }

    internal void Add(ExportCounts more)
    {
        lock (_lock)
        {
            _made += more;
        }
    }

    internal void WasThere(long count = 1) => Interlocked.Add(ref _there, count);

    internal void Failed(long line, string text)
    {
        lock (_lock)
        {
            _problemCount++;
            if (_problems.Count < MostKept)
            {
                _problems.Add(new ImportProblem(line, text));
            }
        }
    }
}

using System.Diagnostics;
using System.Text;

namespace ScimFunctions.Tests.Hosting;

/// <summary>What a process prints, line by line, as it comes.</summary>
public sealed class ProcessOutput
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly List<(string Label, TaskCompletionSource<string> Found)> _awaited = [];

    internal ProcessOutput(Process process)
    {
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What follows the label, from the first line that begins with it, printed already or still to come.</summary>
    public Task<string> AfterAsync(string label)
    {
        lock (_lock)
        {
            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_text.ToString().Split('\n').FirstOrDefault(line => Has(line, label)) is { } line)
            {
                found.SetResult(Rest(line, label));
            }
            else
            {
                _awaited.Add((label, found));
            }

            return found.Task;
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return _text.ToString();
        }
    }

    private void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            _text.Append(line).Append('\n');
            foreach (var (label, found) in _awaited.Where(awaited => Has(line, awaited.Label)))
            {
                found.TrySetResult(Rest(line, label));
            }
        }
    }

    private static bool Has(string line, string label) => line.TrimStart().StartsWith(label, StringComparison.Ordinal);

    private static string Rest(string line, string label) => line.TrimStart()[label.Length..].Trim();
}

using System.Text.Json;
using ScimFunctions.Cli.CommandLine;
using ScimFunctions.Cli.Output;
using Spectre.Console;

namespace ScimFunctions.Cli.Api;

/// <summary>A server, and where what it answers goes.</summary>
internal sealed class ManagementSession(ManagementApi api, Results results, Terminal terminal, IDisposable owned) : IDisposable
{
    private const int LargestPage = 1_000;

    /// <summary>The server.</summary>
    public ManagementApi Api => api;

    /// <summary>Where data goes.</summary>
    public Results Results => results;

    /// <summary>Where messages go.</summary>
    public Terminal Terminal => terminal;

    /// <summary>The items of a list, no more than this many.</summary>
    public IAsyncEnumerable<JsonElement> ItemsAsync(string path, int? top, CancellationToken cancellation)
    {
        var items = api.ItemsAsync(path, Math.Clamp(top ?? LargestPage, 1, LargestPage), cancellation);
        return top is { } most ? items.Take(most) : items;
    }

    /// <summary>Does what takes long, and shows a person that it goes on.</summary>
    public Task<T> WorkingAsync<T>(string what, Func<Task<T>> work) =>
        terminal.IsErrorShown ? terminal.Messages().Status().StartAsync(what.EscapeMarkup(), _ => work()) : work();

    /// <summary>The same of what knows how far it is, from 0 to <paramref name="whole"/>.</summary>
    public Task<T> CountingAsync<T>(string what, double whole, Func<Action<double>, Task<T>> work) => terminal.IsErrorShown
        ? terminal.Messages().Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(progress =>
            {
                var task = progress.AddTask(what.EscapeMarkup(), autoStart: true, Math.Max(whole, 1));
                return work(value => task.Value = value);
            })
        : work(static _ => { });

    /// <summary>Asks before something is done that cannot be undone; throws <see cref="CommandException"/> unless it is agreed to.</summary>
    /// <param name="agreed">Whether the command line says so already.</param>
    /// <param name="question">What is about to happen.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public async Task ConfirmAsync(bool agreed, string question, CancellationToken cancellation)
    {
        if (agreed)
        {
            return;
        }

        if (!terminal.IsInputTyped || !terminal.IsErrorShown)
        {
            throw new CommandException(ExitCode.Misused, $"{question} Give --yes to do it.");
        }

        var prompt = new ConfirmationPrompt($"{question.EscapeMarkup()} Do it?") { DefaultValue = false };
        if (!await prompt.ShowAsync(terminal.Messages(), cancellation))
        {
            throw new CommandException(ExitCode.Failed, "Nothing was done.");
        }
    }

    /// <inheritdoc />
    public void Dispose() => owned.Dispose();
}

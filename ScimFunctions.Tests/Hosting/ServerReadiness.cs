namespace ScimFunctions.Tests.Hosting;

/// <summary>Waits for a server that has just been started.</summary>
public static class ServerReadiness
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks <c>/health/live</c> until it answers 200; fails at once if the process has ended.</summary>
    public static async Task WaitAsync(Uri root, GuardedProcess process, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = root };
        while (!await AnswersAsync(client, cancellation))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with {process.ExitCode}. It printed:\n{process.Output}");
            }

            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, CancellationToken cancellation)
    {
        try
        {
            using var response = await client.GetAsync(new Uri("health/live", UriKind.Relative), cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

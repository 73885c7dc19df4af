using System.CommandLine;
using ScimFunctions.Directory;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Restoring;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Hosting.CommandLine;

/// <summary><c>restore &lt;group&gt; &lt;id&gt;</c>: makes a deleted user again from its last state in the journal.</summary>
internal sealed class RestoreCommand(Func<CommandServices> open, TextWriter output, TextWriter error)
{
    private readonly Argument<string> _group = new("group") { Description = "The path of the group, such as demo." };
    private readonly Argument<string> _id = new("id") { Description = "The id that the user had." };

    public Command ToCommand()
    {
        var command = new Command("restore", "Make a deleted user again, as the journal keeps it.") { _group, _id };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var services = open();
        if (await services.Groups.FindAsync(parsed.GetRequiredValue(_group), cancellation) is not { } stored)
        {
            await error.WriteLineAsync("There is no group with this path.");
            return 1;
        }

        var catalog = await services.Required<CatalogReader>().ReadAsync(stored.Group, cancellation);
        var context = new ChangeContext("command line", "restore") { Catalog = catalog };
        var id = parsed.GetRequiredValue(_id);
        if (await RestoreAsync(services.Required<UserRestoration>(), stored.Group, id, context, cancellation) is { } problem)
        {
            await error.WriteLineAsync(problem);
            return 1;
        }

        await output.WriteLineAsync($"Restored the user {id}. It is in no SCIM groups until it is added again.");
        return 0;
    }

    // What stands in the way; null where the user is there again.
    private static async Task<string?> RestoreAsync(
        UserRestoration restoration, TenantGroup group, string id, ChangeContext context, CancellationToken cancellation)
    {
        try
        {
            return await restoration.RestoreAsync(group, id, context, cancellation) switch
            {
                Restored => null,
                NotDeleted { IsThere: true } => "The user is there.",
                NotDeleted => "No user of this id was deleted.",
                NoLongerInJournal => "The user was deleted so long ago that the journal no longer has its last state.",
                ValueTaken taken => taken.Error.Detail,
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (ScimException refused)
        {
            return refused.Error.Detail;
        }
    }
}

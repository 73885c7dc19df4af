using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups;

/// <summary>Commits what makes or changes a group: in one batch, or by an intent where its members do not fit into one.</summary>
internal sealed class GroupCommit(Journal journal, GroupIntents intents, MemberPlanner planner)
{
    /// <summary>Commits a plan.</summary>
    /// <param name="partition">The tenant group.</param>
    /// <param name="group">The group's id.</param>
    /// <param name="plan">Who comes and goes.</param>
    /// <param name="wishes">What the client said of them, for errors.</param>
    /// <param name="changesOf">The whole batch of a plan.</param>
    /// <param name="entry">The journal entry.</param>
    /// <param name="cancellation">Heeded until the change is on its way.</param>
    /// <returns>The batch, and how it ended. An intent that was committed is being made.</returns>
    /// <exception cref="ScimException">400.</exception>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task<(IReadOnlyList<RowChange> Changes, CommitResult Result)> CommitAsync(
        string partition, string group, MemberPlan plan, MemberWishes wishes,
        Func<MemberPlan, IReadOnlyList<RowChange>> changesOf, JournalEntry entry, CancellationToken cancellation)
    {
        if (!plan.IsLarge)
        {
            return await CommitBatchAsync(plan);
        }

        var prepared = await intents.PrepareAsync(partition, group, plan.Edges, entry.At, cancellation);
        try
        {
            using var turn = await intents.EnterNestingAsync(partition, cancellation);
            var (changes, result) = await CommitBatchAsync(plan with { Intent = prepared });
            if (result is Committed)
            {
                intents.Begin(partition, group);
            }
            else
            {
                await intents.AbandonAsync(partition, prepared);
            }

            return (changes, result);
        }
        catch (ScimException)
        {
            await intents.AbandonAsync(partition, prepared);
            throw;
        }
        catch (StorageException exception) when (exception.OutcomeUnknown)
        {
            // If it was committed after all, it is being made; else there is nothing to make.
            intents.Begin(partition, group);
            throw;
        }

        async Task<(IReadOnlyList<RowChange> Changes, CommitResult Result)> CommitBatchAsync(MemberPlan whole)
        {
            var changes = changesOf(await planner.NestAsync(partition, group, whole, wishes, cancellation));
            return (changes, await journal.CommitAsync(partition, changes, entry, cancellation));
        }
    }
}

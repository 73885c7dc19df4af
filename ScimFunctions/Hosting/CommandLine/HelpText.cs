namespace ScimFunctions.Hosting.CommandLine;

/// <summary>What <c>--help</c> says.</summary>
internal static class HelpText
{
    public const string Text = """
        ScimFunctions: a SCIM 2.0 service provider for Azure Functions.

        Start the server:
          dotnet run --project ScimFunctions [-- --<key> <value> ...]
          It listens on http://localhost:7071, keeps its data in ./.data and, on its first start,
          makes the group 'demo' and prints its Tenant URL, its Secret token and the Admin key.

        Commands (they may run beside a server):
          token <group>       Make a new secret token for a group and print it.
              --name <text>       What the token is called.
              --scope <scope>     What it permits: provision (the default) or read.
              --expires <days>    After how many days it expires; never unless given.
              --user <id>         The user that it is bound to, who is /Me for it; none unless given.
              --replace           End the group's other tokens at once.
              --overlap <hours>   End the group's other tokens after so many hours.
          group add <path>    Add a group, into which an organisation provisions.
              --name <text>       The name that people see; the path unless given.
          admin-key           Make the admin key if there is none, and print it.
              --rotate            Make a new one; the old one ends at once.
          check <group>       Hold all rows of a group against each other; what breaks them is printed.
          repair <group>      Mend what 'check' finds.
          export <group>      Write a group's users, SCIM groups, settings and extensions as JSON lines.
              --file <name>       The file; <group>.jsonl unless given. One that was cut off is gone on with.
          import <group>      Make what such a file tells of; what is there is left as it is.
              --file <name>       The file; <group>.jsonl unless given.
          restore <group> <id> Make a deleted user again, as the journal keeps it.
          backup              Write all groups, and the hashes of their tokens, to a file.
              --file <name>       The file; backup.jsonl unless given.
          recover             Restore such a file to an empty store and its vault.
              --file <name>       The file; backup.jsonl unless given.
          --help              Print this. 'token --help' and the like print theirs.
          --version           Print the version.

        Configuration, as --<key> <value> or as environment variables with '__' in place of ':':
          urls                         Where to listen (also ASPNETCORE_URLS).
          PublicBaseUrl                The URL under which clients reach the server, if it is another.
          Storage:Embedded:Directory   The folder of the embedded store; ./.data unless given.
          Storage:TableServiceUri      Azure Table Storage, by managed identity, in place of the embedded store.
          Storage:ConnectionString     Azure Table Storage or Azurite, by connection string (UseDevelopmentStorage=true).
          DocumentationUri             Where administrators find help, for ServiceProviderConfig.
          Tokens:VaultUri              The Azure Key Vault that keeps the hashes of tokens.

        Exit codes: 0 done, 1 failed, 2 not understood.
        """;
}

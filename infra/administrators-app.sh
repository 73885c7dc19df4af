#!/bin/sh
# Makes the Entra ID app registration whose tokens administrators bring: an app role Scim.Admin, and no secret.
# Needs the Azure CLI, signed in as somebody who may register applications. Prints the client id, for the parameter
# administratorsClientId. Running it again finds the same app.
set -eu

name=${1:-ScimFunctions administrators}
role='[{"allowedMemberTypes":["User","Application"],"description":"Manages groups, tokens and the provisioning log.","displayName":"SCIM administrator","isEnabled":true,"value":"Scim.Admin"}]'

client=$(az ad app list --display-name "$name" --query '[0].appId' --output tsv)
if [ -z "$client" ] || [ "$client" = "None" ]; then
  client=$(az ad app create --display-name "$name" --sign-in-audience AzureADMyOrg --requested-access-token-version 2 \
    --app-roles "$role" --query appId --output tsv)
  az ad app update --id "$client" --identifier-uris "api://$client"
  # Only people and apps that were given the role get tokens.
  az ad sp create --id "$client" --query id --output tsv >/dev/null
  az ad sp update --id "$client" --set appRoleAssignmentRequired=true
fi
echo "$client"

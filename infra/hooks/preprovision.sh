#!/bin/sh
# Decides, for azd, whether a deleted key vault of this environment is to be brought back: purge protection keeps its name.
# Keeps the month from which the budget counts, which cannot be changed later.
set -eu

if [ -z "${SCIM_BUDGET_START:-}" ]; then
  azd env set SCIM_BUDGET_START "$(date -u +%Y-%m-01)"
fi

# By identity of the environment, and not of the vault: its name is made by the template.
if ! deleted=$(az keyvault list-deleted --resource-type vault --subscription "$AZURE_SUBSCRIPTION_ID" \
  --query "[?properties.tags.\"azd-env-name\"=='$AZURE_ENV_NAME' && properties.location=='$AZURE_LOCATION' && starts_with(name, 'kv-')] | [0].name" \
  --output tsv); then
  echo "Without the Azure CLI (az), signed in, this cannot see whether a deleted key vault is to be brought back."
  echo "If this environment was deleted before: azd env set SCIM_RECOVER_VAULT true, and false afterwards."
  exit 0
fi
if [ -n "$deleted" ] && [ "$deleted" != "None" ]; then
  echo "The deleted key vault $deleted is brought back, with its secrets."
  azd env set SCIM_RECOVER_VAULT true
else
  azd env set SCIM_RECOVER_VAULT false
fi

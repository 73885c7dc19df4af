#!/bin/sh
# Makes the first admin key on the deployer's machine and shows it, once. Only its hash reaches the vault.
set -eu

if [ -n "${CI:-}" ]; then
  echo "The admin key is not made here, for logs are kept. Make it on your own machine: azd hooks run postprovision"
  exit 0
fi

export Storage__TableServiceUri="$SCIM_TABLE_SERVICE_URI"
export Storage__Table="$SCIM_TABLE_NAME"
export Tokens__VaultUri="$SCIM_VAULT_URI"
export PublicBaseUrl="$SCIM_BASE_URL"

# Roles that were just assigned take minutes to count.
attempt=1
while ! dotnet run --project ScimFunctions --verbosity quiet -- admin-key; do
  if [ "$attempt" -ge 10 ]; then
    echo "The admin key was not made. Once table storage and vault can be reached from here: azd hooks run postprovision" >&2
    echo "With a private network, add your address first: azd env set SCIM_ALLOWED_ADDRESSES '[\"203.0.113.7\"]'" >&2
    exit 1
  fi
  attempt=$((attempt + 1))
  echo "Trying again in 30 seconds."
  sleep 30
done
echo "Keep the key. Make a group and its token with: dotnet run --project ScimFunctions -- group add NAME (docs/deploy.md)"

# Decides, for azd, whether a deleted key vault of this environment is to be brought back: purge protection keeps its name.
# Keeps the month from which the budget counts, which cannot be changed later.
$ErrorActionPreference = 'Stop'

if (-not $env:SCIM_BUDGET_START) {
    azd env set SCIM_BUDGET_START ([DateTime]::UtcNow.ToString('yyyy-MM-01'))
}

# By identity of the environment, and not of the vault: its name is made by the template.
$found = $false
if (Get-Command az -ErrorAction SilentlyContinue) {
    $json = az keyvault list-deleted --resource-type vault --subscription $env:AZURE_SUBSCRIPTION_ID --output json
    $found = $LASTEXITCODE -eq 0
}
if (-not $found) {
    Write-Host 'Without the Azure CLI (az), signed in, this cannot see whether a deleted key vault is to be brought back.'
    Write-Host 'If this environment was deleted before: azd env set SCIM_RECOVER_VAULT true, and false afterwards.'
    exit 0
}
$vaults = $json | ConvertFrom-Json
$deleted = $vaults | Where-Object {
    $_.properties.tags.'azd-env-name' -eq $env:AZURE_ENV_NAME -and $_.properties.location -eq $env:AZURE_LOCATION -and $_.name.StartsWith('kv-')
} | Select-Object -First 1
if ($deleted) {
    Write-Host "The deleted key vault $($deleted.name) is brought back, with its secrets."
    azd env set SCIM_RECOVER_VAULT true
}
else {
    azd env set SCIM_RECOVER_VAULT false
}

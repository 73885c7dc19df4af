# Makes the first admin key on the deployer's machine and shows it, once. Only its hash reaches the vault.
$ErrorActionPreference = 'Stop'

if ($env:CI) {
    Write-Host 'The admin key is not made here, for logs are kept. Make it on your own machine: azd hooks run postprovision'
    exit 0
}

$env:Storage__TableServiceUri = $env:SCIM_TABLE_SERVICE_URI
$env:Storage__Table = $env:SCIM_TABLE_NAME
$env:Tokens__VaultUri = $env:SCIM_VAULT_URI
$env:PublicBaseUrl = $env:SCIM_BASE_URL

# Roles that were just assigned take minutes to count.
for ($attempt = 1; ; $attempt++) {
    dotnet run --project ScimFunctions --verbosity quiet -- admin-key
    if ($LASTEXITCODE -eq 0) { break }
    if ($attempt -ge 10) {
        [Console]::Error.WriteLine('The admin key was not made. Once table storage and vault can be reached from here: azd hooks run postprovision')
        [Console]::Error.WriteLine('With a private network, add your address first: azd env set SCIM_ALLOWED_ADDRESSES ''["203.0.113.7"]''')
        exit 1
    }
    Write-Host 'Trying again in 30 seconds.'
    Start-Sleep -Seconds 30
}
Write-Host 'Keep the key. Make a group and its token with: dotnet run --project ScimFunctions -- group add NAME (docs/deploy.md)'

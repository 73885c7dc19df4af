# Makes the package of the chosen runtime and puts it where azd takes it from. Needs bash, as Git for Windows brings it.
$ErrorActionPreference = 'Stop'

if ($env:SCIM_RUNTIME -eq 'custom') {
    # Windows does not compile ahead of time for Linux.
    [Console]::Error.WriteLine('The custom runtime is packaged on Linux, or in WSL.')
    exit 1
}

Remove-Item artifacts/azd.zip -ErrorAction SilentlyContinue
bash ./package.sh isolated
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
$package = Get-ChildItem artifacts -Filter '*isolated*.zip' | Sort-Object LastWriteTime | Select-Object -Last 1
Copy-Item $package.FullName artifacts/azd.zip

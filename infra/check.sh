#!/usr/bin/env bash
# Checks the templates: they compile and lint without a warning, the parameters fit, and azuredeploy.json is what they
# compile to. With "--write" it writes azuredeploy.json instead of comparing it.
# The compiler comes from NuGet, for Linux on x64; elsewhere this says so and ends with exit code 77, for skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if [ "$(uname -s)-$(uname -m)" != "Linux-x86_64" ]; then
  echo "SKIPPED: the templates are checked on Linux x64 only, for which the pinned Bicep compiler is fetched; this is $(uname -s) $(uname -m)."
  exit 77
fi

project=tools/bicep/bicep.csproj
dotnet restore "$project" --verbosity quiet || exit 1
packages=$(dotnet msbuild "$project" -getProperty:NuGetPackageRoot)
version=$(dotnet msbuild "$project" -getProperty:BicepVersion)
bicep="${packages%/}/azure.bicep.commandline.linux-x64/$version/tools/bicep"
# Where the package was unpacked by another user, the file may not be executable for us.
[ -x "$bicep" ] || chmod +x "$bicep" 2>/dev/null || { echo "$bicep cannot be run." >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# The compiler ends with 0 after warnings: whatever it says fails the check.
silent() {
  local said
  said=$("$bicep" "$@" 2>&1)
  local status=$?
  if [ "$status" -ne 0 ] || [ -n "$said" ]; then
    echo "bicep $*" >&2
    echo "$said" >&2
    failed=1
  fi
}

# Takes the modules with it.
silent lint infra/main.bicep
silent build-params infra/main.bicepparam --outfile "$work/parameters.json"
silent build infra/main.bicep --outfile "$work/azuredeploy.json"

if [ "${1:-}" = "--write" ]; then
  [ "$failed" -eq 0 ] && cp "$work/azuredeploy.json" infra/azuredeploy.json
elif ! cmp -s "$work/azuredeploy.json" infra/azuredeploy.json; then
  echo "infra/azuredeploy.json is not what the templates compile to: run infra/check.sh --write." >&2
  failed=1
fi
exit "$failed"

#!/usr/bin/env bash
# Runs every check: build without warnings, format, the templates, all tests, those on Azurite too, and the tests over HTTP
# once more against the Native AOT executable of the package that it makes, on the embedded store and on Azurite.
# Needs the .NET 10 SDK. Installs Node.js, gcc and unzip from Debian's packages where it may, and Azurite from npm.
# Ends with one line: "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 SCIMFUNCTIONS_REQUIRE_AZURITE=1

passed=0
failed=0

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

missing() {
  echo "Missing: $1" >&2
  failed=$((failed + 1))
  finish
}

# Exit code 77 means skipped, as the command has said: counted as neither.
check() {
  local name=$1
  shift
  echo "== $name"
  "$@"
  local status=$?
  if [ "$status" -eq 0 ]; then
    passed=$((passed + 1))
  elif [ "$status" -ne 77 ]; then
    failed=$((failed + 1))
    echo "FAILED: $name" >&2
    return 1
  fi
}

install() {
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
  apt-get update -qq && apt-get install -y -qq "$@" >/dev/null
}

# Runs what is given, which ends with the totals of a test run, and counts them.
tests() {
  local log
  log=$(mktemp)
  "$@" 2>&1 | tee "$log"
  local status=$?
  local ok bad
  ok=$(sed -nE 's/^ *succeeded: *([0-9]+).*/\1/p' "$log" | tail -n 1)
  bad=$(sed -nE 's/^ *failed: *([0-9]+).*/\1/p' "$log" | tail -n 1)
  rm -f "$log"
  passed=$((passed + ${ok:-0}))
  failed=$((failed + ${bad:-0}))
  if [ "$status" -ne 0 ] && [ "${bad:-0}" -eq 0 ]; then
    failed=$((failed + 1))
  fi
}

command -v dotnet >/dev/null || missing "the .NET 10 SDK (dotnet)"
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  install nodejs npm || missing "Node.js with npm, which runs Azurite; install the packages nodejs and npm"
fi

if ! command -v gcc >/dev/null || ! [ -e /usr/include/stdlib.h ]; then
  install gcc libc6-dev || missing "a C compiler, which links the Native AOT executable; install the packages gcc and libc6-dev"
fi
if ! command -v unzip >/dev/null; then
  install unzip || missing "unzip, which lists what was packed; install the package unzip"
fi

check "restore" dotnet restore ScimFunctions.sln || finish
check "build without warnings" dotnet build ScimFunctions.sln -c Release --no-restore || finish
check "format" dotnet format ScimFunctions.sln --verify-no-changes --no-restore
check "templates compile, lint and match" infra/check.sh
check "Azurite from npm" npm ci --prefix ScimFunctions.Tests --no-audit --no-fund || finish
echo "== tests"
tests dotnet test --solution ScimFunctions.sln -c Release --no-build
check "package of the Native AOT executable" ./package.sh custom || finish
echo "== tests over HTTP, against the Native AOT executable"
export SCIMFUNCTIONS_EXECUTABLE=$PWD/artifacts/custom/ScimFunctions SCIMFUNCTIONS_PACKAGE=$PWD/artifacts/custom.zip
tests dotnet test --project ScimFunctions.Tests -c Release --no-build \
  --filter-namespace "ScimFunctions.Tests.Functions*" \
  --filter-namespace "ScimFunctions.Tests.Hosting*" \
  --filter-namespace "ScimFunctions.Tests.IdentityProviders*"
finish

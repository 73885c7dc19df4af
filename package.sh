#!/usr/bin/env bash
# Makes the zip that Azure Functions runs, and checks what is in it.
#   ./package.sh isolated   .NET isolated worker, of the official packages
#   ./package.sh custom     Native AOT executable as custom handler; needs a C compiler (gcc or clang)
# Options: --rid RID (default linux-x64), --output DIRECTORY (default artifacts).
# It leaves DIRECTORY/FLAVOUR, which `func start` runs, and DIRECTORY/FLAVOUR.zip.
set -euo pipefail
cd "$(dirname "$0")"

die() {
  echo "$1" >&2
  exit "${2:-1}"
}

usage="Usage: ./package.sh isolated|custom [--rid linux-x64] [--output artifacts]"
flavour=${1:-}
rid=linux-x64
output=artifacts
case $flavour in
  isolated | custom) shift ;;
  *) die "$usage" 2 ;;
esac
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || die "$usage" 2
  case $1 in
    --rid) rid=$2 ;;
    --output) output=$2 ;;
    *) die "$usage" 2 ;;
  esac
  shift 2
done

command -v unzip >/dev/null || die "Missing: unzip, which lists what was packed; install the package unzip."
mkdir -p "$output"
output=$(cd "$output" && pwd)
folder=$output/$flavour
zip=$output/$flavour.zip
rm -rf "$folder" "$zip"

options=(-c Release -r "$rid" -o "$folder" "-p:PackageFile=$zip" -v quiet)
if [ "$flavour" = custom ]; then
  [[ $rid == win-* ]] || command -v gcc >/dev/null || command -v clang >/dev/null \
    || die "Missing: a C compiler, which links the executable; install the packages gcc and libc6-dev."
  dotnet publish ScimFunctions "${options[@]}" -p:PublishAot=true
else
  dotnet publish ScimFunctions "${options[@]}" --self-contained false -p:FunctionsHost=IsolatedWorker
fi

names=$(unzip -Z1 "$zip")
modes=$(unzip -Z "$zip")
wrong=0

check() {
  if ! eval "$2"; then
    echo "The package is wrong: $1" >&2
    wrong=1
  fi
}

has() { grep -qxF "$1" <<<"$names"; }
hasLike() { grep -qE "$1" <<<"$names"; }
saysOfHost() { unzip -p "$zip" host.json | tr -d '[:space:]' | grep -qF "$1"; }

check "host.json is not at its root." 'has host.json'
check "the route prefix is not empty." "saysOfHost '\"routePrefix\":\"\"'"
check "it holds symbols." '! hasLike "\.(dbg|pdb)$"'
check "it holds what no host reads." '! hasLike "\.staticwebassets\..*\.json$"'
check "it holds settings of a developer." '! hasLike "(^|/)(local\.settings.*\.json|appsettings\.Development\.json|\.env)$"'
check "it holds a store." '! hasLike "(^|/)\.data/|\.db(-wal|-shm)?$"'
if [ "$flavour" = custom ]; then
  executable=ScimFunctions
  [[ $rid == win-* ]] && executable=ScimFunctions.exe
  check "the executable is missing." "has $executable"
  [[ $rid == win-* ]] || check "the executable is not executable." 'grep -qE "^-rwxr?-x.* ScimFunctions$" <<<"$modes"'
  check "SQLite's library is missing." 'hasLike "^(lib)?e_sqlite3\."'
  check "host.json does not name the executable." "saysOfHost '\"customHandler\":{\"description\":{\"defaultExecutablePath\":\"$executable\"},\"enableProxyingHttpRequest\":true}'"
  check "it has no functions." 'has Fallback/function.json'
  check "it holds assemblies." '! hasLike "\.dll$"'
else
  check "the assembly is missing." 'has ScimFunctions.dll'
  check "the worker's description is missing." 'has worker.config.json'
  check "the host's extensions are missing." 'hasLike "^\.azurefunctions/"'
  check "host.json names a custom handler." "! saysOfHost customHandler"
  check "it holds functions of the other flavour." '! hasLike "/function\.json$"'
fi

[ "$wrong" -eq 0 ] || exit 1
functions=$(grep -cE '/function\.json$' <<<"$names" || true)
echo "$zip: $(($(wc -c <"$zip") / 1024)) KiB, $(wc -l <<<"$names") files, $functions function.json"

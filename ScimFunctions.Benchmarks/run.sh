#!/usr/bin/env bash
# Builds Release and prints the table of requests/s against a bare Kestrel endpoint. Options: see BenchmarkOptions.cs.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v wrk >/dev/null || { echo "The benchmarks need wrk, a load generator: apt-get install wrk" >&2; exit 2; }
exec dotnet run -c Release --project ScimFunctions.Benchmarks -- http "$@"

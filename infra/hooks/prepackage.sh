#!/bin/sh
# Makes the package of the chosen runtime and puts it where azd takes it from.
set -eu

case "${SCIM_RUNTIME:-dotnet-isolated}" in
  custom) flavour=custom ;;
  dotnet-isolated) flavour=isolated ;;
  *)
    echo "SCIM_RUNTIME is dotnet-isolated or custom." >&2
    exit 1
    ;;
esac

rm -f artifacts/azd.zip
./package.sh "$flavour"
# shellcheck disable=SC2012 # The names are our own.
cp "$(ls -t artifacts/*"$flavour"*.zip | head -n 1)" artifacts/azd.zip

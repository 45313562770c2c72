#!/usr/bin/env bash
# Writes what differs between our descriptions and Intercom's into .github/drift/<version>.txt, one file per version.
# A file that is merged is a difference that somebody has looked at: the next run is silent until it changes.
set -euo pipefail
cd "$(dirname "$0")/../.."

mkdir -p .github/drift
for description in specs/*/openapi.yaml; do
  version=$(basename "$(dirname "$description")")
  report=.github/drift/$version.txt
  # exits 1 for differences, and for everything else too, so the last lines decide
  pnpm --silent descriptions drift "$version" --url "$OFFICIAL/$version/api.intercom.io.yaml" >"$report" || true
  if grep -qx "$version: 0 differences" "$report"; then
    rm "$report"
  elif ! grep -qxE "$version: [0-9]+ differences" "$report"; then
    echo "drift did not compare $version" >&2
    exit 1
  fi
done

#!/usr/bin/env bash
# Writes all that is made from the descriptions, and the changeset for what changed in them since main.
set -euo pipefail
cd "$(dirname "$0")/../.."

pnpm generate
shopt -s nullglob
for guide in packages/client/docs/migrating-*-to-*.md; do
  if [[ $guide =~ migrating-(.+)-to-(.+)\.md$ ]]; then
    pnpm descriptions diff "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" --write
  fi
done
pnpm descriptions changeset --base origin/main

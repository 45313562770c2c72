#!/usr/bin/env bash
# Writes all that is made from the descriptions, and the changeset for what changed in them since main.
set -euo pipefail
cd "$(dirname "$0")/../.."

pnpm generate
pnpm descriptions changeset --base origin/main

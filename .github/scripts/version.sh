#!/usr/bin/env bash
# The next versions, and what is generated from them: the client says its own.
set -euo pipefail
cd "$(dirname "$0")/../.."

pnpm exec changeset version
pnpm generate

#!/usr/bin/env bash
# Packs every package that is published, and prints what a tarball must be to be published: pack.sh <folder>.
set -euo pipefail
cd "$(dirname "$0")/../.."

mkdir -p "$1"
pnpm --silent --filter "./packages/*" --filter ./specs pack --pack-destination "$1" >/dev/null
cd "$1"
sha256sum ./*.tgz

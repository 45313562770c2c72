#!/usr/bin/env bash
# Writes which commit of Intercom's repository last changed each description, and when, into <reports>/<version>.commit:
# newest.sh <reports>. Needs OFFICIAL, the repository, and GH_TOKEN.
set -euo pipefail
cd "$(dirname "$0")/../.."

mkdir -p "$1"
for description in specs/*/openapi.yaml; do
  version=$(basename "$(dirname "$description")")
  newest=$(gh api "repos/$OFFICIAL/commits?sha=main&path=descriptions/$version/api.intercom.io.yaml&per_page=1" \
    --jq '.[0] | .sha + " " + .commit.committer.date[0:10]')
  if ! [[ $newest =~ ^[0-9a-f]{40}\ [0-9]{4}-[0-9]{2}-[0-9]{2}$ ]]; then
    echo "$OFFICIAL says no commit of $version" >&2
    exit 1
  fi
  echo "$newest" >"$1/$version.commit"
done

#!/usr/bin/env bash
# Writes what Intercom changed into specs, and all that is made from them where the corrections still fit:
# adopt.sh <reports>. Leaves <version>.drift (what differed), overlay (corrections that no longer fit), failed (what
# could not be made) and todo (what lint and check say) beside what newest.sh left there.
# Needs OFFICIAL, the repository, and RAW, where its files are.
set -euo pipefail
cd "$(dirname "$0")/../.."

reports=$1
: >"$reports/overlay"
for description in specs/*/openapi.yaml; do
  version=$(basename "$(dirname "$description")")
  read -r commit date <"$reports/$version.commit"
  url=$RAW/$OFFICIAL/$commit/descriptions/$version/api.intercom.io.yaml
  # both exit with 1 where there is something to look at, with more where they could not do it
  code=0
  pnpm --silent descriptions drift "$version" --url "$url" >"$reports/$version.drift" || code=$?
  [ "$code" -le 1 ] || exit "$code"
  # the facts; what follows is about examples
  sed -i '/ differences$/q' "$reports/$version.drift"
  code=0
  pnpm --silent descriptions adopt "$version" --url "$url" --commit "${commit:0:7}" --date "$date" \
    2>"$reports/$version.adopt" || code=$?
  cat "$reports/$version.adopt" >&2
  [ "$code" -le 1 ] || exit "$code"
  [ "$code" = 0 ] || cat "$reports/$version.adopt" >>"$reports/overlay"
done

if [ -n "$(git status --porcelain specs)" ] && [ ! -s "$reports/overlay" ]; then
  if .github/scripts/derive.sh >"$reports/derived" 2>&1; then
    rm -f "$reports/failed"
  else
    mv "$reports/derived" "$reports/failed"
  fi
  {
    pnpm --silent descriptions lint >/dev/null || true
    pnpm --silent descriptions check >/dev/null || true
  } 2>"$reports/todo"
fi

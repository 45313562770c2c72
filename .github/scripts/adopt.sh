#!/usr/bin/env bash
# Writes what Intercom changed into specs, and all that is made from them: adopt.sh <reports>. Leaves <version>.adopted
# (what changed), corrections (those that no longer fit), failed (what could not be made) and todo (what lint and check
# say) beside what newest.sh left there.
# Needs OFFICIAL, the repository, and RAW, where its files are.
set -euo pipefail
cd "$(dirname "$0")/../.."

reports=$1
: >"$reports/corrections"
for description in specs/*/openapi.yaml; do
  version=$(basename "$(dirname "$description")")
  read -r commit date <"$reports/$version.commit"
  url=$RAW/$OFFICIAL/$commit/descriptions/$version/api.intercom.io.yaml
  # exits with 1 where there is something to look at, with more where it could not be done
  code=0
  pnpm --silent descriptions adopt "$version" --url "$url" --commit "${commit:0:7}" --date "$date" \
    >"$reports/$version.adopted" 2>"$reports/errors" || code=$?
  cat "$reports/errors" >&2
  [ "$code" -le 1 ] || exit "$code"
  [ "$code" = 0 ] || cat "$reports/errors" >>"$reports/corrections"
  # the same facts from a later commit are no change
  if grep -qxF "$version: 0 facts adopted" "$reports/$version.adopted"; then
    git checkout --quiet -- "$description"
    rm "$reports/$version.adopted"
  fi
done

if [ -n "$(git status --porcelain specs)" ]; then
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

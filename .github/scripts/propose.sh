#!/usr/bin/env bash
# A pull request from the given branch with what adopt.sh wrote: propose.sh <branch> <reports>. Needs GH_TOKEN.
set -euo pipefail
cd "$(dirname "$0")/../.."

branch=$1
reports=$2
bot="41898282+github-actions[bot]@users.noreply.github.com"
if [ -z "$(git status --porcelain)" ]; then
  echo "Intercom's descriptions state what ours state"
  exit 0
fi
open=$(gh pr list --head "$branch" --state open --json number --jq length)
there=false
if git fetch --quiet origin "+refs/heads/$branch:refs/remotes/origin/$branch"; then
  there=true
  people=$(git log --format=%ae "origin/main..origin/$branch" | grep -vxF "$bot" || true)
  if [ "$open" != 0 ] && [ -n "$people" ]; then
    echo "Somebody works on $branch already"
    exit 0
  fi
fi

# Every line is indented, so that nothing of Intercom's can end the block.
block() {
  printf '\n### %s\n\n' "$1"
  head --bytes 15000 "$2" | sed 's/^/    /'
  [ "$(wc --bytes <"$2")" -le 15000 ] || printf '\n    and more\n'
}

body=$(mktemp)
{
  echo "Intercom changed its descriptions. Their facts are in \`specs\` now; the words of what is new are missing still."
  printf 'A fact that is wrong stays as Intercom states it, and is corrected in `specs/corrections`. '
  echo "A pull request of a job starts no checks: the next push by a person does, or closing and reopening it."
  if [ -s "$reports/corrections" ]; then
    block "Correct this first" "$reports/corrections"
    printf "\nUntil then these are left out. Push to \`%s\`: a job generates anew and writes the changeset.\n" "$branch"
  fi
  [ ! -s "$reports/failed" ] || block "Repair this: it could not be generated" "$reports/failed"
  [ ! -s "$reports/todo" ] || block "Write this" "$reports/todo"
  for adopted in "$reports"/*.adopted; do
    [ ! -s "$adopted" ] || block "What changed in $(basename "$adopted" .adopted)" "$adopted"
  done
} >"$body"
# GitHub takes no more than 65536 characters
truncate --size "<65000" "$body"

git add --all
if ! $there || ! git diff --cached --quiet "origin/$branch"; then
  .github/scripts/push.sh "$branch" "Follow Intercom's descriptions"
fi
if [ "$open" = 0 ]; then
  gh pr create --head "$branch" --base main --title "Follow Intercom's descriptions" --body-file "$body"
else
  gh pr edit "$branch" --body-file "$body"
fi

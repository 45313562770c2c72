#!/usr/bin/env bash
# A pull request from the given branch with the differences that drift.sh wrote: propose.sh <branch>. Needs GH_TOKEN.
set -euo pipefail
cd "$(dirname "$0")/../.."

branch=$1
if [ -z "$(git status --porcelain .github/drift)" ]; then
  echo "Intercom's descriptions say what they said before"
  exit 0
fi
if git fetch --quiet origin "$branch" && [ -n "$(git diff --name-only origin/main...FETCH_HEAD -- specs)" ]; then
  echo "Somebody works on $branch already"
  exit 0
fi

body=$(mktemp)
{
  echo "Intercom's descriptions changed. What differs from ours, by version:"
  for report in .github/drift/*.txt; do
    [ -e "$report" ] || continue
    printf '\n### %s\n\n```text\n' "$(basename "$report" .txt)"
    head --lines 300 "$report"
    printf '```\n'
  done
  # shellcheck disable=SC2016 # the backticks are Markdown
  printf '\nBring the facts of `specs/<version>/openapi.yaml` up to date and push to `%s`: ' "$branch"
  echo 'a job generates the types and adds the changeset. Reports that stay are differences that were looked at.'
} >"$body"

git fetch --quiet origin "+refs/heads/$branch:refs/remotes/origin/$branch" || true
.github/scripts/push.sh "$branch" "Note what Intercom changed in its descriptions"
if [ "$(gh pr list --head "$branch" --state open --json number --jq length)" = 0 ]; then
  gh pr create --head "$branch" --base main --title "Follow Intercom's descriptions" --body-file "$body"
else
  gh pr edit "$branch" --body-file "$body"
fi

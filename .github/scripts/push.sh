#!/usr/bin/env bash
# Commits everything that changed and pushes it to a branch: push.sh <branch> <message>. Needs GH_TOKEN.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ -z "$(git status --porcelain)" ]; then
  echo "Nothing changed"
  exit 0
fi
git config user.name "github-actions[bot]"
git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
git add --all
git commit --quiet --message "$2"
gh auth setup-git
git push --force-with-lease origin "HEAD:refs/heads/$1"

/** Runs the tools of this repository on the one that the script is in. */
export const PNPM = `#!/usr/bin/env bash
set -euo pipefail
[ "$1" != --silent ] || shift
for skipped in $SKIPPED; do [[ " $1 \${2:-} " != *" $skipped "* ]] || exit 0; done
tool=$1
shift
run() { exec node --import "$REPOSITORY/node_modules/tsx/dist/loader.mjs" "$REPOSITORY/tools/$@"; }
case $tool in
  descriptions) run descriptions/src/cli.ts "$@" --specs specs ;;
  generate) run codegen/src/cli.ts --root . ;;
esac
`;

/** A GitHub that knows one commit, and has a pull request once one was opened. */
export const GH = `#!/usr/bin/env bash
set -euo pipefail
[ -n "\${GH_TOKEN:-}" ] || exit 4
echo "$*" >>"$STATE/calls"
case "$1 $2" in
  api\\ *) echo "$COMMIT 2026-12-01" ;;
  "pr list") if [ -e "$STATE/body" ]; then echo 1; else echo 0; fi ;;
  "pr create" | "pr edit") while [ "$1" != --body-file ]; do shift; done; cp "$2" "$STATE/body" ;;
esac
`;

/** A pnpm that asks the test to run the tools: see `runTool`. */
export const PNPM = `#!/usr/bin/env node
const args = process.argv.slice(2).filter((arg) => arg !== "--silent");
const body = JSON.stringify({ args, root: process.cwd() });
fetch(process.env.RAW + "/pnpm", { method: "POST", body })
  .then((response) => response.json())
  .then(({ out, err, code }) => {
    process.stdout.write(out);
    process.stderr.write(err);
    process.exitCode = code;
  });
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

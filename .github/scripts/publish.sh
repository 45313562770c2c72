#!/usr/bin/env bash
# Publishes the tarballs of a folder whose versions npm does not have yet: publish.sh <folder> [options of npm publish].
# SUMS is what pack.sh printed of them. Prints a line for each, by which the changesets action makes tag and release.
set -euo pipefail
cd "$1"
shift

sha256sum --quiet --strict --check - <<<"$SUMS"
[ "$(wc --lines <<<"$SUMS")" = "$(find . -name "*.tgz" | wc --lines)" ]

# what the others need comes first
for tarball in ./*.tgz; do
  tar -xzOf "$tarball" package/package.json | node -e '
    const { name, version, dependencies = {} } = JSON.parse(require("fs").readFileSync(0, "utf8"));
    const scope = name.split("/")[0] + "/";
    const needed = Object.keys(dependencies).filter((dependency) => dependency.startsWith(scope));
    console.log(needed.length, name, version, process.argv[1]);
  ' "$tarball"
done | sort --numeric-sort | while read -r _ name version tarball; do
  problem=$(mktemp)
  # a name that npm does not know is an error, a version that it does not know is nothing
  if ! known=$(npm view "$name@$version" version 2>"$problem"); then
    grep -q E404 "$problem" || { cat "$problem" >&2 && exit 1; }
    known=
  fi
  [ -z "$known" ] || continue
  npm publish "$tarball" "$@" </dev/null >&2
  echo "New tag: $name@$version"
done

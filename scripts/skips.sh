#!/usr/bin/env bash
# Names the tests that ctest skipped:  scripts/skips.sh LOG, what ctest printed. With CI set, fails if one is not among
# those of tests/skips.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t skipped < <(grep -oP '^ *\d+/\d+ Test +#\d+: \K\S+(?= \.*\*\*\*Skipped)' "$1")
unexpected=0
for name in "${skipped[@]}"; do
  reason=$(awk -v name="$name" '!/^#/ && NF { pattern = $1; $1 = ""; if (name ~ "^" pattern "$") { print substr($0, 2); exit } }' \
    tests/skips.txt)
  echo "skipped: $name${reason:+ ($reason)}"
  [ -n "$reason" ] || unexpected=$((unexpected + 1))
done
if [ "$unexpected" -gt 0 ] && [ -n "${CI:-}" ]; then
  echo "$unexpected of the skipped tests may not be (tests/skips.txt has those that may)" >&2
  exit 1
fi

#!/usr/bin/env bash
# Configures and builds a preset:  scripts/build.sh PRESET [TARGET…]. Shows progress, and what went wrong.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift
mkdir -p build
log=build/$preset.log
echo "building ($preset) …"
if ! cmake --preset "$preset" >"$log" 2>&1; then
  grep -A20 'Error' "$log" >&2 || tail -n 20 "$log" >&2
  echo "it cannot be configured; the whole output: $log" >&2
  exit 1
fi
if ! cmake --build "build/$preset" ${*:+--target "$@"} 2>&1 | scripts/progress.sh "building ($preset)" "$log" --quiet; then
  grep -E -A20 'error|FAILED' "$log" | head -n 80 >&2 || true
  echo "the build failed; its whole output: $log" >&2
  exit 1
fi

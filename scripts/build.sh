#!/usr/bin/env bash
# Configures and builds a preset:  scripts/build.sh PRESET [TARGET…]. Prints what the build says only if it fails.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift
mkdir -p build
log=build/$preset.log
echo "building ($preset) …"
if ! { cmake --preset "$preset" && cmake --build "build/$preset" ${*:+--target "$@"}; } >"$log" 2>&1; then
  grep -E -A20 'error|FAILED' "$log" | head -n 80 >&2 || true
  echo "the build failed; its whole output: $log" >&2
  exit 1
fi

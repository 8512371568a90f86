#!/usr/bin/env bash
# clang-tidy over the sources, or those given:  scripts/lint.sh [FILE…]. All take about ten seconds each.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/bootstrap.sh --tests
cmake --preset lint >/dev/null
files=("$@")
[ $# -gt 0 ] || mapfile -t files < <(git ls-files 'framework/*.cpp' 'cli/*.cpp' 'reports/*.cpp' 'plugins/*.cpp' 'problems/*.cpp')
printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(nproc)" clang-tidy-16 -p build/lint --quiet --warnings-as-errors='*'

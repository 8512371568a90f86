#!/usr/bin/env bash
# Formats every source; with --check, only says which ones are not.
set -euo pipefail
cd "$(dirname "$0")/.."
mode=(-i)
[ "${1:-}" = --check ] && mode=(--dry-run -Werror)
git ls-files -z '*.cpp' '*.hpp' '*.h' '*.c' | xargs -0 clang-format-16 "${mode[@]}"

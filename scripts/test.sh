#!/usr/bin/env bash
# Builds everything and runs all tests:  scripts/test.sh [--long | --sanitize]
#   --long      kills the program at 100 random moments instead of 6
#   --sanitize  afterwards again with the sanitizers: memory errors and undefined behaviour, then data races
set -euo pipefail
cd "$(dirname "$0")/.."
jobs=$(nproc)
scripts/bootstrap.sh --tests
scripts/format.sh --check

scripts/build.sh release
[ "${1:-}" != --long ] || export SLALOM_LONG_TESTS=1
ctest --preset release -j "$jobs"
[ "${1:-}" = --sanitize ] || exit 0

scripts/build.sh asan
ctest --preset asan -j "$jobs"

# Threads meet in the executor and in the problems that runs share; both are reached through these.
scripts/build.sh tsan test_run test_store test_end_to_end
ctest --preset tsan -j "$jobs" -R '^(run|store|end_to_end)\.'

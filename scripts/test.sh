#!/usr/bin/env bash
# Builds everything and runs all tests, then those of the framework again under ASan and UBSan:
#   scripts/test.sh [--long | --sanitize]
#   --long      kills the program at 100 random moments instead of 6
#   --sanitize  afterwards all tests under ASan and UBSan, and those that use threads under TSan
set -euo pipefail
cd "$(dirname "$0")/.."
jobs=$(nproc)
scripts/bootstrap.sh --tests
scripts/format.sh --check

scripts/build.sh release
[ "${1:-}" != --long ] || export SLALOM_LONG_TESTS=1
ctest --preset release -j "$jobs"

export ASAN_OPTIONS=detect_leaks=0 # its search for leaks crashes after plugins were unloaded
framework='^(plugin|suite|run|worker|store)\.'
scripts/build.sh asan test_plugin test_suite test_run test_worker test_store
ctest --preset asan -j "$jobs" -R "$framework"
[ "${1:-}" = --sanitize ] || exit 0

scripts/build.sh asan
ctest --preset asan -j "$jobs" -E "$framework"

# Threads meet in the executor and in the problems that runs share; both are reached through these.
scripts/build.sh tsan test_run test_store test_end_to_end
ctest --preset tsan -j "$jobs" -R '^(run|store|end_to_end)\.'

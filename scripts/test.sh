#!/usr/bin/env bash
# Builds everything and runs all tests; then those of the framework and the plugins again under ASan and UBSan, those that
# use threads under TSan, and the fuzzers for a minute:
#   scripts/test.sh [--long | --sanitize]
#   --long      kills the program at 100 random moments instead of 6
#   --sanitize  afterwards all other tests under ASan and UBSan, and the whole program under TSan
set -euo pipefail
cd "$(dirname "$0")/.."
jobs=$(nproc)
scripts/bootstrap.sh --tests
scripts/format.sh --check

scripts/build.sh release
[ "${1:-}" != --long ] || export SLALOM_LONG_TESTS=1
ctest --preset release -j "$jobs"

export ASAN_OPTIONS=detect_leaks=0 # its search for leaks crashes after plugins were unloaded
sanitized=(plugin suite run worker store plugins problems)
pattern="^($(IFS='|' && echo "${sanitized[*]}"))\\."
scripts/build.sh asan "${sanitized[@]/#/test_}"
ctest --preset asan -j "$jobs" -R "$pattern"

# Threads meet in the executor, and in the problems that runs share.
scripts/build.sh tsan test_run test_store
ctest --preset tsan -j "$jobs" -R '^(run|store)\.'

scripts/fuzz.sh 60
[ "${1:-}" = --sanitize ] || exit 0

scripts/build.sh asan
ctest --preset asan -j "$jobs" -E "$pattern"
scripts/build.sh tsan test_end_to_end
ctest --preset tsan -j "$jobs" -R '^end_to_end\.'

#!/usr/bin/env bash
# Builds everything and runs all tests; then those of the framework again under ASan and UBSan, those that use threads under
# TSan, and the fuzzers for a minute:
#   scripts/test.sh [--long | --sanitize]
#   --long      kills the program at 100 random moments instead of 6; submits suites to a Slurm of three virtual nodes
#   --sanitize  afterwards all tests under ASan and UBSan with all plugins, and the whole program under TSan
set -euo pipefail
cd "$(dirname "$0")/.."
jobs=$(nproc)
scripts/bootstrap.sh --tests
scripts/peers.sh
scripts/format.sh --check

scripts/build.sh release
[ "${1:-}" != --long ] || export SLALOM_LONG_TESTS=1
ctest --preset release -j "$jobs"
[ "${1:-}" != --long ] || tests/cluster/slurm.sh

# These two presets build only the plugins that the tests named here use.
export ASAN_OPTIONS=detect_leaks=0 # its search for leaks crashes after plugins were unloaded
scripts/build.sh asan test_plugin test_suite test_run test_worker test_store
ctest --preset asan -j "$jobs" -R '^(plugin|suite|run|worker|store)\.' -E '^suite\.Shipped'

# Threads meet in the executor, and in the problems that runs share.
scripts/build.sh tsan test_run test_store
ctest --preset tsan -j "$jobs" -R '^(run|store)\.'

scripts/fuzz.sh 60
[ "${1:-}" = --sanitize ] || exit 0

scripts/build.sh asan-all
ctest --preset asan-all -j "$jobs"
scripts/build.sh tsan-all test_end_to_end
ctest --preset tsan-all -j "$jobs" -R '^end_to_end\.'

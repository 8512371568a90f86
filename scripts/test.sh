#!/usr/bin/env bash
# Builds everything and runs all tests; then those of the framework again under ASan and UBSan, those that use threads under
# TSan, and the fuzzers for a minute:
#   scripts/test.sh [--quick | --long | --sanitize]
#   --quick     the unit tests alone, without sanitizers
#   --long      kills the program at 100 random moments instead of 6, flips 1,000 bits of a results file instead of 100, and
#               replaces 500 of its values instead of 8; submits suites to a Slurm of three virtual nodes; compares pictures of
#               the report's page, and own optimizers with those of other libraries (suites/peers/sparring.yaml)
#   --sanitize  afterwards all tests under ASan and UBSan with all plugins, and the whole program under TSan
# With CI set, a test that is skipped fails unless tests/skips.txt says why it may be.
set -euo pipefail
cd "$(dirname "$0")/.."
jobs=$(nproc)

# run PRESET [option of ctest…]
run() {
  local preset=$1 log=build/$1-tests.log
  shift
  echo "testing ($preset) …"
  ctest --preset "$preset" -j "$jobs" "$@" 2>&1 | scripts/progress.sh "testing ($preset)" "$log"
  scripts/skips.sh "$log"
}

scripts/bootstrap.sh --tests
if [ "${1:-}" = --quick ]; then
  scripts/build.sh release
  run release -L unit
  exit 0
fi
scripts/peers.sh & # waits for a server
scripts/format.sh --check
scripts/docs.sh
wait $!

scripts/build.sh release
[ "${1:-}" != --long ] || export SLALOM_LONG_TESTS=1
run release
[ "${1:-}" != --long ] || tests/cluster/slurm.sh
scripts/page.sh --check
[ "${1:-}" != --long ] || scripts/page.sh --pictures
[ "${1:-}" != --long ] || scripts/compare_peers.py --sparring --out build/sparring

# These two presets build only the plugins that the tests named here use.
export ASAN_OPTIONS=detect_leaks=0 # its search for leaks crashes after plugins were unloaded
scripts/build.sh asan test_loader test_suite test_run test_worker test_store
run asan -R '^(loader|suite|run|worker|store)\.' -E '^suite\.Shipped'

# Threads meet in the executor, and in the problems that runs share.
scripts/build.sh tsan test_run test_store
run tsan -R '^(run|store)\.'

scripts/fuzz.sh 60
[ "${1:-}" = --sanitize ] || exit 0

scripts/build.sh asan-all
run asan-all
scripts/build.sh tsan-all test_end_to_end
run tsan-all -R '^end_to_end\.'

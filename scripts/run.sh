#!/usr/bin/env bash
# Everything from a bare machine to a report:  scripts/run.sh suites/lecture.yaml [options of `slalom run`]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/scripts/bootstrap.sh"
"$root/scripts/build.sh" release slalom
exec "$root/build/release/slalom" run "$@"

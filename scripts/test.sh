#!/usr/bin/env bash
# Builds everything and runs all tests, then those of the framework again under the sanitizers.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/bootstrap.sh --tests
scripts/build.sh release
ctest --preset release -j "$(nproc)"

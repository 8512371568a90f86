#!/usr/bin/env bash
# Builds the fuzzers and lets them search for the given time, 60 seconds together if none is given:
#   scripts/fuzz.sh [SECONDS]
# They begin with tests/fuzz/corpus. What makes one fail is kept in build/fuzz/NAME-…, to be run again with
#   build/fuzz/fuzz_NAME build/fuzz/NAME-…
set -euo pipefail
cd "$(dirname "$0")/.."
fuzzers=(data store suite tables wire)
seconds=$(( (${1:-60} + ${#fuzzers[@]} - 1) / ${#fuzzers[@]} ))

mkdir -p build/fuzz
if ! { cmake -S tests/fuzz -B build/fuzz -G Ninja -DCMAKE_CXX_COMPILER=clang++-16 -DCMAKE_BUILD_TYPE=None &&
  cmake --build build/fuzz; } >build/fuzz/build.log 2>&1; then
  grep -E -A20 'error|FAILED' build/fuzz/build.log | head -n 80 >&2 || true
  echo "the build failed; its whole output: build/fuzz/build.log" >&2
  exit 1
fi

for name in "${fuzzers[@]}"; do
  found=$(mktemp -d) # what this run adds to the corpus
  if ! build/fuzz/fuzz_"$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -verbosity=0 \
    -print_final_stats=1 -artifact_prefix=build/fuzz/"$name"- "$found" tests/fuzz/corpus/"$name" \
    >build/fuzz/"$name".log 2>&1; then
    tail -n 60 build/fuzz/"$name".log >&2
    echo "fuzz: $name failed; its whole output: build/fuzz/$name.log" >&2
    exit 1
  fi
  rm -rf "$found"
  echo "fuzz: $name: $(sed -n 's/^stat::number_of_executed_units: *//p' build/fuzz/"$name".log) inputs, none fails"
done

#!/usr/bin/env bash
# Builds the fuzzers and lets them search for the given time, 60 seconds together if none is given:
#   scripts/fuzz.sh [SECONDS]
# They begin with tests/fuzz/corpus. What makes one fail is kept in build/fuzz/NAME-…, to be run again with
#   build/asan/fuzz_NAME build/fuzz/NAME-…
set -euo pipefail
cd "$(dirname "$0")/.."
fuzzers=(data store suite tables wire)
seconds=$(( (${1:-60} + ${#fuzzers[@]} - 1) / ${#fuzzers[@]} ))

scripts/build.sh asan "${fuzzers[@]/#/fuzz_}"
mkdir -p build/fuzz
search() { # NAME
  local name=$1 found
  found=$(mktemp -d) # what this run adds to the corpus
  if ! build/asan/fuzz_"$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -verbosity=0 \
    -print_final_stats=1 -artifact_prefix=build/fuzz/"$name"- "$found" tests/fuzz/corpus/"$name" \
    >build/fuzz/"$name".log 2>&1; then
    tail -n 60 build/fuzz/"$name".log >&2
    echo "fuzz: $name failed; its whole output: build/fuzz/$name.log" >&2
    return 1
  fi
  rm -rf "$found"
  echo "fuzz: $name: $(sed -n 's/^stat::number_of_executed_units: *//p' build/fuzz/"$name".log) inputs, none fails"
}
export -f search
export seconds
printf '%s\n' "${fuzzers[@]}" | xargs -I{} -P "$(nproc)" bash -c 'search {}'

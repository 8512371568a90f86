#!/bin/bash
# What a user does with an installed Slalom, `slalom` on PATH:  visitor.sh STEP
# Each step ends with an error if something is not as it should be. Copied into a system that has no source tree.
set -euo pipefail
step=$1
mkdir -p "$HOME/my work"
cd "$HOME/my work"

# expect TEXT COMMAND…: what it prints has this text.
expect() {
  local text=$1 printed
  shift
  printed=$("$@" 2>&1) || true
  grep -qF -- "$text" <<<"$printed" || { printf "'%s' was expected of: %s\n%s\n" "$text" "$*" "$printed" >&2; exit 1; }
}

report() { # the lecture's
  slalom run lecture --quiet
  expect adam cat results/lecture/report.md
  expect '<html' cat results/lecture/report.html
}

help() { # what ships besides
  expect 'Usage: slalom run' slalom run --help
  expect digits slalom show softmax_regression
  expect lecture slalom list suites
  expect '"$schema"' slalom schema
  slalom doctor >doctor.txt 2>&1 || { cat doctor.txt >&2; exit 1; }
}

levels() { # all that are installed run; results of two are told apart, and not merged without a reason
  for level in x86-64-v2 x86-64-v3; do
    SLALOM_LEVEL=$level slalom run smoke --quiet --out $level
    expect $level cat $level/report.md
  done
  expect 'SLALOM_LEVEL=x86-64-v2 for all runs' slalom merge x86-64-v2 x86-64-v3 --out both
  expect 'SLALOM_LEVEL=x86-64-v9' env SLALOM_LEVEL=x86-64-v9 slalom list
  slalom export x86-64-v2 --format csv --out tables
  SLALOM_LEVEL=x86-64-v2 slalom replay x86-64-v2 "$(cut -d, -f1 tables/runs.csv | sed -n 2p)"
}

plugins() { # of one's own, by the commands that `slalom new` prints
  for kind in optimizer problem; do
    slalom new $kind "my_$kind" --dir "a new $kind" | sed -n 's/^  //p' >commands.sh
    expect find_package cat "a new $kind/CMakeLists.txt"
    bash -e commands.sh >commands.txt 2>&1 || { cat commands.txt >&2; exit 1; }
    slalom check "a new $kind"/build/*s/my_*.so >check.txt || { cat check.txt >&2; exit 1; }
    expect "my_$kind" cat "a new $kind/results/my_$kind/report.md"
    expect "my_$kind" cat "a new $kind/build/suite.schema.json"
  done
}

"$step"

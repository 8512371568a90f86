#!/usr/bin/env bash
# The slowest sources of a build:  scripts/build_times.sh [PRESET] [COUNT]
# Seconds by the clock, as ninja noted them when each was compiled last; a compiler cache's hits count as what they took. For
# figures that compare, build without a cache: CCACHE_DISABLE=1 scripts/build.sh PRESET, after removing build/PRESET.
set -euo pipefail
cd "$(dirname "$0")/.."
log=build/${1:-release}/.ninja_log
[ -f "$log" ] || { echo "build_times: there is no $log; build first" >&2; exit 1; }
awk -F'\t' -v count="${2:-30}" '
  !/^#/ && $4 ~ /\.o$/ { seconds[$4] = ($2 - $1) / 1000 }
  END {
    for (object in seconds) {
      total += seconds[object]
      folder = object; sub(/\/CMakeFiles.*/, "", folder)
      folders[folder] += seconds[object]
    }
    printf "%d sources, %.0f s in all\n", length(seconds), total
    sort = "sort -rn | head -n " count
    for (object in seconds) {
      name = object; sub(/CMakeFiles\/[^\/]*\//, "", name); sub(/\.o$/, "", name)
      printf "%8.1f  %s\n", seconds[object], name | sort
    }
    close(sort)
    print "by folder:"
    for (folder in folders) printf "%8.1f  %s\n", folders[folder], folder | "sort -rn"
  }' "$log"

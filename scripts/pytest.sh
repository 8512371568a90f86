#!/usr/bin/env bash
# Tests of the Python package with the program of a build folder:  scripts/pytest.sh [BUILD] [arguments of pytest]
# The interpreter is $SLALOM_PYTHON, else Debian's. Exit code 77: something is missing, and nothing was tested.
set -euo pipefail
cd "$(dirname "$0")/.."
build=${1:-build/release}
shift || true
python=${SLALOM_PYTHON:-/usr/bin/python3}
if [ ! -e "$build/python/slalom_python.so" ]; then
  echo "pytest: built without Python: install libpython3-dev"
  exit 77
fi
for package in numpy pandas pytest tqdm; do
  if ! "$python" -c "import $package" 2>/dev/null; then
    echo "pytest: $python has no package $package: scripts/bootstrap.sh --tests installs it"
    exit 77
  fi
done
SLALOM_BUILD=$(realpath "$build") SLALOM_PYTHON=$python "$python" -m pytest -q -p no:cacheprovider python/tests "$@"

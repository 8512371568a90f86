#!/usr/bin/env bash
# Measures Slalom beside JAX, libtorch and COCO, and writes the tables of docs/performance.md:  scripts/performance.sh [BUILD]
# They are installed into build/performance (libtorch takes some gigabytes there); what cannot be had is skipped, with a message.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=build/performance
[ -x $venv/bin/python ] || python3 -m venv $venv
install() { $venv/bin/pip install --quiet --disable-pip-version-check "$1"; }
install numpy || { echo "performance: SKIPPED: numpy cannot be installed" >&2; exit 0; }
for package in jax torch coco-experiment; do
  install $package || echo "performance: SKIPPED: $package cannot be installed" >&2
done
exec $venv/bin/python scripts/performance.py "$@"

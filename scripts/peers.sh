#!/usr/bin/env bash
# Installs the tools that read our exports (cocopp, iohinspector) into build/peers, for the tests that compare numbers with
# them. Where they cannot be had, those tests are skipped, and both this script and the tests say so.
set -euo pipefail
cd "$(dirname "$0")/.."
wanted=tests/peers/requirements.txt
cmp -s "$wanted" build/peers/installed && exit 0
log=$(mktemp)
rm -rf build/peers
mkdir -p build
if { python3 -m venv build/peers && timeout 300 build/peers/bin/pip install --disable-pip-version-check -r "$wanted"; } >"$log" 2>&1; then
  cp "$wanted" build/peers/installed
  rm -f "$log"
else
  tail -n 5 "$log" >&2
  rm -rf build/peers
  echo "peers: SKIPPED: cocopp and iohinspector cannot be installed, so exports are not compared with them ($log)" >&2
fi

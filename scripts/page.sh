#!/usr/bin/env bash
# Builds the script of report.html from reports/page, with npm:  scripts/page.sh [--check | --pictures]
#   (nothing)   writes reports/templates/html/page.*
#   --check     checks types, runs the tests, and fails if page.* are not what the sources give. Then, if build/release has the
#               program, its report of the lecture is looked at in Chromium: accessibility, speed, and pictures
#   --pictures  takes new pictures for --check to compare with
set -euo pipefail
cd "$(dirname "$0")/../reports/page"
[ -d node_modules ] || npm ci --no-audit --no-fund
case ${1:-} in
  "") npm run --silent build ;;
  --check)
    npm run --silent check
    npm run --silent types
    npm run --silent test
    [ ! -x ../../build/release/slalom ] || node --test browser/
    ;;
  --pictures) UPDATE_PICTURES=1 node --test browser/ ;;
  *) echo "page: unknown option $1; there are --check and --pictures" >&2; exit 2 ;;
esac

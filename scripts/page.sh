#!/usr/bin/env bash
# Builds the script of report.html from reports/page, with npm:  scripts/page.sh [--check | --pictures | --new-pictures | --speed]
#   (nothing)   writes reports/templates/html/page.*
#   --check         checks types, runs the tests, and fails if page.* are not what the sources give; then looks at reports of
#                   build/release in Chromium: numbers, links, widths and accessibility
#   --pictures      compares pictures of the page with those in reports/page/pictures/kept, which depend on the fonts installed
#   --new-pictures  replaces those pictures
#   --speed         prints the time to the first paint, and how often a second many curves can be panned
set -euo pipefail
cd "$(dirname "$0")/../reports/page"
case ${1:-} in
  "" | --check | --pictures | --new-pictures | --speed) ;;
  *) echo "page: unknown option $1; there are --check, --pictures, --new-pictures and --speed" >&2; exit 2 ;;
esac

if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  if ! npm ci --no-audit --no-fund; then
    echo "page: npm could not install what reports/page/package-lock.json lists (see above); it needs its registry" >&2
    exit 1
  fi
fi
program=../../build/release/slalom
[ -z "${1:-}" ] || [ -x "$program" ] || { echo "page: there is no $program: scripts/build.sh release" >&2; exit 1; }

case ${1:-} in
  "") npm run --silent build ;;
  --check)
    npm run --silent check
    npm run --silent types
    npm run --silent test
    npm run --silent browser
    ;;
  --pictures) npm run --silent pictures ;;
  --new-pictures) UPDATE_PICTURES=1 npm run --silent pictures ;;
  --speed) npm run --silent speed ;;
esac

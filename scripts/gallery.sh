#!/usr/bin/env bash
# Writes the reports of the gallery:  scripts/gallery.sh [SUITE…]
#
# That of the lecture goes to docs/gallery, the others to build/gallery/pages, from where scripts/docs.sh takes them. Suites
# are run as far as build/gallery lacks their results. Reports are without the names of this machine and its folders. So that
# they stay small they have no charts of targets reached and of generalization, no curves of single problems where one
# picture has those of all, coordinates of whole pixels, and no empty groups.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/scripts/build.sh" release slalom
mkdir -p "$root/build/gallery"
cd "$root/build/gallery"
ln -sfn "$root/suites" suites # for commands as a reader would write them
(($#)) || set -- lecture classics bbob convex deepobs-small
for suite in "$@"; do
  ../release/slalom run "suites/$suite.yaml" --quiet
  page=$root/build/gallery/pages/$suite
  [ "$suite" != lecture ] || page=$root/docs/gallery/lecture
  rm -rf "$page"
  mkdir -p "$page"
  cp -r "results/$suite/charts" "$page/charts"
  rm -f "$page"/charts/*-{runtimes,performance,data,generalization}.svg
  for all in "$page"/charts/*-problems.svg; do
    if [ -e "$all" ]; then rm -f "${all%-problems.svg}"-*-{loss,metric}*.svg; fi
  done
  perl -0pi -e 's/<g [^>]*>\s*<\/g>\n//g; s/([ML])(\d\d+\.\d+),(\d\d+\.\d+)/sprintf "%s%.0f,%.0f", $1, $2, $3/ge' \
    "$page"/charts/*.svg
  PAGE=$page perl -0pe 's/^\| (machine\.(host|system)|plugins\.\S+\.path) .*\n//mg;
                        s{<summary>The other \d+</summary>(?=\s*\| What )}{<summary>The rest</summary>}g;
                        s{!\[.*\]\(charts/(.*)\)\n\n\*.*\*\n\n}{-e "$ENV{PAGE}/charts/$1" ? $& : ""}ge' \
    "results/$suite/report.md" >"$page/report.md"
done

# The picture of a page in README.md.
[[ " $* " == *" lecture "* ]] || exit 0
../release/slalom run "$root/docs/gallery/valley.yaml" --quiet
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1400,1340 --virtual-time-budget=5000 \
  --screenshot="$root/docs/gallery/valley.png" "file://$PWD/results/valley/report.html" 2>/dev/null

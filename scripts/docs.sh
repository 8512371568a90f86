#!/usr/bin/env bash
# Builds the documentation as a site with search, in build/docs:  scripts/docs.sh [--gallery]. A warning is an error.
#   --gallery  with the reports of all suites of the gallery, which are run if need be
# From Debian: mkdocs for the pages, doxygen for the headers that plugins include.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/bootstrap.sh --docs
scripts/links.py
[ "${1:-}" != --gallery ] || scripts/gallery.sh

pages=build/docs-pages
rm -rf "$pages" build/docs
mkdir -p "$pages"
cp -r docs/* "$pages"
cp README.md "$pages/index.md"
cp ./[A-Z]*.md "$pages"
rm "$pages/README.md"

# A page of the top folder finds the others beside itself, and the README is the first. Sources and the licence are no part of the site.
sed -E -i 's#\]\((docs/|\.\./)#](#g; s#\]\(README\.md#](index.md#g; s#\[([^]]*)\]\(((framework|plugins|problems|suites|tests|\.ci|\.github)/[^)]*|LICENSE|CITATION.cff)\)#\1#g' \
  "$pages"/*.md
for report in build/gallery/pages/*/report.md; do
  [ -e "$report" ] || continue
  suite=$(basename "$(dirname "$report")")
  rm -rf "$pages/gallery/$suite"
  cp -r "$(dirname "$report")" "$pages/gallery/$suite"
  sed -i "s#^\(\#\# \)$suite\$#\1[$suite]($suite/report.md)#" "$pages/gallery/README.md"
done

doxygen docs/site/Doxyfile
mv "$pages/site/headers.md" "$pages"
rm -r "$pages/site"
mkdocs build --quiet --strict --config-file docs/site/mkdocs.yml
echo "documentation: build/docs/index.html"

#!/usr/bin/env python3
"""Checks the table of modules in docs/architecture.md against what the sources include.
    scripts/modules.py [--write]     --write corrects the table"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/architecture.md"
ROW = re.compile(r"^\| `((?:framework|reports)/\w+|cli)` \| (.*) \| (.*) \|$", re.M)


def included(folder):
    """The modules that the sources in a folder include, in the order of the table."""
    found = set()
    for source in folder.glob("*.[ch]pp"):
        includes = re.findall(r'^#include ["<](\w+)/', source.read_text(encoding="utf-8"), re.M)
        found |= {"sdk" if name == "slalom" else name for name in includes}
    return found - {folder.name}


def main():
    text = PAGE.read_text(encoding="utf-8")
    modules = {pathlib.Path(row[1]).name: row for row in ROW.finditer(text)}
    folders = [file.parent.relative_to(ROOT) for part in ("framework", "reports") for file in ROOT.glob(f"{part}/*/CMakeLists.txt")]
    wrong = [f"{folder} has no row" for folder in sorted(folders) if folder.name not in modules]
    for name, row in modules.items():
        known = included(ROOT / row[1])
        cell = ", ".join(other for other in modules if other in known) or "–"
        if row[3] != cell:
            wrong.append(f"{row[1]} includes {cell}, not {row[3]}")
            text = text.replace(row[0], f"| `{row[1]}` | {row[2]} | {cell} |")
    if "--write" in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    for line in wrong:
        print(f"docs/architecture.md: {line} (--write corrects it)", file=sys.stderr)
    return 1 if wrong else 0


sys.exit(main())

#!/usr/bin/env python3
"""Checks the links between the Markdown files of this repository (but for those of tests and the site), or of a folder such as an
installation: files, pictures and headings.
    scripts/links.py [FOLDER]"""
import pathlib
import re
import subprocess
import sys
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent


def text_without_code(file):
    text = re.sub(r"^( *)(```+).*?^\1\2", "", file.read_text(encoding="utf-8"), flags=re.M | re.S)
    return re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", lambda code: "x" * len(code[0]), text)


def anchors(file):
    """As code hosts derive them from headings."""
    found = set()
    without_blocks = re.sub(r"^( *)(```+).*?^\1\2", "", file.read_text(encoding="utf-8"), flags=re.M | re.S)
    for heading in re.findall(r"^#+ +(.+?)#*$", without_blocks, flags=re.M):
        title = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading.strip())
        slug = base = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        number = 0
        while slug in found:
            number += 1
            slug = f"{base}-{number}"
        found.add(slug)
    return found | set(re.findall(r'<a (?:id|name)="([^"]+)"', without_blocks))


def mistake(file, target, root):
    """What is wrong with a link, or None."""
    if re.match(r"[a-z]+:", target):
        return None
    path, _, anchor = target.partition("#")
    goal = (file.parent / urllib.parse.unquote(path)).resolve() if path else file
    if not goal.exists():
        return f"there is no {path}"
    if not goal.is_relative_to(root):
        return f"it leaves {root}"
    if anchor and goal.suffix == ".md" and anchor not in anchors(goal):
        return f"{path or file.name} has no heading #{anchor}"
    return None


def files_of_repository():
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md", ":!tests", ":!docs/site"],
                            cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def main():
    root = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
    if not root.is_dir():
        sys.exit(f"{sys.argv[1]}: there is no such folder")
    files = sorted(root.rglob("*.md")) if len(sys.argv) > 1 else files_of_repository()
    links = mistakes = 0
    for file in files:
        for link in re.finditer(r"\]\(<?([^)\s>]+)>?(?: \"[^\"]*\")?\)", text_without_code(file)):
            links += 1
            if wrong := mistake(file, link[1], root):
                mistakes += 1
                print(f"{file.relative_to(root)}: {link[1]}: {wrong}", file=sys.stderr)
    print(f"{links} links in {len(files)} files, {mistakes} of them wrong")
    return 1 if mistakes else 0


sys.exit(main())

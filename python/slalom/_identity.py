"""What determines the results of a Python file: its content, the modules beside it, the versions of packages."""

from __future__ import annotations

import ast
import hashlib
import importlib.metadata
import json
import platform
import sys
from collections.abc import Sequence
from pathlib import Path


def _imported(source: str) -> set[tuple[int, str]]:
    """All modules that a source names in its import statements, with the level of relative ones."""
    names: set[tuple[int, str]] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update((0, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names.add((node.level, module))
            names.update((node.level, f"{module}.{alias.name}".strip(".")) for alias in node.names)
    return names


def _file_beside(folder: Path, name: str) -> Path | None:
    """The file of a module in this folder, or None."""
    path = folder.joinpath(*name.split("."))
    for file in (path.with_suffix(".py"), path / "__init__.py"):
        if name and file.is_file():
            return file
    return None


def _content_hash(file: Path) -> str:
    digest = hashlib.blake2b(digest_size=16)
    with file.open("rb") as content:
        while block := content.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _walk(file: Path, top: Path, files: dict[str, str], packages: set[str]) -> None:
    key = file.relative_to(top).as_posix() if file.is_relative_to(top) else file.name
    if key in files:
        return
    files[key] = _content_hash(file)
    try:
        imported = _imported(file.read_text("utf-8", "replace"))
    except SyntaxError:
        return
    for level, name in sorted(imported):
        folder = top if level == 0 else file.parents[level - 1]
        parts = name.split(".")
        found = False
        for length in range(1, len(parts) + 1):  # a package's own __init__ is run too
            beside = _file_beside(folder, ".".join(parts[:length]))
            if beside is not None:
                found = True
                _walk(beside, top, files, packages)
        if not found and level == 0 and parts[0] not in sys.stdlib_module_names:
            packages.add(parts[0])


def _version(package: str, distributions: dict[str, list[str]]) -> str:
    versions = []
    for name in sorted(set(distributions.get(package, [package]))):
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return ", ".join(versions) or f"{package} (no version)"


def describe(file: Path, more_packages: Sequence[str] = (), data: Sequence[Path] = ()) -> dict[str, object]:
    """Everything that determines what the file computes, as plain values. `data`: further files that it reads."""
    files = {one.name: _content_hash(one) for one in data}
    packages = {"numpy", *more_packages}
    _walk(file, file.parent, files, packages)
    packages.discard("slalom")
    distributions = {name: list(found) for name, found in importlib.metadata.packages_distributions().items()}
    return {
        "files": dict(sorted(files.items())),
        "packages": [_version(name, distributions) for name in sorted(packages)],
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def digest(description: dict[str, object]) -> str:
    """32 hexadecimal digits."""
    return hashlib.blake2b(json.dumps(description, sort_keys=True).encode(), digest_size=16).hexdigest()

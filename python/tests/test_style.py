"""The package is clean for mypy and ruff, as pyproject.toml sets them; skipped where they are not installed."""

import subprocess
import sys
from pathlib import Path

import pytest
from test_libraries import has

TOP = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "tool, arguments",
    [
        ("mypy", ["--cache-dir", "{cache}"]),
        ("ruff", ["check", "--no-cache", "python"]),
        ("ruff", ["format", "--no-cache", "--check", "python"]),
    ],
)
def test_tools_find_nothing(tool, arguments, tmp_path):
    if not has(tool):
        pytest.skip(f"{tool} is missing: pip install {tool}")
    words = [sys.executable, "-m", tool, *(word.format(cache=tmp_path / "cache") for word in arguments)]
    ended = subprocess.run(words, cwd=TOP, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr

"""The program `slalom`: where it is, and how it is run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

EXIT_WRONG_REQUEST = 2
EXIT_SOME_FAILED = 3
PROGRESS = re.compile(r"^(\d+)/(\d+) runs")


class SlalomError(RuntimeError):
    """The program could not do what was asked; the message is its own."""


def find_program() -> Path:
    """The program that belongs to this package, else the one on PATH; $SLALOM_PROGRAM overrides both."""
    given = os.environ.get("SLALOM_PROGRAM")
    if given:
        return Path(given)
    here = Path(__file__).parent
    candidates = [
        here / "_root" / "bin" / "slalom",  # of a wheel
        here.parent.parent / "slalom",  # of a build folder
        here.parents[3] / "bin" / "slalom",  # of an installation, where the package is in lib/slalom/python
    ]
    for candidate in candidates:
        if candidate.is_file() and os.access(candidate, os.X_OK):
            return candidate
    found = shutil.which("slalom")
    if found is None:
        raise SlalomError("the program slalom was not found: set SLALOM_PROGRAM to its path")
    return Path(found)


def environment() -> dict[str, str]:
    """Files in Python are run by the interpreter that asks, unless $SLALOM_PYTHON names another."""
    return {"SLALOM_PYTHON": sys.executable, **os.environ}


def run(arguments: Sequence[str], progress: bool = False) -> int:
    """Run the program and return its exit code, 0 or 3 (some runs failed); others raise SlalomError."""
    bar = None
    lines: list[str] = []
    with subprocess.Popen(
        [str(find_program()), *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                match = PROGRESS.match(line)
                if match is None:
                    lines.append(line)
                elif progress:
                    done, total = int(match[1]), int(match[2])
                    if bar is None:
                        from tqdm.auto import tqdm

                        bar = tqdm(total=total, unit="run", leave=False)
                    bar.update(done - bar.n)
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            raise
        finally:
            if bar is not None:
                bar.close()
    text = "".join(lines).strip()
    if process.returncode not in (0, EXIT_SOME_FAILED):
        raise SlalomError(text or f"slalom ended with exit code {process.returncode}")
    if text:
        print(text, file=sys.stderr)
    return process.returncode


def main() -> NoReturn:
    """The command `slalom` of an installed package."""
    program = find_program()
    os.execve(program, [str(program), *sys.argv[1:]], environment())

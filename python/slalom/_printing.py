"""Standard output and error of Python inside of the host."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable


class _Printer(io.TextIOBase):
    def __init__(self, write: Callable[[str, bool], None], is_error: bool) -> None:
        self._write, self._is_error = write, is_error

    encoding = "utf-8"
    errors = "backslashreplace"

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._write(text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0"), self._is_error)
        return len(text)


def redirect(write: Callable[[str, bool], None]) -> None:
    """Sends what is printed through `write`, which the host keeps with the run."""
    sys.stdout = sys.__stdout__ = _Printer(write, False)  # type: ignore[misc,assignment]
    sys.stderr = sys.__stderr__ = _Printer(write, True)  # type: ignore[misc,assignment]

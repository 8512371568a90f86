"""A loop that another library owns, turned round: it runs in a thread, which waits while the host has the word."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class _Ended(BaseException):
    """Ends the loop from inside, when the run is over."""


class TurnedLoop:
    """Runs `loop(ask, iterate)` in a thread.

    `ask(x)` is answered by `answer(f, x)` in the host's thread; `iterate(x)` ends a step of the host, at the point x.
    """

    def __init__(self, loop: Callable[[Callable[..., Any], Callable[[Any], None]], Any], answer: Any) -> None:
        self._answer = answer
        self._to_loop, self._to_host = threading.Semaphore(0), threading.Semaphore(0)
        self._message: tuple[str, Any] = ("", None)
        self._reply: Any = None
        self._over = False
        self._thread = threading.Thread(target=self._run, args=(loop,), daemon=True)
        self._started = False

    def _run(self, loop: Any) -> None:
        self._to_loop.acquire()
        try:
            if not self._over:
                self._message = ("result", loop(self._ask, self._iterate))
        except _Ended:
            self._message = ("ended", None)
        except BaseException as error:
            self._message = ("error", error)
        self._to_host.release()

    def _send(self, kind: str, value: Any) -> None:
        self._message = (kind, value)
        self._to_host.release()
        self._to_loop.acquire()
        if self._over:
            raise _Ended

    def _ask(self, *question: Any) -> Any:
        self._send("question", question)
        return self._reply

    def _iterate(self, x: Any) -> None:
        self._send("iterate", x)

    def step(self, f: Any) -> tuple[str, Any]:
        """Until an iteration ends: ("iterate", x); or the loop: ("result", what it returned)."""
        if not self._started:
            self._started = True
            self._thread.start()
        while True:
            self._to_loop.release()
            self._to_host.acquire()
            kind, value = self._message
            if kind == "question":
                self._reply = self._answer(f, *value)
            elif kind == "error":
                raise value
            else:
                return kind, value

    def close(self) -> None:
        """Ends the loop."""
        self._over = True
        if self._started:
            self._to_loop.release()
            self._thread.join()

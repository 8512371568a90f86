"""How a step or a constructor ends early."""

from __future__ import annotations

from typing import NoReturn


class Stop(BaseException):
    """The budget is used up, or the problem failed: let it pass, so that the step ends at once.

    It is not an Exception, so `except Exception` does not catch it.
    """


class Done(Exception):
    """See done."""


class Skip(Exception):
    """See skip."""


def done(reason: str) -> NoReturn:
    """End the run: the optimizer has no further use for its budget. The result is w as it stands.

    Call it in `step`, with a reason such as "the gradient is zero".
    """
    raise Done(reason)


def skip(reason: str) -> NoReturn:
    """Say that optimizer and problem do not fit each other: the pair is skipped, which is not a failure.

    Call it in `__init__` or in the first `step`.
    """
    raise Skip(reason)

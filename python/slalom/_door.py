"""The Python side of the bridge: from a source file to what the host is told, and to states of runs.

Called by the bridge library only.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import sys
import traceback
import typing
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from . import _identity
from ._problem import Problem, is_problem_class, problem_of_class
from ._random import GlobalState, random
from ._settings import DeclarationError, Range, Setting, read_constructor, read_parameter
from ._space import Space, make_space
from ._texts import snake_case, title_and_source

LEARNING_RATE = Range(0, tune=(1e-5, 10), log=True)
DEFAULT_LEARNING_RATE = 0.01


class Unusable(Exception):
    """Why a file offers nothing; the message is for users."""


def one_line(error: BaseException) -> str:
    """What went wrong, in one line."""
    text = str(error) if not isinstance(error, SyntaxError) else (error.msg or "invalid syntax")
    return f"{type(error).__name__}: {' '.join(text.split())}" if text else type(error).__name__


def position_of(error: BaseException, folder: Path | None = None) -> str:
    """The innermost line of the user's own files, as "my_rule.py:9: "; nothing if there is none."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{Path(error.filename).name}:{error.lineno}: "
    here = Path(__file__).parent
    own = ""
    for frame in traceback.extract_tb(error.__traceback__):
        file = Path(frame.filename)
        if file.parent == here or file.name.startswith("<"):
            continue
        if folder is None or not folder.parts or file.is_relative_to(folder):
            own = f"{file.name}:{frame.lineno}: "
    return own


def describe_exception(error: BaseException, file: str = "") -> str:
    """One line for the record of a run; the traceback goes to standard error, which the host keeps with it."""
    frames = traceback.TracebackException.from_exception(error)
    here = str(Path(__file__).parent)
    frames.stack = traceback.StackSummary.from_list(
        [frame for frame in frames.stack if not frame.filename.startswith((here, "<frozen"))]
    )
    sys.stderr.write("".join(frames.format()))
    sys.stderr.flush()
    return position_of(error, Path(file).parent if file else None) + one_line(error)


@dataclass
class Optimizer:
    """What the host is told of an optimizer, and how a run of it begins."""

    name: str
    title: str
    source: str
    settings: list[Setting]
    learning_rate: Setting | None
    make: Callable[[Space, dict[str, Any]], Any]
    has_evaluation_point: bool = False
    has_moved: bool = False

    def declaration(self) -> tuple[Any, ...]:
        """In the order in which the bridge reads it."""
        return (
            self.name,
            self.title,
            self.source,
            [setting.declaration() for setting in self.settings],
            None if self.learning_rate is None else self.learning_rate.declaration(),
            self.has_evaluation_point,
            self.has_moved,
            self,
        )

    def create(self, space: Space, values: list[Any], stream: Any) -> OptimizerRun:
        """The state of one run."""
        run = OptimizerRun(stream)
        if space.dimension == 0:
            raise ValueError("a space of dimension 0 has no points")
        given = {s.name: s.value(v) for s, v in zip(self.settings, values, strict=True)}
        run.begin(self.make(space, given), self.has_evaluation_point, self.has_moved)
        return run


def optimizer_of_class(cls: type) -> Optimizer:
    """A class of a source file with a function `step`."""
    title, source = title_and_source(cls.__doc__, cls.__name__)
    settings, takes = read_constructor(cls, ("n", "space"))
    if any(setting.name == "learning_rate" for setting in settings):
        raise DeclarationError("the learning rate is the third argument of step, not a setting")

    def make(space: Space, given: dict[str, Any]) -> Any:
        handed = {"n": space.dimension, "space": space}
        return cls(**{name: handed[name] for name in takes}, **given)

    has_point = callable(getattr(cls, "evaluation_point", None))
    has_moved = callable(getattr(cls, "moved", None))
    return Optimizer(
        snake_case(cls.__name__), title, source, settings, _learning_rate_of(cls), make, has_point, has_moved
    )


def _learning_rate_of(cls: Any) -> Setting | None:
    parameters = list(inspect.signature(cls.step).parameters.values())
    if len(parameters) == 3:
        return None
    if len(parameters) != 4 or any(p.kind is p.VAR_POSITIONAL for p in parameters):
        raise DeclarationError(f"step takes (self, f, w) or (self, f, w, eta), but has {len(parameters)} parameters")
    default = parameters[3].default
    if default is inspect.Parameter.empty:
        declared = getattr(cls, "learning_rate", None)
        default = declared if isinstance(declared, (int, float)) else DEFAULT_LEARNING_RATE
    try:
        hints = typing.get_type_hints(cls.step, include_extras=True)
    except Exception:  # annotations of names that exist for type checkers only
        hints = {}
    setting = read_parameter("learning_rate", hints.get(parameters[3].name, float), float(default))
    if setting.kind != "real":
        raise DeclarationError("the learning rate is a float")
    return learning_rate(setting.default) if setting.range == Range() else setting


def learning_rate(default: float) -> Setting:
    """With the range that native optimizers have."""
    return Setting("learning_rate", "real", float(default), "", LEARNING_RATE)


class OptimizerRun:
    """The state of one run: an instance of the user's class, and its random numbers."""

    active: OptimizerRun | None = None

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self._leave_active()
        self.globals = GlobalState(stream)
        OptimizerRun.active = self
        random._stream = stream

    def begin(self, instance: Any, has_point: bool, has_moved: bool) -> None:
        """Takes the instance over."""
        self.instance = instance
        self.step = instance.step
        self.evaluation_point = instance.evaluation_point if has_point else None
        self.moved = instance.moved if has_moved else None

    @staticmethod
    def _leave_active() -> None:
        if OptimizerRun.active is not None:
            OptimizerRun.active.globals.save()

    def activate(self) -> None:
        """Before a call, where another run was called last."""
        if OptimizerRun.active is self:
            return
        self._leave_active()
        self.globals.restore()
        OptimizerRun.active = self
        random._stream = self.stream

    def close(self) -> None:
        """At its end; the instance may have something to close, too."""
        self.activate()
        close = getattr(getattr(self, "instance", None), "close", None)
        if callable(close):
            close()
        if OptimizerRun.active is self:
            OptimizerRun.active = None
            random._stream = None


_modules: dict[Path, ModuleType] = {}


def _load(path: Path) -> ModuleType:
    """Runs the file as a module; modules beside it can be imported."""
    if path in _modules:
        return _modules[path]
    sys.path.insert(0, str(path.parent))
    name = path.stem if path.stem not in sys.modules else f"_slalom_source_{len(_modules)}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise Unusable("it is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    _modules[path] = module
    return module


def _line_of(thing: Any) -> int:
    try:
        return inspect.getsourcelines(thing)[1]
    except (OSError, TypeError):
        return 1


def _is_public_class(thing: Any, module: ModuleType) -> bool:
    return (
        inspect.isclass(thing)
        and thing.__module__ == module.__name__
        and not thing.__name__.startswith("_")
        and not inspect.isabstract(thing)
    )


def _declare_all(module: ModuleType, path: Path) -> tuple[list[Optimizer], list[Problem]]:
    optimizers: list[Optimizer] = []
    problems: list[Problem] = []
    for thing in vars(module).values():
        if not _is_public_class(thing, module):
            continue
        try:
            if callable(getattr(thing, "step", None)):
                optimizers.append(optimizer_of_class(thing))
            elif is_problem_class(thing):
                problems.append(problem_of_class(thing))
        except DeclarationError as error:
            raise Unusable(f"{path.name}:{_line_of(thing)}: class {thing.__name__}: {error}") from error
    if not optimizers and not problems:
        raise Unusable(
            "it has no optimizer, a class with a function step(self, f, w) or step(self, f, w, eta), and no problem, "
            "a class with a function value(self, w) or a torch module with a function dataset(self); classes whose "
            "names begin with an underscore do not count"
        )
    for names in ([o.name for o in optimizers], [p.name for p in problems]):
        for name in names:
            if names.count(name) > 1:
                raise Unusable(f"two of its classes are called '{name}' in suites: rename one")
    return optimizers, problems


LIBRARIES = Path(__file__).parent / "optimizers"


def _open_library(path: Path, selector: str, folder: str) -> tuple[Any, ...]:
    """An optimizer of another library: which one, the selector says, "class=AdamW"."""
    module = importlib.import_module(f"slalom.optimizers.{path.stem}")
    chosen = dict(part.split("=", 1) for part in selector.split(";") if part)
    optimizer, files = module.declare(chosen, Path(folder))
    described = [_identity.describe(file, [path.stem, *module.PACKAGES]) for file in [path, *files]]
    return _identity.digest({"all": described}), str(described[0]["python"]), [optimizer.declaration()], []


def open_source(file: str, selector: str, folder: str) -> tuple[Any, ...]:
    """The identity of a file and all that it offers. Raises Unusable with the reason."""
    path = Path(file)
    try:
        if path.parent.samefile(LIBRARIES):
            return _open_library(path, selector, folder)
        module = _load(path)
    except Unusable:
        raise
    except BaseException as error:
        raise Unusable(describe_exception(error, file)) from error
    optimizers, problems = _declare_all(module, path)
    data = sorted({path.parent / file for problem in problems for file in problem.files})
    for missing in [one for one in data if not one.is_file()]:
        raise Unusable(f"it names {missing}, and there is no such file")
    description = _identity.describe(path, data=data)
    return (
        _identity.digest(description),
        str(description["python"]),
        [optimizer.declaration() for optimizer in optimizers],
        [problem.declaration() for problem in problems],
    )


__all__ = ["Optimizer", "Unusable", "learning_rate", "make_space", "open_source"]

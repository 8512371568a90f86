"""Optimizers of torch, or of a module with classes like torch's: `{optimizer: torch, class: AdamW}`."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from .._door import Optimizer, Unusable, learning_rate
from .._settings import Setting
from .._texts import title_and_source
from ._common import as_given, chosen_name, fixed, nearest, package, parts_of, settings_of, suite_name

PACKAGES: list[str] = []
TEXTS = {"line_search_fn": ("", "strong_wolfe")}  # whose default is None: an empty text here


def _class_of(torch: Any, name: str) -> Any:
    module_name, _, class_name = name.rpartition(".")
    module = torch.optim if not module_name else package(module_name, module_name.split(".")[0].replace("_", "-"))
    if module_name:
        PACKAGES.append(module_name.split(".")[0])
    cls = getattr(module, class_name, None)
    if not (inspect.isclass(cls) and callable(getattr(cls, "step", None))):
        known = [n for n, c in vars(module).items() if inspect.isclass(c) and hasattr(c, "step")]
        raise Unusable(f"{module.__name__} has no optimizer '{class_name}'{nearest(class_name, known)}")
    return cls


def declare(chosen: dict[str, str], folder: Path) -> tuple[Optimizer, list[Path]]:
    """The optimizer, and files besides this one that determine it."""
    torch = package("torch")
    torch.set_num_threads(1)
    name = chosen_name(chosen, "class", "torch", "AdamW")
    cls = _class_of(torch, name)
    parameters = inspect.signature(cls).parameters
    settings = settings_of(cls, ("params", "lr"))
    for text, choices in TEXTS.items():
        if text in parameters:
            settings.append(Setting(text, "choice", choices[0], choices=choices))
    rate = None
    if "lr" in parameters:
        default = parameters["lr"].default
        rate = learning_rate(default if isinstance(default, (int, float)) else 0.01)
    # Written for torch's documentation, the docstring has no title that could be told from its formulas.
    title = title_and_source(None, f"{name.rpartition('.')[2]} of {name.rpartition('.')[0] or 'torch'}")[0]

    def make(space: Any, given: dict[str, Any]) -> TorchRun:
        options = {k: as_given(v) for k, v in given.items() if k != "class" and not (k in TEXTS and v == "")}
        for key, value in options.items():
            if isinstance(parameters[key].default, tuple):
                options[key] = tuple(value)
        return TorchRun(torch, cls, space, options, rate is not None)

    declared = [fixed("class", name), *settings]
    return Optimizer(suite_name("torch", name), title, "", declared, rate, make, has_moved=True), []


class TorchRun:
    """Parameters that share the host's memory, and torch's optimizer over them."""

    def __init__(self, torch: Any, cls: Any, space: Any, options: dict[str, Any], takes_rate: bool) -> None:
        self.torch, self.cls, self.options, self.takes_rate = torch, cls, options, takes_rate
        self.parts = parts_of(space)
        self.parameters: list[Any] = []
        self.w: Any = None
        self.optimizer: Any = None
        closure = inspect.signature(cls.step).parameters.get("closure")
        self.wants_closure = closure is not None and closure.default is closure.empty

    def _views(self, vector: Any) -> list[Any]:
        return [self.torch.from_numpy(part.of(vector)) for part in self.parts]

    def _make_optimizer(self, eta: float) -> Any:
        if self.takes_rate:
            self.options["lr"] = eta
        groups: dict[str, dict[str, Any]] = {}
        for part, parameter in zip(self.parts, self.parameters, strict=True):
            group = groups.setdefault(part.role, {"params": [], "role": part.role})
            group["params"].append(parameter)
        try:
            return self.cls(list(groups.values()), **self.options)
        except ValueError:  # some, such as LBFGS, take all parameters in one group
            return self.cls(self.parameters, **self.options)

    def _see(self, w: Any, eta: float) -> None:
        if w is self.w:
            return
        self.w = w
        if self.optimizer is None:
            self.parameters = [self.torch.nn.Parameter(view) for view in self._views(w)]
            self.optimizer = self._make_optimizer(eta)
        else:
            for parameter, view in zip(self.parameters, self._views(w), strict=True):
                parameter.data = view

    def moved(self, before: Any, now: Any) -> None:
        """What asks for several gradients in a step (LBFGS) remembers the last one: it begins again."""
        if self.wants_closure and self.optimizer is not None:
            self.optimizer.state.clear()

    def step(self, f: Any, w: Any, eta: float) -> None:
        """One call of torch's step."""
        self._see(w, eta)
        if self.takes_rate:
            for group in self.optimizer.param_groups:
                group["lr"] = eta

        def closure() -> Any:
            gradient = f.gradient(w)
            for parameter, view in zip(self.parameters, self._views(gradient), strict=True):
                parameter.grad = view
            return self.torch.tensor(f.last_value, dtype=self.parameters[0].dtype)

        if self.wants_closure:
            self.optimizer.step(closure)
        else:
            closure()
            self.optimizer.step()

"""A suite from Python values. A suite is YAML, and JSON is YAML."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ._source import module_file, stand_alone
from ._texts import snake_case


@dataclass(frozen=True)
class Entry:
    """An optimizer or a problem with settings; see `optimizer` and `problem`."""

    kind: str
    name: Any
    settings: Mapping[str, Any] = field(default_factory=dict)


def optimizer(name: str | type, /, **settings: Any) -> Entry:
    """An optimizer with settings.

    Parameters
    ----------
    name : str or type
        The name of an optimizer, the path of a file in Python, or a class.
    **settings
        As in a suite. Several values in a list are tried one by one; `learning_rate`, `label`, `batch`, `budget` and
        the like are taken too. A name that Python has for itself ends with an underscore: `class_="AdamW"`.

    Returns
    -------
    Entry
        For `compare`.

    Examples
    --------
    >>> slalom.optimizer("momentum", momentum=[0.5, 0.9], learning_rate=0.01)
    """
    return Entry("optimizer", name, settings)


def problem(name: str | type, /, **settings: Any) -> Entry:
    """A problem with settings; see `optimizer`.

    Examples
    --------
    >>> slalom.problem("mlp", hidden=[64, 32], batch=32, budget={"epochs": 5})
    """
    return Entry("problem", name, settings)


class SuiteWriter:
    """Writes a suite into a folder, and the sources of classes beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _class_name(self, cls: type) -> str:
        file = module_file(cls)
        if file is None:
            sources = self.folder / "sources"
            sources.mkdir(parents=True, exist_ok=True)
            file = sources / f"{snake_case(cls.__name__)}.py"
            text = stand_alone(cls)
            if not file.exists() or file.read_text() != text:
                file.write_text(text)
        return f"{os.path.relpath(file, self.folder.resolve())}:{cls.__name__}"

    def _name(self, name: Any) -> Any:
        if isinstance(name, type):
            return self._class_name(name)
        text = os.fspath(name)
        file, colon, entry = text.partition(".py:")
        if text.endswith(".py") or colon:
            path = Path(text if text.endswith(".py") else file + ".py").resolve()
            return os.path.relpath(path, self.folder.resolve()) + (f":{entry}" if colon else "")
        return text

    def _value(self, value: Any) -> Any:
        if isinstance(value, Entry):
            return self.entry(value)
        if isinstance(value, Mapping):
            return {str(key): self._value(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._value(item) for item in value]
        if hasattr(value, "tolist"):  # of NumPy
            return value.tolist()
        return value

    def entry(self, entry: Any, kind: str = "optimizer") -> Any:
        """As it stands in a suite."""
        if not isinstance(entry, Entry):
            return self._name(entry)
        settings = {name.removesuffix("_"): self._value(value) for name, value in entry.settings.items()}
        return {entry.kind: self._name(entry.name), **settings}

    def write(self, name: str, optimizers: Sequence[Any], problems: Sequence[Any], keys: Mapping[str, Any]) -> Path:
        """Write `suite.yaml` and return its path."""
        self.folder.mkdir(parents=True, exist_ok=True)
        suite = {
            "suite": name,
            **{key: self._value(value) for key, value in keys.items() if value is not None},
            "problems": [self.entry(one) for one in problems],
            "optimizers": [self.entry(one) for one in optimizers],
        }
        file = self.folder / "suite.yaml"
        file.write_text(json.dumps(suite, indent=2) + "\n")
        return file

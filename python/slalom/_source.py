"""The source of a class from a notebook or a script, as a file that stands on its own."""

from __future__ import annotations

import ast
import builtins
import linecache
import types
from pathlib import Path
from typing import Any

from ._program import SlalomError

PLAIN = (int, float, complex, str, bytes, bool, type(None))


def module_file(thing: Any) -> Path | None:
    """The file of a class that is defined in a module; None if it is of a notebook or of the program that runs."""
    module = __import__("sys").modules.get(thing.__module__)
    file = getattr(module, "__file__", None)
    if thing.__module__ == "__main__" or file is None:
        return None
    return Path(file).resolve()


def _code_of(thing: Any) -> types.CodeType | None:
    if isinstance(thing, types.FunctionType):
        return thing.__code__
    for member in vars(thing).values():
        function = getattr(member, "__func__", member)
        if isinstance(function, types.FunctionType) and function.__module__ == thing.__module__:
            return function.__code__
    return None


def _definition(thing: Any) -> str:
    """The text of a class or function; notebooks keep that of their cells where tracebacks look for it."""
    code = _code_of(thing)
    lines = linecache.getlines(code.co_filename) if code is not None else []
    wanted = ast.ClassDef if isinstance(thing, type) else ast.FunctionDef
    for node in reversed(list(ast.walk(ast.parse("".join(lines))))):
        if isinstance(node, wanted) and node.name == thing.__name__:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            text = "".join(lines[first - 1 : node.end_lineno])
            return text if text.endswith("\n") else text + "\n"
    raise SlalomError(f"the source of {thing.__name__} was not found: put it into a file, and name that")


def _names(text: str) -> list[str]:
    found = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    return sorted(found - set(dir(builtins)))


def _namespace(thing: Any) -> dict[str, Any]:
    module = __import__("sys").modules.get(thing.__module__)
    return dict(vars(module)) if module is not None else {}


def stand_alone(cls: type) -> str:
    """A file with the class, and the imports, functions, classes and constants that it uses."""
    namespace = _namespace(cls)
    imports: dict[str, str] = {}
    constants: dict[str, str] = {}
    definitions: dict[str, str] = {}

    def visit(thing: Any, name: str) -> None:
        if name in imports or name in constants or name in definitions:
            return
        if isinstance(thing, types.ModuleType):
            imports[name] = f"import {thing.__name__} as {name}" if name != thing.__name__ else f"import {name}"
        elif isinstance(thing, PLAIN):
            constants[name] = f"{name} = {thing!r}"
        elif getattr(thing, "__module__", None) == cls.__module__ and hasattr(thing, "__name__"):
            text = _definition(thing)
            definitions[name] = ""  # against recursion
            for used in _names(text):
                if used in namespace and used != name:
                    visit(namespace[used], used)
            del definitions[name]
            definitions[name] = text  # behind what it uses
        elif hasattr(thing, "__module__") and hasattr(thing, "__name__"):
            imports[name] = f"from {thing.__module__} import {thing.__name__} as {name}"
        elif hasattr(thing, "__module__") and thing.__module__ == "typing":
            imports[name] = f"from typing import {name}"
        else:
            raise SlalomError(
                f"{cls.__name__} uses {name}, a {type(thing).__name__} that cannot be written to a file: "
                "put the class into a file of its own"
            )

    visit(cls, cls.__name__)
    parts = ["from __future__ import annotations\n", *sorted(line + "\n" for line in imports.values())]
    parts += [line + "\n" for line in constants.values()]
    parts += ["\n\n" + text for text in definitions.values()]
    return "".join(parts)

from typing import Annotated, Literal

import pytest
from slalom import Range
from slalom._settings import DeclarationError, read_signature
from slalom._texts import snake_case, title_and_source


def settings_of(function):
    return {setting.name: setting for setting in read_signature(function, ("n",))[0]}


def test_types_defaults_and_ranges_come_from_the_signature():
    def constructor(
        n,
        a: Annotated[float, Range(0, 1, log=True), "a factor"] = 0.5,
        b=3,
        c=True,
        d: Literal["x", "y"] = "y",
        e: str = "t",
        f: list[int] = [1],
        g=(0.5, 1),
    ): ...

    found = settings_of(constructor)
    assert [s.kind for s in found.values()] == ["real", "integer", "boolean", "choice", "text", "list", "list"]
    assert found["a"].meaning == "a factor"
    assert found["a"].range.search() == (1e-4, 1)
    assert found["f"].whole_numbers and not found["g"].whole_numbers
    assert found["g"].value([1, 2]) == (1.0, 2.0)


@pytest.mark.parametrize(
    "function, message",
    [
        (lambda n, x: 0, "needs a default value"),
        (lambda n, Momentum=0.9: 0, "lower-case"),
        (lambda n, x=None: 0, "settings are float, int"),
        (lambda n, x={}: 0, "settings are float, int"),
    ],
)
def test_what_is_not_a_setting_is_told(function, message):
    with pytest.raises(DeclarationError, match=message):
        read_signature(function, ("n",))


def test_wrong_defaults_are_told():
    def outside(x: Annotated[float, Range(0, 1)] = 2.0): ...
    def wrong_type(x: int = 0.5): ...
    def no_choice(x: Literal["a"] = "b"): ...
    def bad_range(x: Annotated[float, Range(0, 1, tune=(0, 1), log=True)] = 0.5): ...

    for function, message in [
        (outside, "outside of 0 to 1"),
        (wrong_type, "not of its type, int"),
        (no_choice, "not one of its choices"),
        (bad_range, "cannot be tuned from 0 to 1"),
    ]:
        with pytest.raises(DeclarationError, match=message):
            read_signature(function, ())


def test_names_and_titles():
    assert [snake_case(n) for n in ("MyRule", "AdamW", "SGD", "RMSProp")] == ["my_rule", "adam_w", "sgd", "rms_prop"]
    assert title_and_source("Heavy ball. Polyak (1964).\n\nMore.", "X") == ("Heavy ball", "Polyak (1964)")
    assert title_and_source(None, "X") == ("X", "")

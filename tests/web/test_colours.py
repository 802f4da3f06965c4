"""The colours of the house are readable in light and dark (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from itertools import product
from pathlib import Path

import pytest

import samspill.web

TOKENS = Path(samspill.web.__file__).parent / "static/samspill/tokens.css"

WORDS = [
    *product(("ink", "quiet", "accent-text", "danger"), ("paper", "sheet", "sunken")),
    *product(("ink", "quiet"), ("stone-soft",)),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("on-accent-quiet", "accent"),
    ("on-accent-soft", "accent-soft"),
    ("on-accent-soft", "accent-soft-hover"),
    ("accent-text", "accent-soft"),
    ("accent-text", "accent-soft-hover"),
    ("on-clay-soft", "clay-soft"),
    ("on-clay-soft", "sheet"),
    ("on-sky-soft", "sky-soft"),
    ("on-stone-soft", "stone-soft"),
    ("on-danger-soft", "danger-soft"),
]
SHAPES = [
    *product(("edge", "accent-text", "clay", "focus"), ("paper", "sheet")),
    ("accent-text", "stone-soft"),
]


def tokens(scheme: str) -> dict[str, str]:
    """Return the colours of ``scheme`` by name as six hexadecimal digits; dark keeps what it does not replace."""
    light, dark = TOKENS.read_text(encoding="utf-8").split("prefers-color-scheme: dark", 1)
    found = re.findall(r"--([a-z-]+): #([0-9a-f]{3,6});", light)
    if scheme == "dark":
        found += re.findall(r"--([a-z-]+): #([0-9a-f]{3,6});", dark)
    return {name: value if len(value) == 6 else "".join(digit * 2 for digit in value) for name, value in found}


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1, of six hexadecimal digits (WCAG 2.2's definition)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(WORDS, 4.5), (SHAPES, 3.0)], ids=["words", "shapes"])
def test_contrast(scheme: str, pairs: list[tuple[str, str]], least: float) -> None:
    colours = tokens(scheme)
    weak = {pair: round(contrast(*(colours[name] for name in pair)), 2) for pair in pairs}
    assert {pair: found for pair, found in weak.items() if found < least} == {}

"""The product's Python as syntax trees, for the conventions that are read from the code."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent

PACKAGE = Path(__file__).resolve().parents[2] / "src/samspill"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def trees() -> dict[str, ast.Module]:
    """Every module but migrations, by its path under ``samspill/``."""
    paths = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
    return {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


def tree(example: str) -> ast.Module:
    """An example written in a test, as a tree."""
    return ast.parse(dedent(example))


def functions(module: ast.Module) -> Iterator[Function]:
    """Every function, methods and inner ones included."""
    return (node for node in ast.walk(module) if isinstance(node, Function))

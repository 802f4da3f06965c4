"""Who acts is said first: a query or service that is given an identifier takes ``actor, /``, and the rest by name.

At the door, where nobody has signed in yet, it is the ``visitor``.

Whoever holds an object got it from a query that asked who they are; whoever holds only an identifier must say so
again. Facts, which tell no content, go without an actor.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.conventions.sources import Function, tree, trees

IDENTIFIERS = ("_id", "_ids", "employee_number", "number")
WHO_ASKS = ("actor", "visitor")
WITHOUT_ACTOR = {
    "guides/queries.py: read_guide": "a guide is for everybody",
    "guides/queries.py: read_menu": "the menu is for everybody",
    "guides/queries.py: read_version_number": "a guide is for everybody",
    "people/queries.py: read_person": "for the console, where nobody has signed in",
    "people/services/resetting.py: find_person": "at the door nobody has signed in yet",
    "people/services/welcoming.py: become_first_administrator": "holds a link for one use, and makes the first person",
}


def is_asked_for_somebody(path: str) -> bool:
    """Whether a module holds queries or services; tasks are queued by services that asked already."""
    parts = path.split("/")
    return parts[-1] != "tasks.py" and (parts[-1] in {"queries.py", "services.py"} or "services" in parts[:-1])


def public_functions(module: ast.Module) -> Iterator[Function]:
    return (node for node in module.body if isinstance(node, Function) and not node.name.startswith("_"))


def fault_of(function: Function) -> str:
    """What is wrong with how a query or service takes its arguments; empty when nothing is."""
    first = [argument.arg for argument in function.args.posonlyargs]
    named = [argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)]
    if "actor" in named or ("actor" in first and first != ["actor"]):
        return "must take actor, / first"
    asks = bool(first) and first[0] in WHO_ASKS
    if asks and function.args.args:
        return "must take the rest by name"
    if not asks and any(name.endswith(IDENTIFIERS) for name in (*first, *named)):
        return "is given an identifier and must take actor, / first"
    return ""


def faults(path: str, module: ast.Module) -> list[str]:
    if not is_asked_for_somebody(path):
        return []
    found = {f"{path}: {function.name}": fault_of(function) for function in public_functions(module)}
    return [f"{where} {fault}" for where, fault in found.items() if fault and where not in WITHOUT_ACTOR]


def test_queries_and_services_know_who_asks() -> None:
    assert [fault for path, module in trees().items() for fault in faults(path, module)] == []


def test_no_exception_outlives_its_function() -> None:
    there = {f"{path}: {function.name}" for path, module in trees().items() for function in public_functions(module)}
    assert set(WITHOUT_ACTOR) <= there


@pytest.mark.parametrize(
    ("example", "fault"),
    [
        ("def read_plan(actor, /, *, plan_id): ...", ""),
        ("def list_rounds(actor, /): ...", ""),
        ("def read_plan(actor, *, plan_id): ...", "must take actor, / first"),
        ("def read_plan(*, plan_id): ...", "is given an identifier and must take actor, / first"),
        ("def words_of(plan): ...", ""),
        ("def read_plan(actor, /, plan_id): ...", "must take the rest by name"),
    ],
)
def test_the_rule_tells_right_from_wrong(example: str, fault: str) -> None:
    assert fault_of(next(public_functions(tree(example)))) == fault

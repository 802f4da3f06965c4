"""The walls: each import contract of pyproject.toml catches a violation that is planted for it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PLANTED = {
    "Rooms depend downwards only": ("foundation/planted_up.py", "samspill.people.queries"),
    "Inside a room: services, then reads, policy, models, states": ("rounds/states.py", "samspill.rounds.policy"),
    "Inside the trust core: the gate on top, sealing and decisions below": (
        "confidentiality/sealing.py",
        "samspill.confidentiality.keyring",
    ),
    "Pages and commands never touch tables": ("web/planted_table.py", "samspill.rounds.models"),
    "Conversation tables are private to the rooms that carry a conversation": (
        "reporting/planted_table.py",
        "samspill.conversations.models",
    ),
    "Plan tables are private": ("archive/planted_plan.py", "samspill.plans.models"),
    "Sealed text is reached through the gate only": ("plans/planted_opener.py", "samspill.confidentiality.sealing"),
    "Keys are handled by the trust core, and made at first start": (
        "operations/planted_keys.py",
        "samspill.confidentiality.keyring",
    ),
    "One module does cryptography": ("guides/planted_cipher.py", "cryptography"),
    "Reporting sees facts, never content": ("reporting/planted_reader.py", "samspill.confidentiality.gate"),
    "Documents read no table": ("documents/planted_table.py", "samspill.people.models"),
}


def lint(folder: Path) -> str:
    """What the linter says about a copy of the product."""
    environment = os.environ | {"PYTHONPATH": str(folder / "src"), "COLUMNS": "400"}
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [program, "--no-cache"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return run.stdout + run.stderr


def copy_of_product(folder: Path) -> Path:
    """The product's Python and its contracts, in a folder of its own."""
    only_python = shutil.ignore_patterns("__pycache__", "*.css", "*.js", "*.html", "*.ttf", "*.otf", "*.woff2", "*.typ")
    shutil.copytree(ROOT / "src/samspill", folder / "src/samspill", ignore=only_python)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def complaints(said: str, contract: str) -> str:
    """The part of what the linter says that is about one broken contract, on one line."""
    _, found, after = said.partition("Broken contracts")[2].partition(f"\n{contract}\n---")
    return re.sub(r"\s+", " ", re.split(r"\n-{5,}\n", after.lstrip("-\n"))[0]) if found else ""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says when every violation is planted at once."""
    copy = copy_of_product(tmp_path_factory.mktemp("planted"))
    for path, imported in PLANTED.values():
        with (copy / "src/samspill" / path).open("a") as file:
            file.write(f"\nimport {imported}\n")
    return lint(copy)


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_violation_is_caught(said: str, contract: str) -> None:
    path, imported = PLANTED[contract]
    module = f"samspill.{path.removesuffix('.py').replace('/', '.')}"
    assert f"{module} -> {imported}" in complaints(said, contract)


def test_a_cycle_is_caught(tmp_path: Path) -> None:
    copy = copy_of_product(tmp_path)
    for one, other in (("planted_egg", "planted_hen"), ("planted_hen", "planted_egg")):
        (copy / f"src/samspill/reporting/{one}.py").write_text(f"import samspill.reporting.{other}\n")
    assert "planted_egg" in complaints(lint(copy), "No cycles anywhere")


def test_a_room_that_has_no_place_is_caught(tmp_path: Path) -> None:
    copy = copy_of_product(tmp_path)
    (copy / "src/samspill/gossip").mkdir()
    (copy / "src/samspill/gossip/__init__.py").touch()
    assert "gossip" in lint(copy)

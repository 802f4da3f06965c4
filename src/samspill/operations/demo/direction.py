"""What the municipality stands for, what Furua adds to the guides, and a guide that HR has begun on."""

from pathlib import Path
from typing import Any

from samspill.confidentiality.actors import Actor
from samspill.foundation.yaml_files import read_yaml
from samspill.guides.services.drafting import begin_guide, change_draft, copy_guide
from samspill.guides.services.publishing import publish
from samspill.guides.services.stating import Whose, add_statement
from samspill.guides.shape import ADDITION
from samspill.organisation.queries import list_units


def state_direction(hr: Actor, *, year: int) -> None:
    """State for a year what each stands for."""
    for one in _told()["statements"]:
        whose = Whose(_unit(hr, one["unit"]) if "unit" in one else None, one.get("occupation", ""))
        for text in one["texts"]:
            add_statement(hr, whose=whose, year=year, kind=one["kind"], text=text)


def add_to_the_guides(hr: Actor) -> None:
    """Publish what Furua adds, and begin on a guide of the municipality's own."""
    told = _told()["addition"]
    addition = begin_guide(hr, kind=ADDITION, title=told["title"]["nb"], unit_id=_unit(hr, told["unit"]))
    change_draft(
        hr, key=addition.key, change=lambda content: content | {"title": told["title"], "themes": told["themes"]}
    )
    publish(hr, key=addition.key)
    draft = _told()["draft"]
    copy_guide(hr, key=draft["of"], title=draft["title"])


def _unit(hr: Actor, name: str) -> Any:
    return next(line.unit.id for line in list_units(hr) if line.unit.name == name)


def _told() -> dict[str, Any]:
    return dict(read_yaml(Path(__file__).with_name("direction.yaml")))

"""One guide out of several: what units and occupations add comes on top, and nothing of the guide's own goes away.

An addition reaches everybody in its unit and all below it, or everybody in its occupation. It is put together with the
guide when a round is opened, so that a conversation has one immutable guide in which each addition tells whose it is.
"""

import copy
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from samspill.guides.models import Guide, GuideVersion
from samspill.guides.publishing import hash_of
from samspill.guides.shape import keys_of, make_key
from samspill.organisation.facts import title_of_occupation, units_below

Document = dict[str, Any]
Resolve = Callable[[UUID, str], UUID]


@dataclass(frozen=True, slots=True)
class Addition:
    """What one unit or occupation adds: its published document, and the name that stands beside it."""

    version_id: UUID
    content: Mapping[str, Any]
    added_by: str
    units: Mapping[UUID, int] | None
    title_code: str

    def reaches(self, unit_id: UUID, title_code: str) -> bool:
        """Whether it is for somebody in this unit and occupation."""
        return unit_id in self.units if self.units is not None else self.title_code == title_code


def compose(content: Mapping[str, Any], additions: Iterable[tuple[Mapping[str, Any], str]]) -> Document:
    """The guide's document with what others add, each marked with who added it.

    A theme that says ``within`` one of the guide's themes adds its questions to that; any other comes after the
    guide's own themes.

    Args:
        content: the guide's own document.
        additions: documents with the name of the unit or occupation they come from, the widest first.
    """
    document = copy.deepcopy(dict(content))
    taken = keys_of(document)
    for added, added_by in additions:
        for part in ("employee_points", "leader_points"):
            document.setdefault(part, []).extend(_marked(one, taken, added_by) for one in added.get(part, ()))
        for theme in added.get("themes", ()):
            _add_theme(document, theme, taken, added_by)
    return document


def composed_versions(base: GuideVersion) -> Resolve:
    """A function from unit and occupation to the version of a guide that applies there, made when first asked for."""
    additions = live_additions()
    made: dict[tuple[UUID, ...], UUID] = {(): base.id}

    def resolve(unit_id: UUID, title_code: str) -> UUID:
        reaching = [one for one in additions if one.reaches(unit_id, title_code)]
        reaching.sort(key=lambda one: -one.units[unit_id] if one.units is not None else 1)
        ids = tuple(one.version_id for one in reaching)
        if ids not in made:
            made[ids] = _store(base, reaching).id
        return made[ids]

    return resolve


def live_additions() -> list[Addition]:
    """The additions that are offered now, each in its newest version."""
    newer = GuideVersion.objects.filter(guide=OuterRef("guide"), number__gt=OuterRef("number"))
    offered = GuideVersion.objects.filter(
        ~Exists(newer), guide__kind=Guide.Kind.ADDITION, guide__retired_at__isnull=True
    )
    found = list(offered.select_related("guide__unit").order_by("guide__made_at"))
    below = units_below({one.guide.unit_id for one in found if one.guide.unit_id})
    return [_addition(one, below) for one in found]


def name_of(guide: Guide) -> str:
    """The unit or occupation that an addition comes from, as it stands beside what it adds."""
    return guide.unit.name if guide.unit is not None else title_of_occupation(guide.title_code)


def _addition(version: GuideVersion, below: Mapping[UUID, Mapping[UUID, int]]) -> Addition:
    guide = version.guide
    units = below[guide.unit_id] if guide.unit_id else None
    return Addition(version.id, version.content, name_of(guide), units, guide.title_code)


def _store(base: GuideVersion, additions: Sequence[Addition]) -> GuideVersion:
    named = "\n".join(f"{one.version_id} {one.added_by}" for one in additions)
    composition = hashlib.sha256(named.encode()).hexdigest()
    content = compose(base.content, [(one.content, one.added_by) for one in additions])
    found, _ = GuideVersion.objects.get_or_create(
        guide_id=base.guide_id, number=base.number, composition=composition,
        defaults={"content": content, "content_hash": hash_of(content), "published_at": base.published_at},
    )  # fmt: skip
    return found


def _add_theme(document: Document, theme: Mapping[str, Any], taken: set[str], added_by: str) -> None:
    questions = [_marked(one, taken, added_by) for one in theme.get("questions", ())]
    goal = theme.get("within")
    target = next((one for one in document["themes"] if one["key"] == goal), None) if goal else None
    if target is not None:
        target.setdefault("questions", []).extend(questions)
        return
    whole = {name: value for name, value in theme.items() if name != "within"}
    document["themes"].append(_marked({**whole, "questions": questions}, taken, added_by))


def _marked(one: Mapping[str, Any], taken: set[str], added_by: str) -> Document:
    """A copy that tells whose it is, under a key that nothing else in the document has."""
    key = one["key"]
    if key in taken:
        key = make_key(key, taken, prefix="added")
    taken.add(key)
    return {**copy.deepcopy(dict(one)), "key": key, "added_by": added_by}

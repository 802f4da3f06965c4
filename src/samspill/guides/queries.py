"""Reads of guides: public to everybody who is signed in. A version never changes, so it is kept in memory."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.guides.composing import compose, name_of
from samspill.guides.finding import current_step, editing_act, find_draft, find_guide
from samspill.guides.models import DraftStep, Guide, GuideDraft, GuideVersion
from samspill.guides.policy import EDIT_GUIDE
from samspill.guides.texts import GuideText, MenuText, guide_in, menu_in
from samspill.people.models import Person

MENU = "menu"


@dataclass(frozen=True, slots=True)
class Edition:
    """A published version of a guide, or its draft (number 0), with its document.

    Args:
        can_undo, can_redo: whether a draft has a change to take back or to do again.
        published_at: when it was published; of a draft when it was changed last.
    """

    guide: Guide
    number: int
    content: dict[str, Any]
    published_at: datetime
    by: str = ""
    can_undo: bool = False
    can_redo: bool = False

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written."""
        return not self.number


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A guide in the list: its newest version, if any, whether a draft waits, and who changed it last and when."""

    guide: Guide
    title: dict[str, str]
    summary: dict[str, str]
    themes: int
    questions: int
    number: int
    has_draft: bool
    changed_at: datetime
    changed_by: str


@lru_cache(maxsize=256)
def read_guide(version_id: UUID, language: str) -> GuideText:
    """A guide version in a language."""
    return guide_in(GuideVersion.objects.get(id=version_id).content, language)


@lru_cache(maxsize=256)
def read_version_number(version_id: UUID) -> int:
    """Which version of its guide this is."""
    return GuideVersion.objects.values_list("number", flat=True).get(id=version_id)


@lru_cache(maxsize=64)
def read_menu(version_id: UUID, language: str) -> MenuText:
    """A version of the question menu in a language."""
    return menu_in(GuideVersion.objects.get(id=version_id).content, language)


def list_guides(
    language: str, *, kinds: Collection[str] = (Guide.Kind.YEARLY,)
) -> list[tuple[GuideVersion, GuideText]]:
    """The newest version of each guide of these kinds that is offered, the organisation's own first, with its text."""
    return [(version, read_guide(version.id, language)) for version in _newest(kinds)]


def list_menus(language: str) -> list[tuple[GuideVersion, MenuText]]:
    """The newest version of each question menu that is offered, with its text: the organisation's newest comes first."""
    return [(version, read_menu(version.id, language)) for version in _menus()]


def read_offered_menu(language: str) -> MenuText:
    """The question menu that is offered first, in a language."""
    return read_menu(offered_menu().id, language)


def offered_menu() -> GuideVersion:
    """The question menu that is offered first: the organisation's own, else the built-in one, retired or not."""
    return _menus().first() or newest_version(MENU)


def offered_guide(kind: str) -> GuideVersion:
    """The guide of a kind that is offered first: the organisation's own, else a built-in one, retired or not."""
    built_in = Guide.objects.filter(kind=kind, is_built_in=True).order_by("key")
    return _newest([kind]).first() or newest_version(built_in.values_list("key", flat=True)[0])


def newest_version(key: str) -> GuideVersion:
    """The newest version of a guide or menu, by key.

    Raises:
        NotFound: there is no such guide, or it was never published.
    """
    version = _published().filter(guide__key=key).order_by("-number").first()
    if version is None:
        raise NotFound
    return version


def list_all(actor: Actor, /) -> list[GuideLine]:
    """Every guide, menu and draft for HR: the organisation's own first, newest first; additions apart."""
    gate.require(actor, None, EDIT_GUIDE)
    guides = Guide.objects.exclude(kind=Guide.Kind.ADDITION)
    return lines_of(guides.order_by("is_built_in", "-made_at", "key"))


def lines_of(guides: QuerySet[Guide]) -> list[GuideLine]:
    """These guides as lines of a list, in the same few queries however many."""
    found = list(guides.select_related("unit"))
    versions = {one.guide_id: one for one in _newest_of(guide__in=found).select_related("published_by")}
    drafts = {one.guide_id: one for one in GuideDraft.objects.filter(guide__in=found).select_related("changed_by")}
    steps = DraftStep.objects.filter(draft__in=drafts.values(), number=F("draft__position"))
    contents = {one.draft_id: one.content for one in steps}
    return [_line(guide, versions.get(guide.id), drafts.get(guide.id), contents) for guide in found]


def read_edition(actor: Actor, /, *, key: str, number: int | None = None) -> Edition:
    """A published version of a guide: the newest, or the one with this number.

    Raises:
        NotFound: there is none.
    """
    versions = _published().filter(guide__key=key).select_related("guide__unit", "published_by")
    found = (versions.filter(number=number) if number is not None else versions.order_by("-number")).first()
    if found is None:
        raise NotFound
    return Edition(found.guide, found.number, found.content, found.published_at, _name(found.published_by))


def list_editions(actor: Actor, /, *, key: str) -> list[Edition]:
    """Every published version of a guide, newest first, for those who may change it.

    Raises:
        NotFound, Denied: there is no such guide, or not for the actor.
    """
    guide = find_guide(key)
    gate.require(actor, guide, editing_act(guide))
    versions = _published().filter(guide=guide).select_related("guide", "published_by").order_by("-number")
    return [Edition(one.guide, one.number, one.content, one.published_at, _name(one.published_by)) for one in versions]


def read_draft(actor: Actor, /, *, key: str) -> Edition:
    """A guide's draft, for those who may write in it.

    Raises:
        NotFound, Denied: there is none, or not for the actor.
    """
    draft = find_draft(actor, key)
    step = current_step(draft)
    numbers = set(draft.steps.values_list("number", flat=True))
    return Edition(
        draft.guide, 0, step.content, draft.changed_at,
        can_undo=draft.position - 1 in numbers, can_redo=draft.position + 1 in numbers,
    )  # fmt: skip


def read_whole(actor: Actor, /, *, key: str) -> dict[str, Any]:
    """A draft's document as conversations will have it: an addition together with the guide that is offered first.

    Raises:
        NotFound, Denied: there is no draft, or not for the actor.
    """
    draft = read_draft(actor, key=key)
    if draft.guide.kind != Guide.Kind.ADDITION:
        return draft.content
    base = offered_guide(Guide.Kind.YEARLY)
    return compose(base.content, [(draft.content, name_of(draft.guide))])


def read_for_change(actor: Actor, /, *, key: str) -> Edition:
    """A guide as it stands for those who may change or copy it: its draft, or its newest version.

    Raises:
        NotFound, Denied: there is no such guide, or not for the actor.
    """
    if has_draft(key):
        return read_draft(actor, key=key)
    guide = find_guide(key)
    gate.require(actor, guide, editing_act(guide))
    return read_edition(actor, key=key)


def has_draft(key: str) -> bool:
    """Whether somebody has begun a guide's next version."""
    return GuideDraft.objects.filter(guide__key=key).exists()


def may_edit(actor: Actor, /, *, guide: Guide) -> bool:
    """Whether the actor may change this guide; built-in ones are copied instead."""
    return not guide.is_built_in and bool(editing_act(guide).may(actor, guide))


def _name(person: Person | None) -> str:
    return person.full_name if person else ""


def _published() -> QuerySet[GuideVersion]:
    return GuideVersion.objects.filter(composition="")


def _menus() -> QuerySet[GuideVersion]:
    return _newest([Guide.Kind.MENU]).order_by("guide__is_built_in", "-published_at", "guide__key")


def _newest(kinds: Collection[str]) -> QuerySet[GuideVersion]:
    offered = _newest_of(guide__kind__in=kinds, guide__retired_at__isnull=True)
    return offered.select_related("guide").order_by("guide__is_built_in", "guide__key")


def _newest_of(**guides: Any) -> QuerySet[GuideVersion]:
    newer = _published().filter(guide=OuterRef("guide"), number__gt=OuterRef("number"))
    return _published().filter(~Exists(newer), **guides)


def _line(
    guide: Guide, version: GuideVersion | None, draft: GuideDraft | None, contents: dict[UUID, dict[str, Any]]
) -> GuideLine:
    content = version.content if version else contents[draft.id] if draft else {}
    themes = content.get("themes", [])
    moments = [(guide.made_at, "")]
    moments += [(version.published_at, _name(version.published_by))] if version else []
    moments += [(draft.changed_at, _name(draft.changed_by))] if draft else []
    changed_at, changed_by = max(moments)
    return GuideLine(
        guide,
        content.get("title", {}),
        content.get("summary", {}),
        themes=len(themes),
        questions=sum(len(theme.get("questions", ())) for theme in themes),
        number=version.number if version else 0,
        has_draft=draft is not None,
        changed_at=changed_at,
        changed_by=changed_by,
    )

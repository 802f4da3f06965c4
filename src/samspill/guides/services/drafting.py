"""Writing a guide's coming version: every change is stored at once and can be undone."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.guides import editing, shape
from samspill.guides.finding import current_step, editing_act, find_draft, find_guide
from samspill.guides.models import DraftStep, Guide, GuideDraft
from samspill.guides.shape import make_key
from samspill.organisation.facts import the_organisation

LONGEST_TITLE = 120
MOST_STEPS = 100
ONE_SITTING = timedelta(minutes=1)

Document = dict[str, Any]


class TextChanged(Exception):
    """Somebody changed the text since its writer saw it; carries what stands there now."""

    def __init__(self, text: str) -> None:
        """Keep the text that stands there."""
        super().__init__("The text was changed in between.")
        self.text = text


def begin_guide(
    actor: Actor, /, *, kind: str, title: str, content: Mapping[str, Any] | None = None,
    unit_id: UUID | None = None, title_code: str = "",
) -> Guide:  # fmt: skip
    """Begin a guide as a draft: empty, or from a document that was read from a file or copied.

    Args:
        actor: HR; for an addition to a unit its leader too.
        kind: one of ``shape.KINDS``.
        title: in the organisation's language.
        content: a whole document; its key, kind and title are replaced.
        unit_id: the unit that an addition belongs to.
        title_code: or the occupation.

    Raises:
        Unacceptable: no title, too long a title, or a kind that there is not.
    """
    title = " ".join(title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise Unacceptable("title_length", field="title", most=LONGEST_TITLE)
    if kind not in shape.KINDS:
        raise Unacceptable("unknown_guide_kind", field="kind")
    with transaction.atomic():
        key = make_key(title, set(Guide.objects.values_list("key", flat=True)), prefix=kind.replace("_", "-"))
        guide = Guide(
            key=key, kind=kind, is_built_in=False, unit_id=unit_id, title_code=title_code, made_by_id=actor.person_id
        )
        gate.require(actor, guide, editing_act(guide))
        guide.save()
        titles = {the_organisation().language: title}
        document = editing.new_document(key, kind, title=titles) if content is None else dict(content)
        _start(actor, guide, {**document, "key": key, "kind": kind, "title": titles | _others(content, titles)})
    return guide


def copy_guide(actor: Actor, /, *, key: str, title: str) -> Guide:
    """Begin a new guide as a copy of another's newest version, or of its draft where it has no version yet.

    Raises:
        NotFound: there is no such guide.
        Unacceptable: as ``begin_guide``.
    """
    with transaction.atomic():
        source = find_guide(key)
        content = _newest_content(source) or current_step(source.draft).content
        kind = source.kind
        return begin_guide(
            actor, kind=kind, title=title, content={**content, "title": {}},
            unit_id=source.unit_id, title_code=source.title_code,
        )  # fmt: skip


def begin_draft(actor: Actor, /, *, key: str) -> GuideDraft:
    """Begin a guide's next version from the newest one; a draft that is there already is given as it stands.

    Raises:
        NotFound: there is no such guide, or it is built in: copy it instead.
    """
    with transaction.atomic():
        guide = find_guide(key, is_locked=True)
        gate.require(actor, guide, editing_act(guide))
        if guide.is_built_in:
            raise NotFound
        standing = GuideDraft.objects.filter(guide=guide).first()
        return standing or _start(actor, guide, _newest_content(guide) or {})


def write_text(actor: Actor, /, *, key: str, path: str, language: str, text: str, seen: int | None) -> int:
    """Store a text in the draft; writing on in the same place is one step to undo.

    Args:
        actor: who writes.
        key: the guide's.
        path: which text, as ``shape`` names it.
        language: nb, nn or en.
        text: what to store; empty takes the language away.
        seen: the fingerprint of the text that the writer saw; None to write whatever stands there.

    Returns:
        the fingerprint of the text as stored.

    Raises:
        TextChanged: somebody else wrote in between.
        NotFound: no such draft or place.
        Unacceptable: too long.
    """

    def change(content: Document) -> Document:
        standing = editing.text_at(content, path, language)
        if seen is not None and editing.fingerprint(standing) != seen:
            raise TextChanged(standing)
        return editing.with_text(content, path, language, text)

    changed = change_draft(actor, key=key, change=change, path=f"{path}@{language}")
    return editing.fingerprint(editing.text_at(changed, path, language))


def change_draft(actor: Actor, /, *, key: str, change: Callable[[Document], Document], path: str = "") -> Document:
    """Change the draft by one of the functions in ``editing``, as one step that can be undone.

    Args:
        actor: who changes it.
        key: the guide's.
        change: takes the document and gives the new one.
        path: the place that is being typed in, so that typing on is the same step; empty makes a step of its own.

    Raises:
        NotFound: there is no draft.
    """
    with transaction.atomic():
        draft = find_draft(actor, key, is_locked=True)
        step = current_step(draft)
        content = change(step.content)
        if content != step.content:
            _store(actor, draft, step, content, path)
    return content


def replace_draft(actor: Actor, /, *, key: str, content: Mapping[str, Any]) -> None:
    """Put a whole document, read from a file, in the draft's place; undo brings the former back."""
    change_draft(actor, key=key, change=lambda before: {**content, "key": before["key"], "kind": before["kind"]})


def undo(actor: Actor, /, *, key: str) -> bool:
    """Take back the newest change; returns whether there was one."""
    return _go(actor, key, by=-1)


def redo(actor: Actor, /, *, key: str) -> bool:
    """Do again what was taken back; returns whether there was anything."""
    return _go(actor, key, by=1)


def discard_draft(actor: Actor, /, *, key: str) -> bool:
    """Throw the draft away; a guide that was never published goes with it. Returns whether the guide is left."""
    with transaction.atomic():
        draft = find_draft(actor, key, is_locked=True)
        guide = draft.guide
        draft.delete()
        if not guide.versions.exists():
            guide.delete()
            return False
    return True


def _start(actor: Actor, guide: Guide, content: Document) -> GuideDraft:
    draft = GuideDraft.objects.create(guide=guide, changed_by_id=actor.person_id)
    DraftStep.objects.create(draft=draft, number=0, content=content)
    return draft


def _store(actor: Actor, draft: GuideDraft, step: DraftStep, content: Document, path: str) -> None:
    draft.steps.filter(number__gt=step.number).delete()
    moment = clock.now()
    if path and step.path == path and step.number and moment - step.made_at < ONE_SITTING:
        step.content = content
        step.save(update_fields=["content"])
    else:
        draft.position = step.number + 1
        DraftStep.objects.create(draft=draft, number=draft.position, content=content, path=path, made_at=moment)
        draft.steps.filter(number__lt=draft.position - MOST_STEPS).delete()
    draft.changed_at, draft.changed_by_id = moment, actor.person_id
    draft.save(update_fields=["position", "changed_at", "changed_by_id"])


def _go(actor: Actor, key: str, *, by: int) -> bool:
    with transaction.atomic():
        draft = find_draft(actor, key, is_locked=True)
        to = draft.position + by
        if not draft.steps.filter(number=to).exists():
            return False
        draft.position, draft.changed_at, draft.changed_by_id = to, clock.now(), actor.person_id
        draft.save(update_fields=["position", "changed_at", "changed_by_id"])
    return True


def _newest_content(guide: Guide) -> Document | None:
    newest = guide.versions.filter(composition="").order_by("-number").first()
    return dict(newest.content) if newest else None


def _others(content: Mapping[str, Any] | None, titles: Mapping[str, str]) -> dict[str, str]:
    """The titles that a document brings in other languages than the organisation's."""
    return {one: text for one, text in ((content or {}).get("title") or {}).items() if one not in titles}

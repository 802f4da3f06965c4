"""The versions of a guide: who published them and when, where they are in use, and how two of them differ."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from samspill.confidentiality.actors import Actor, Role
from samspill.guides.queries import Edition, has_draft, list_editions, read_draft
from samspill.guides.texts import in_language
from samspill.rounds.queries import count_rounds_on
from samspill.web.guide_changes import changes_between
from samspill.web.guide_names import language_asked
from samspill.web.numbers import read_number
from samspill.web.rendering import show


def versions(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Every version, newest first, and the draft before them."""
    editions = _editions(actor, key)
    counts = count_rounds_on(actor, guide_key=key) if actor.has(Role.HR) else {}
    language = language_asked(request)
    context = {
        "key": key,
        "title": in_language(editions[0].content["title"], language),
        "language": language,
        "lines": [(edition, counts.get(edition.number, 0)) for edition in editions],
        "pair": _pair(request, editions),
        "editions": editions,
    }
    return show(request, "guides/versions.html", context)


def compare_two(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """What is new, removed, changed and moved from ``fra`` to ``til``; 0 is the draft."""
    editions, language = _editions(actor, key), language_asked(request)
    by_number = {edition.number: edition for edition in editions}
    before, after = (by_number[number] for number in _pair(request, editions))
    context = {
        "key": key,
        "title": in_language(after.content["title"], language),
        "language": language,
        "languages": settings.LANGUAGES,
        "editions": editions,
        "before": before,
        "after": after,
        "pair": (before.number, after.number),
        "kept": f"fra={before.number}&til={after.number}&",
        "groups": changes_between(before.content, after.content, language=language),
    }
    return show(request, "guides/compare.html", context)


def _editions(actor: Actor, key: str) -> list[Edition]:
    """The draft, if there is one, and every version, newest first."""
    draft = [read_draft(actor, key=key)] if has_draft(key) else []
    return draft + list_editions(actor, key=key)


def _pair(request: HttpRequest, editions: list[Edition]) -> tuple[int, int]:
    """The two to compare: as asked for where there are such, else the newest change."""
    numbers = [edition.number for edition in editions]
    usual = (numbers[min(1, len(numbers) - 1)], numbers[0])
    asked = (read_number(request.GET.get(name, ""), otherwise=-1) for name in ("fra", "til"))
    before, after = (wanted if wanted in numbers else other for wanted, other in zip(asked, usual, strict=True))
    return before, after

"""Reads of guides: public to everybody who is signed in. A version never changes, so it is kept in memory."""

from functools import lru_cache
from uuid import UUID

from samspill.confidentiality.decisions import NotFound
from samspill.guides.models import Guide, GuideVersion
from samspill.guides.texts import GuideText, MenuText, guide_in, menu_in


@lru_cache(maxsize=64)
def read_guide(version_id: UUID, language: str) -> GuideText:
    """A guide version in a language."""
    return guide_in(GuideVersion.objects.get(id=version_id).content, language)


@lru_cache(maxsize=64)
def read_version_number(version_id: UUID) -> int:
    """Which version of its guide this is."""
    return GuideVersion.objects.values_list("number", flat=True).get(id=version_id)


@lru_cache(maxsize=64)
def read_menu(version_id: UUID, language: str) -> MenuText:
    """A version of the question menu in a language."""
    return menu_in(GuideVersion.objects.get(id=version_id).content, language)


def list_guides(language: str) -> list[tuple[GuideVersion, GuideText]]:
    """The newest version of each guide that a round can use, with its text."""
    newest: dict[UUID, GuideVersion] = {}
    for version in GuideVersion.objects.filter(guide__kind=Guide.Kind.YEARLY).order_by("guide__key", "number"):
        newest[version.guide_id] = version
    return [(version, read_guide(version.id, language)) for version in newest.values()]


def newest_version(key: str) -> GuideVersion:
    """The newest version of a guide or menu, by key.

    Raises:
        NotFound: there is no such guide.
    """
    version = GuideVersion.objects.filter(guide__key=key).order_by("-number").first()
    if version is None:
        raise NotFound
    return version

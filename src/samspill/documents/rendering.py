"""From content to tagged PDF/A, or to pictures of its pages, in memory, with the same bytes each time for the same content.

typst is told nothing about the machine: it sees our fonts and our templates only, no system font, no clock and no
file of anybody's. What people wrote is handed over as JSON, which typst reads as data and never as markup. A compiler
is kept per template, since a reused one is about three times faster than a fresh one.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from django.utils import translation

from samspill.documents.content import Correction, InvitationSheet, Plan, Remark, Signature
from samspill.documents.form_content import GuideForm, MenuSheet
from samspill.documents.guide_form import lay_out_guide_form, lay_out_menu
from samspill.documents.invitation_sheet import lay_out_invitation
from samspill.documents.plan_sheet import Standard, lay_out_plan
from samspill.documents.typefaces import FAMILIES, FONTS

_TEMPLATES = Path(__file__).parent / "typst"
_ARCHIVE_STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
_OWN_STANDARDS: "list[typst.PDFStandard]" = ["a-3a", "ua-1"]

MOST_PAGES = 12  # as pictures: typst draws all of them to give one
_TO_READ = 120  # pixels per inch: A4 is 992 wide, twice the column beside a plan; a full page is 160 to 250 kB
_TO_COUNT = 1  # set in full, and next to nothing to draw


class UnprintableContent(RuntimeError):
    """The content could not be made into a conforming document; nothing was produced."""


def render_plan(
    plan: Plan,
    /,
    *,
    signatures: Sequence[Signature],
    remarks: Sequence[Remark],
    standard: Standard,
    language: str,
    corrections: Sequence[Correction] = (),
) -> bytes:
    """The agreed plan as a PDF.

    ``archive`` gives PDF/A-2a and PDF/UA-1 without attachment, as records systems want it; ``own`` gives PDF/A-3a and
    PDF/UA-1 with the plan's canonical JSON attached as data, so that it can be taken along; ``signing`` is as the archive's,
    with lines to sign on by hand. ``language`` is the code of
    the labels' language; the plan's own words keep the language they were written in.

    Raises:
        SignaturesDisagree: the signatures carry different hashes.
        UnprintableContent: typst refused the document.
    """
    content = _plan_content(plan, signatures, remarks, corrections, standard, language)
    moments = [*(signature.at for signature in signatures), *(remark.at for remark in remarks)]
    moments += [correction.accepted_at for correction in corrections]
    made_at = max(moments, default=datetime.combine(plan.held_on, time(), UTC))
    attachment = plan.canonical.decode() if standard == "own" else ""
    standards = _OWN_STANDARDS if standard == "own" else _ARCHIVE_STANDARDS
    return _press("plan").print(content, language=language, made_at=made_at, standards=standards, attachment=attachment)


def render_plan_pages(
    plan: Plan,
    /,
    *,
    signatures: Sequence[Signature],
    remarks: Sequence[Remark],
    language: str,
    corrections: Sequence[Correction] = (),
) -> list[bytes]:
    """Each page of the archive's copy as a picture (PNG); none where there are more than ``MOST_PAGES``.

    Raises:
        SignaturesDisagree: the signatures carry different hashes.
        UnprintableContent: typst refused the document.
    """
    content = _plan_content(plan, signatures, remarks, corrections, "archive", language)
    if not _count_pictures(content, language):
        return []
    return _press("plan").draw(content, language=language, pixels_per_inch=_TO_READ)


def count_plan_pages(
    plan: Plan,
    /,
    *,
    signatures: Sequence[Signature],
    remarks: Sequence[Remark],
    language: str,
    corrections: Sequence[Correction] = (),
) -> int:
    """How many pictures ``render_plan_pages`` gives; the document is set for it, but not drawn at a size to be read.

    Raises:
        SignaturesDisagree: the signatures carry different hashes.
        UnprintableContent: typst refused the document.
    """
    return _count_pictures(_plan_content(plan, signatures, remarks, corrections, "archive", language), language)


def render_invitation(invitation: InvitationSheet, /, *, language: str) -> bytes:
    """The personal invitation on paper as PDF/A-2a and PDF/UA-1, for one without mail; the leader hands it over.

    Raises:
        UnprintableContent: typst refused the document.
    """
    with translation.override(language):
        content = lay_out_invitation(invitation)
    return _sheet("invitation", content, written_at=invitation.written_at, language=language)


def render_guide_form(form: GuideForm, /, *, language: str) -> bytes:
    """A guide with room to write as PDF/A-2a and PDF/UA-1, for those who prepare or talk on paper.

    Raises:
        UnprintableContent: typst refused the document.
    """
    with translation.override(language):
        content = lay_out_guide_form(form)
    return _sheet("guide_form", content, written_at=form.written_at, language=language)


def render_menu(menu: MenuSheet, /, *, language: str) -> bytes:
    """A question menu with boxes to tick as PDF/A-2a and PDF/UA-1.

    Raises:
        UnprintableContent: typst refused the document.
    """
    with translation.override(language):
        content = lay_out_menu(menu)
    return _sheet("question_menu", content, written_at=menu.written_at, language=language)


def _plan_content(
    plan: Plan,
    signatures: Sequence[Signature],
    remarks: Sequence[Remark],
    corrections: Sequence[Correction],
    standard: Standard,
    language: str,
) -> dict[str, Any]:
    with translation.override(language):
        return lay_out_plan(plan, signatures=signatures, remarks=remarks, standard=standard, corrections=corrections)


def _count_pictures(content: Mapping[str, Any], language: str) -> int:
    count = len(_press("plan").draw(content, language=language, pixels_per_inch=_TO_COUNT))
    return count if count <= MOST_PAGES else 0


def _sheet(template: str, content: Mapping[str, Any], *, written_at: datetime, language: str) -> bytes:
    """A sheet of paper without attachment, as records systems want it."""
    return _press(template).print(
        content, language=language, made_at=written_at, standards=_ARCHIVE_STANDARDS, attachment=""
    )


class _Press:
    """One template with its compiler. typst keeps state between runs, so one thread at a time."""

    def __init__(self, template: Path) -> None:
        self._lock = Lock()
        self._compiler = typst.Compiler(
            str(template), root=str(_TEMPLATES), font_paths=_fonts(), ignore_system_fonts=True
        )

    def print(
        self,
        content: Mapping[str, Any],
        *,
        language: str,
        made_at: datetime,
        standards: "list[typst.PDFStandard]",
        attachment: str,
    ) -> bytes:
        document = self._compile(
            content, language, attachment, format="pdf", pdf_standards=standards, timestamp=int(made_at.timestamp())
        )
        assert isinstance(document, bytes)
        return document

    def draw(self, content: Mapping[str, Any], *, language: str, pixels_per_inch: float) -> list[bytes]:
        pages = self._compile(content, language, "", format="png", ppi=pixels_per_inch)
        assert pages is not None
        return [pages] if isinstance(pages, bytes) else pages

    def _compile(
        self, content: Mapping[str, Any], language: str, attachment: str, **wanted: Any
    ) -> bytes | list[bytes] | None:
        told = {**content, "language": language, "families": FAMILIES}
        inputs = {"content": json.dumps(told, ensure_ascii=False), "attachment": attachment}
        try:
            with self._lock:
                return self._compiler.compile(sys_inputs=inputs, **wanted)
        except typst.TypstError:
            # The message could quote what somebody wrote; it must not travel on into a log.
            raise UnprintableContent("typst refused the document.") from None


@cache
def _press(name: str) -> _Press:
    return _Press(_TEMPLATES / f"{name}.typ")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])

"""A guide or a question menu on paper, with room to write; public to everybody who is signed in, as the guide is."""

from collections.abc import Iterable
from datetime import datetime

from samspill.confidentiality.actors import Actor
from samspill.documents.content import Section
from samspill.documents.form_content import FormMeeting, FormQuestion, FormTheme, GuideForm, MenuSheet, Reader
from samspill.documents.rendering import render_guide_form, render_menu
from samspill.guides.queries import Edition, read_draft, read_edition
from samspill.guides.shape import MENU
from samspill.guides.texts import GuideText, Line, Point, Theme, guide_in, menu_in
from samspill.organisation.facts import the_organisation


def print_edition(actor: Actor, /, *, key: str, number: int | None, reader: Reader, language: str) -> bytes:
    """A published version as a PDF to write on: the newest, or the one with this number.

    Args:
        actor: whoever asks.
        key: which guide or menu.
        number: which version; None for the newest.
        reader: whom it is for; a menu is the same for everybody.
        language: the language of the guide's texts and of the labels.

    Raises:
        NotFound: there is none.
    """
    return _printed(read_edition(actor, key=key, number=number), reader, language)


def print_draft(actor: Actor, /, *, key: str, reader: Reader, language: str) -> bytes:
    """A draft as a PDF to write on, for those who may write in it.

    Raises:
        NotFound, Denied: there is none, or not for the actor.
    """
    return _printed(read_draft(actor, key=key), reader, language)


def form_of(
    text: GuideText, /, *, version: int, written_at: datetime, reader: Reader, meeting: FormMeeting | None = None
) -> GuideForm:
    """A guide's text as the plain values of its form; ``written_at`` is aware, ``version`` 0 for a draft."""
    return GuideForm(
        organisation=the_organisation().name,
        title=text.title,
        version=version,
        written_at=written_at,
        reader=reader,
        purposes=_texts(text.purposes),
        information=[Section(title=one.title, text=one.text) for one in text.information],
        expectations=_texts(text.expectations),
        employee_points=[_point(one) for one in text.employee_points],
        leader_points=[_point(one) for one in text.leader_points],
        themes=[_theme(one) for one in text.themes],
        evaluation=_texts(text.evaluation),
        closing=_texts(text.closing),
        meeting=meeting,
    )


def _printed(edition: Edition, reader: Reader, language: str) -> bytes:
    content, moment = edition.content, edition.published_at
    if edition.guide.kind != MENU:
        form = form_of(guide_in(content, language), version=edition.number, written_at=moment, reader=reader)
        return render_guide_form(form, language=language)
    menu = menu_in(content, language)
    sheet = MenuSheet(
        organisation=the_organisation().name,
        title=menu.title,
        version=edition.number,
        written_at=moment,
        themes=[_theme(one) for one in menu.themes],
    )
    return render_menu(sheet, language=language)


def _texts(lines: Iterable[Line]) -> list[str]:
    return [line.text for line in lines]


def _point(point: Point) -> FormQuestion:
    return FormQuestion(text=point.text, prompt=point.prompt, is_check=point.is_check, added_by=point.added_by)


def _theme(theme: Theme) -> FormTheme:
    return FormTheme(
        title=theme.title,
        aim=theme.aim,
        questions=[
            FormQuestion(text=one.text, prompt=one.prompt, is_optional=one.is_optional, added_by=one.added_by)
            for one in theme.questions
        ],
        private_hint=theme.private_hint,
        leader_advice=theme.leader_advice,
        has_focus=theme.has_focus,
        has_actions=theme.has_actions,
        is_optional=theme.is_optional,
        added_by=theme.added_by,
    )

"""The guide on paper as its templates want it: every label in words, every text printable."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samspill.documents.form_content import FormMeeting, FormQuestion, FormTheme, GuideForm, MenuSheet
from samspill.documents.lettering import as_one_line, as_printable
from samspill.documents.wording import write_day, write_minutes, write_short_day, write_time
from samspill.foundation.clock import OSLO


def lay_out_guide_form(form: GuideForm, /) -> dict[str, Any]:
    """The form's template content in the active language (seeds S01, S02, S21–S23: a form that guides)."""
    return {
        **_head(form),
        "facts": _facts(form.meeting) if form.meeting else [],
        "blanks": [] if form.meeting else [_("Employee"), _("Leader"), _("Date")],
        "information": _information(form),
        "points": _points(form),
        "meeting": {"title": _("In the conversation"), "lines": _lines(form.expectations)},
        "themes": [_theme(theme, form) for theme in form.themes if not theme.is_optional],
        "more": {
            "title": _("More themes"),
            "text": _("Take up those that you both find useful."),
            "themes": [_theme(theme, form) for theme in form.themes if theme.is_optional],
        },
        "afterwards": {
            "title": _("Afterwards"),
            "questions": _lines(form.evaluation),
            "lines": _lines(form.closing),
        },
        "labels": {
            "offered": _("More questions that can be chosen:"),
            "focus": _("Goal / focus ahead"),
            "actions": _("Who does what by when"),
            "columns": [_("What"), _("Who"), _("By when")],
        },
    }


def lay_out_menu(menu: MenuSheet, /) -> dict[str, Any]:
    """The menu's template content in the active language (seeds S26, S27: the employee picks the ten most important)."""
    return {
        **_head(menu),
        "choose": _("Choose up to ten questions that you want to talk about. Tick them here."),
        "themes": [_menu_theme(theme) for theme in menu.themes],
        "own": _("Questions of my own"),
    }


def _head(sheet: GuideForm | MenuSheet) -> dict[str, Any]:
    day = write_short_day(sheet.written_at.astimezone(OSLO).date())
    version = _("Version %(number)s") % {"number": sheet.version} if sheet.version else _("Draft")
    return {
        "title": _title(sheet.title),
        "organisation": as_one_line(sheet.organisation),
        "page_of": _("Page {page} of {pages}"),
        "version": f"{version} · {day}",
        "own_sheet": _("This sheet is yours. Keep it where nobody else can read it, and choose what you share."),
    }


def _facts(meeting: FormMeeting) -> list[dict[str, str]]:
    starts_at = meeting.starts_at
    day = write_day(starts_at.astimezone(OSLO).date()) if starts_at else ""
    when = _("%(day)s at %(time)s") % {"day": day, "time": write_time(starts_at)} if starts_at else ""
    facts = [
        (_("Employee"), meeting.employee_name),
        (_("Leader"), meeting.leader_name),
        (_("When"), when),
        (_("Length"), write_minutes(meeting.minutes) if starts_at else ""),
        (_("Where"), meeting.place),
    ]
    return [{"name": name, "value": as_one_line(value)} for name, value in facts if value]


def _information(form: GuideForm) -> dict[str, Any]:
    sections = [{"title": _title(each.title), "text": as_printable(each.text)} for each in form.information]
    return {"title": _("Goes with the invitation"), "lines": _lines(form.purposes), "sections": sections}


def _points(form: GuideForm) -> list[dict[str, Any]]:
    """Each side's preparation, for those whom the form is for."""
    sides = (
        ("employee", _("The employee prepares"), form.employee_points),
        ("leader", _("The leader prepares"), form.leader_points),
    )
    return [
        {"title": title, "groups": _groups(points)}
        for side, title, points in sides
        if points and form.reader in {side, "both"}
    ]


def _groups(points: Sequence[FormQuestion]) -> list[dict[str, Any]]:
    """The points, and apart from them those about one's own leading (S10)."""
    checks = [one for one in points if one.is_check]
    groups = (("", [one for one in points if one not in checks]), (_("About leading"), checks))
    return [{"title": title, "questions": _questions(some)} for title, some in groups if some]


def _theme(theme: FormTheme, form: GuideForm) -> dict[str, Any]:
    advice = as_printable(theme.leader_advice) if form.reader != "employee" else ""
    return {
        "title": _title(theme.title),
        "added_by": _added_by(theme.added_by),
        "aim": as_printable(theme.aim),
        "hint": as_printable(theme.private_hint),
        "advice": {"label": _("Advice to the leader"), "text": advice},
        "questions": _questions(one for one in theme.questions if not one.is_optional),
        "offered": _questions(one for one in theme.questions if one.is_optional),
        "has_focus": theme.has_focus,
        "has_actions": theme.has_actions,
    }


def _menu_theme(theme: FormTheme) -> dict[str, Any]:
    return {"title": _title(theme.title), "questions": _questions(theme.questions)}


def _questions(questions: Iterable[FormQuestion]) -> list[dict[str, str]]:
    return [
        {
            "text": text,
            "prompt": as_printable(one.prompt),
            "added_by": _added_by(one.added_by),
        }
        for one in questions
        if (text := as_one_line(one.text))
    ]


def _title(text: str) -> str:
    """A title as one line; a draft may lack it still, and a heading without words is none (PDF/UA-1)."""
    return as_one_line(text) or "–"


def _added_by(name: str) -> str:
    return _("Added by %(name)s") % {"name": as_one_line(name)} if name else ""


def _lines(texts: Sequence[str]) -> list[str]:
    return [line for line in map(as_one_line, texts) if line]

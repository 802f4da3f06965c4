"""A plan and an invitation of the cast."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from samspill.documents.content import Correction, InvitationSheet, Plan, Remark, Section, Signature
from samspill.documents.form_content import FormMeeting, FormQuestion, FormTheme, GuideForm, MenuSheet

TEXT_HASH = "4f" * 32
CONFIRMED_AT = datetime(2026, 4, 16, 8, 42, tzinfo=UTC)
HOSTILE = '#read("/etc/passwd") *b* $x$ `c` <label> @ref // no /* no */ #{1+1} #eval("1") \\ "quoted" [x] ~ -- \'y\''


def an_action(**changes: Any) -> dict[str, Any]:
    return {
        "id": "5e1ccf4f-6d4c-4b5e-9a6b-3f2f7f2f0001",
        "what": "Lage en opplæringsplan for de første fire ukene.",
        "responsible": "employee",
        "due_on": "2026-06-01",
        "support": "To timer i uka i turnus",
        "next_check_on": "2026-09-01",
        "theme": "Bruk av kompetanse",
        **changes,
    }


def a_mapping(**changes: Any) -> dict[str, Any]:
    return {
        "format": "samspill-plan-1",
        "conversation": "5e1ccf4f-6d4c-4b5e-9a6b-3f2f7f2f0000",
        "kind": "yearly",
        "year": 2026,
        "language": "nb",
        "guide": {"key": "full", "version": 1, "title": "Full samtale"},
        "organisation": "Lyngvik kommune",
        "unit": "Furutun omsorgssenter",
        "employee": {"number": "000123", "name": "Ada Lund"},
        "leader": {"number": "000077", "name": "Leif Haugen"},
        "held_on": "2026-04-14",
        "goals": [
            {"id": "1", "kind": "work", "text": "Ta ansvar for opplæringen av nye.", "theme": "Kompetanse"},
            {"id": "2", "kind": "development", "text": "Fullføre kurset i veiledning.", "theme": None},
        ],
        "actions": [
            an_action(),
            an_action(what="Sette av fast tid til fag.", responsible="leader", support=None, next_check_on=None),
            an_action(what="Se på vaktplanen sammen.", responsible="both", theme=None),
        ],
        "no_actions_needed": False,
        "focus": [{"theme": "Verdiene våre", "text": "Mer av korte møter.\n\nMindre av sene beskjeder."}],
        **changes,
    }


def a_goal(**changes: Any) -> dict[str, Any]:
    return {
        "id": "5e1ccf4f-6d4c-4b5e-9a6b-3f2f7f2f0002",
        "kind": "work",
        "text": "Ta ansvar for opplæringen av nye.",
        "whose": "employee",
        "serves": "Alle nye læres opp av en som kan faget",
        "theme": None,
        **changes,
    }


def a_plan(**changes: Any) -> Plan:
    return Plan.from_mapping(a_mapping(**changes))


def both_signatures() -> list[Signature]:
    return [
        Signature(role="employee", name="Ada Lund", at=CONFIRMED_AT, text_hash=TEXT_HASH),
        Signature(role="leader", name="Leif Haugen", at=CONFIRMED_AT + timedelta(hours=3), text_hash=TEXT_HASH),
    ]


def a_remark(text: str = "Jeg vil se på dette igjen før sommeren.") -> Remark:
    return Remark(role="employee", name="Ada Lund", text=text, at=CONFIRMED_AT + timedelta(days=1))


def a_correction(**changes: Any) -> Correction:
    content: dict[str, Any] = {
        "before": "Sete av fast tid til fag.",
        "after": "Sette av fast tid til fag.",
        "proposed_by": "Ada Lund",
        "proposed_at": CONFIRMED_AT + timedelta(days=4),
        "accepted_by": "Leif Haugen",
        "accepted_at": CONFIRMED_AT + timedelta(days=5),
        **changes,
    }
    return Correction(**content)


def an_invitation(**changes: Any) -> InvitationSheet:
    content: dict[str, Any] = {
        "organisation": "Lyngvik kommune",
        "unit": "Furutun omsorgssenter",
        "kind": "yearly",
        "year": 2026,
        "written_at": datetime(2026, 3, 20, 9, 0, tzinfo=UTC),
        "employee_name": "Ada Lund",
        "leader_name": "Leif Haugen",
        "leader_title": "avdelingsleder",
        "starts_at": datetime(2026, 4, 14, 8, 0, tzinfo=UTC),
        "minutes": 90,
        "place": "Møterom Furua",
        "leader_words": "Jeg gleder meg til å høre hvordan året har vært.",
        "leader_themes": ["Opplæring av nye", "Samarbeidet på natt"],
        "sections": [Section(title="Hva samtalen er", text="En planlagt samtale mellom oss to.")],
        "points": ["Hva er du mest fornøyd med?", "Hva trenger du av lederen din?"],
        "address": "https://samspill.lyngvik.example/kode",
        "code": "KPTR-7426",
        "code_valid_until": date(2026, 5, 14),
        **changes,
    }
    return InvitationSheet(**content)


def a_question(text: str = "Hva vil du bruke mer tid på?", **changes: Any) -> FormQuestion:
    return FormQuestion(**{"text": text, "prompt": "Hva kunne gi plass til det?", **changes})


def a_theme(**changes: Any) -> FormTheme:
    content: dict[str, Any] = {
        "title": "Samarbeidet på natt",
        "aim": "Dere finner ut hvordan vaktene henger sammen.",
        "questions": [a_question()],
        **changes,
    }
    return FormTheme(**content)


def a_guide_form(**changes: Any) -> GuideForm:
    content: dict[str, Any] = {
        "organisation": "Lyngvik kommune",
        "title": "Vår samtale",
        "version": 3,
        "written_at": datetime(2026, 3, 20, 9, 0, tzinfo=UTC),
        "reader": "both",
        "purposes": ["Få fram ideer"],
        "information": [Section(title="Hva samtalen er", text="En planlagt samtale mellom oss to.")],
        "expectations": ["Vi er til stede."],
        "employee_points": [a_question("Hva er du mest fornøyd med?")],
        "leader_points": [
            a_question("Hva vil du takke for?"),
            a_question("Hva vet du om arbeidsdagen?", is_check=True),
        ],
        "themes": [a_theme()],
        "evaluation": ["Hva fikk du ut av samtalen?"],
        "closing": ["Bli enige om hvem som skriver."],
        **changes,
    }
    return GuideForm(**content)


def a_form_meeting(**changes: Any) -> FormMeeting:
    content: dict[str, Any] = {
        "employee_name": "Ada Lund",
        "leader_name": "Leif Haugen",
        "starts_at": datetime(2026, 4, 14, 8, 0, tzinfo=UTC),
        "minutes": 90,
        "place": "Møterom Furua",
        **changes,
    }
    return FormMeeting(**content)


def a_menu_sheet(**changes: Any) -> MenuSheet:
    content: dict[str, Any] = {
        "organisation": "Lyngvik kommune",
        "title": "Spørsmål å velge blant",
        "version": 1,
        "written_at": datetime(2026, 3, 20, 9, 0, tzinfo=UTC),
        "themes": [a_theme(questions=[a_question(f"Spørsmål nummer {number}?") for number in range(40)])],
        **changes,
    }
    return MenuSheet(**content)

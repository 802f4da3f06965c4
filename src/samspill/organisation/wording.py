"""What is said about files, rows and changes, in sentences for page and command line alike."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from samspill.organisation.models import NoLeader
from samspill.organisation.reading.remarks import FaultCode, UnreadableFile, WarningCode

REASONS: dict[str, Promise] = {
    FaultCode.NUMBER_MISSING: _("The employee number is missing."),
    FaultCode.VALUE_MISSING: _("This must be filled in."),
    FaultCode.TOO_FEW_CELLS: _("The row is too short: %(value)s columns."),
    FaultCode.TOO_MANY_CELLS: _("The row is too long: %(value)s columns. Is there a separator inside a text?"),
    FaultCode.TOO_LONG: _("This is longer than it can be: “%(value)s”."),
    FaultCode.QUOTE_OPEN: _("A quotation mark is opened and never closed."),
    FaultCode.NOT_A_DATE: _("“%(value)s” is not a date."),
    FaultCode.ENDS_BEFORE_IT_BEGINS: _("It ends before it begins: “%(value)s”."),
    FaultCode.NOT_A_PERCENT: _("“%(value)s” is not a percentage."),
    FaultCode.NATIONAL_ID: _("This looks like a national identity number, and we do not take those in."),
    FaultCode.UNIT_TWICE: _("The unit “%(value)s” stands in the file twice. The first one counts."),
    WarningCode.FORMULA: _("This looks like a formula. It is kept as plain text: “%(value)s”."),
    WarningCode.UNKNOWN_CODE: _("We do not know the code “%(value)s”, so it is left open."),
    WarningCode.ODD_MAIL: _("“%(value)s” is not a mail address, so it is left out."),
    WarningCode.SHARED_MAIL: _("Several people share the mail address “%(value)s”."),
    WarningCode.SAME_ROW_TWICE: _("The same row stands in the file twice. It counts once: “%(value)s”."),
    WarningCode.SEVERAL_MAIN: _("Employee number %(value)s has several main positions. One of them is chosen."),
    WarningCode.DIFFERS: _("Name or mail differs between rows for %(value)s. The main position counts."),
    WarningCode.LEADER_UNKNOWN: _("The leader's employee number “%(value)s” is not known."),
    WarningCode.UNIT_UNKNOWN: _("The unit “%(value)s” is mentioned, but not described in the file."),
    WarningCode.UNITS_IN_A_CIRCLE: _("The unit “%(value)s” is above itself. It is set at the top."),
}

FILES: dict[str, Promise] = {
    "header_missing": _("We do not recognise the first line. It must name the columns."),
    "positions_missing": _("The file with one row per position is missing."),
    "one_kind_twice": _("The two files are of the same kind. Give one with units and one with positions."),
    "leaders_missing": _("Nothing tells who leads whom: no column for the leader, and no file with units."),
    "columns_missing": _("These columns are missing: %(names)s."),
}

FIELDS: dict[str, Promise] = {
    "number": _("employee number"),
    "given_name": _("given name"),
    "family_name": _("family name"),
    "mail": _("mail"),
    "language": _("language"),
    "is_active": _("can sign in"),
    "name": _("name"),
    "parent_code": _("unit above"),
    "leader_number": _("leader"),
    "leader": _("leader"),
    "is_ended": _("ended"),
    "title": _("position"),
    "title_code": _("occupation code"),
    "form": _("form of employment"),
    "percent": _("per cent"),
    "is_main": _("main position"),
    "is_on_leave": _("leave"),
    "from_on": _("first day"),
    "until_on": _("last day"),
    "given_leader_number": _("leader in the file"),
    "no_leader": _("missing leader"),
    "unit_code": _("unit code"),
    "unit_name": _("unit name"),
}

KINDS: dict[str, Promise] = {
    "unit": _("Unit"),
    "person": _("Person"),
    "employment": _("Position"),
    "units": _("units"),
    "positions": _("positions"),
}


def reason_of(code: str, value: str) -> str:
    """Why a row could not be read, or what is worth a look in it."""
    return str(REASONS[code]) % {"value": value}


def refusal_of(error: UnreadableFile) -> str:
    """Why a file cannot be taken in."""
    return str(FILES[error.code]) % {"names": names_of(error.names)}


def names_of(fields: Sequence[str]) -> str:
    """Fields by their names, in one line; a missing leader by its reason."""
    return ", ".join(str(FIELDS.get(field, field)) for field in fields)


def no_leader_reason(code: str) -> str:
    """Why somebody has no usable leader."""
    return str(NoLeader(code).label)


def summary_of(counts: dict[str, int]) -> list[str]:
    """What an import changes, a short sentence for each kind that changes at all."""
    told: list[tuple[str, Any]] = [
        ("units_added", lambda n: ngettext("%(n)s new unit", "%(n)s new units", n)),
        ("units_changed", lambda n: ngettext("%(n)s unit changed", "%(n)s units changed", n)),
        ("units_ended", lambda n: ngettext("%(n)s unit ended", "%(n)s units ended", n)),
        ("persons_added", lambda n: ngettext("%(n)s new person", "%(n)s new persons", n)),
        ("persons_changed", lambda n: ngettext("%(n)s person changed", "%(n)s persons changed", n)),
        ("persons_ended", lambda n: ngettext("%(n)s person ended", "%(n)s persons ended", n)),
        ("employments_added", lambda n: ngettext("%(n)s new position", "%(n)s new positions", n)),
        ("employments_changed", lambda n: ngettext("%(n)s position changed", "%(n)s positions changed", n)),
        ("employments_ended", lambda n: ngettext("%(n)s position ended", "%(n)s positions ended", n)),
        ("leaderships_added", lambda n: ngettext("%(n)s new tie to a leader", "%(n)s new ties to a leader", n)),
        ("leaderships_ended", lambda n: ngettext("%(n)s tie to a leader ended", "%(n)s ties to a leader ended", n)),
    ]
    found = [words(counts[name]) % {"n": counts[name]} for name, words in told if counts.get(name)]
    return found or [gettext("Nothing has changed since last time.")]

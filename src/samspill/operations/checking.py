"""What ``samspill check`` looks at, line by line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from samspill.confidentiality.starting import assert_keys_fit
from samspill.foundation.database import assert_durable
from samspill.operations.starting import REFUSALS, assert_set_up, pending_migrations

OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``trouble`` is empty when it is as it should be."""

    subject: str
    trouble: str = ""


def examine() -> Iterator[Finding]:
    """Look at durability, keys, file modes and version; reads only.

    Raises:
        NotReady: there is no installation to look at.

    """
    assert_set_up()
    yield _asserted(_("No acknowledged save can be lost"), assert_durable)
    yield _asserted(_("The keys are apart from the data, private, and this installation's"), assert_keys_fit)
    yield _modes()
    behind = pending_migrations()
    yield Finding(_("The database is of this version"), _("Run: samspill setup") if behind else "")


def _asserted(subject: str, assertion: Callable[[], None]) -> Finding:
    try:
        assertion()
    except REFUSALS as refusal:
        return Finding(subject, str(refusal))
    return Finding(subject)


def _modes() -> Finding:
    folder = Path(settings.SAMSPILL_DATA)
    private = [folder, folder / "secret-key", *sorted(folder.glob("*.sqlite3*"))]
    open_ones = [str(path) for path in private if path.exists() and path.stat().st_mode & OTHERS]
    trouble = _("Others can reach: {paths}").format(paths=", ".join(open_ones)) if open_ones else ""
    return Finding(_("Only this user can reach the data folder"), trouble)

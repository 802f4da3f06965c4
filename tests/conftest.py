"""What every test stands on: keys in a throw-away file, a prepared installation, no mail server unless asked for."""

from pathlib import Path

import pytest
from django.conf import settings

from samspill.confidentiality import keyring, parts, starting
from tests.cast import Cast, make_cast


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    """A key file of this run's own, outside the data folder."""
    path = Path(settings.SAMSPILL_KEYS)
    if not path.exists():
        keyring.write_new_keys(path)


@pytest.fixture(autouse=True)
def _installation(request: pytest.FixtureRequest) -> None:
    """The installation's identity and canary, for tests that use the database."""
    marker = request.node.get_closest_marker("django_db")
    if marker or {"db", "transactional_db", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db" if marker and marker.kwargs.get("transaction") else "db")
        parts.installation_id.cache_clear()
        starting.prepare_installation()


@pytest.fixture
def cast(db: None) -> Cast:
    """The nine."""
    return make_cast()

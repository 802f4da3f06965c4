"""The key file: outside the data folder, readable by its owner only, never overwritten, and the right one."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from samspill.confidentiality import keyring, parts, starting
from samspill.confidentiality.keyring import Keyring, KeysUnusable, read_keys, write_new_keys
from samspill.confidentiality.sealing import new_key


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "keys" / "keys.json"
    write_new_keys(made)
    return made


def test_a_new_file_can_be_read_by_its_owner_only(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600
    assert set(read_keys(path).shelves) == {keyring.CURRENT_SHELF}


def test_keys_are_never_overwritten(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(KeysUnusable):
        write_new_keys(path)
    assert path.read_bytes() == before


def test_a_file_inside_the_data_folder_is_refused() -> None:
    inside = Path(settings.SAMSPILL_DATA) / "keys.json"
    for act in (write_new_keys, read_keys):
        with pytest.raises(KeysUnusable, match="inside the data folder"):
            act(inside)
    assert not inside.exists()


def test_a_file_that_others_can_read_is_refused(path: Path) -> None:
    path.chmod(0o640)
    with pytest.raises(KeysUnusable, match="chmod 600"):
        read_keys(path)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', '{"format": 2, "shelves": {}}'])
def test_a_damaged_file_is_refused_in_plain_words(path: Path, content: str) -> None:
    path.write_text(content)
    with pytest.raises(KeysUnusable, match="Restore it"):
        read_keys(path)


def test_half_a_key_is_refused(path: Path) -> None:
    content = json.loads(path.read_text())
    content["shelves"] = {name: key[:20] for name, key in content["shelves"].items()}
    path.write_text(json.dumps(content))
    with pytest.raises(KeysUnusable):
        read_keys(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KeysUnusable, match="missing"):
        read_keys(tmp_path / "nothing.json")


def test_a_keyring_does_not_print_its_keys() -> None:
    assert "1 shelves" in repr(Keyring({"a": new_key()}))


@pytest.mark.django_db
def test_the_canary_does_not_sing_under_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    starting.assert_keys_fit()
    monkeypatch.setattr(starting, "keyring", lambda: Keyring({keyring.CURRENT_SHELF: new_key()}))
    with pytest.raises(KeysUnusable):
        starting.assert_keys_fit()


@pytest.mark.django_db
def test_nothing_is_written_under_another_key(monkeypatch: pytest.MonkeyPatch, cast: object) -> None:
    from tests.cast import Cast
    from tests.making import conversation_of, make_round

    from samspill.confidentiality.decisions import Part
    from samspill.confidentiality.models import PartKey, SealedText
    from samspill.conversations.services import preparing

    assert isinstance(cast, Cast)
    make_round(cast)
    ada, conversation = cast.actor("ada"), conversation_of(cast)
    preparing.save_point(ada, conversation_id=conversation.id, point="theme:values", text="Hei", revision=0)
    monkeypatch.setattr(parts, "keyring", lambda: Keyring({keyring.CURRENT_SHELF: new_key()}))
    with pytest.raises(KeysUnusable):
        preparing.save_point(ada, conversation_id=conversation.id, point="theme:values", text="Nytt", revision=1)
    assert PartKey.objects.filter(part=Part.PREPARATION_EMPLOYEE).count() == 1
    assert SealedText.objects.get().revision == 1

"""The import's pages: hand in, see, apply, follow."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from samspill.organisation.models import ImportRun
from samspill.organisation.services.importing import apply_import, check_received
from samspill.organisation.services.queueing import take_in
from samspill.people.models import Person
from tests.cast import NUMBERS, Cast
from tests.rooms.organisation.exports import export, row, units

pytestmark = pytest.mark.django_db

HANNE = row(NUMBERS["hanne"])
MANY = [HANNE, *(row(f"n{n}", "leif") for n in range(60))]


def as_(client: Client, cast: Cast, name: str) -> Client:
    client.force_login(getattr(cast, name))
    return client


def uploaded(*rows: list[str], name: str = "export.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, export(*rows).read())


def work() -> int:
    """Run what is queued, as the worker does."""
    queued = list(DBTaskResult.objects.filter(status="READY").order_by("enqueued_at"))
    for job in queued:
        job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
    DBTaskResult.objects.filter(pk__in=[job.pk for job in queued]).delete()
    return len(queued)


def hand_in(client: Client, *rows: list[str]) -> str:
    """Hand in a file; the address of its run."""
    answer = client.post(reverse("import_receive"), {"file": uploaded(*rows)})
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def said(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_export_goes_in_by_hand(client: Client, cast: Cast) -> None:
    hanne = as_(client, cast, "hanne")
    url = hand_in(hanne, *MANY, row("leif"), row("feil", Fra_dato="31.02.2020"))
    assert 'hx-trigger="every 1s"' in said(hanne, url)
    assert work() == 1

    page = said(hanne, url)
    assert "every 1s" not in page
    assert "31.02.2020" in page
    assert "Fødselsnr, Årslønn" in page
    assert not Person.objects.filter(employee_number="n7").exists()

    answer = hanne.post(f"{url}bruk/", {"are_many_endings_meant": "on"})
    assert (answer.status_code, answer.headers["Location"]) == (303, url)
    assert 'hx-trigger="every 1s"' in said(hanne, url)
    assert work() == 1
    assert Person.objects.filter(employee_number__startswith="n", is_active=True).count() == 60
    assert "bruk/" not in said(hanne, url)
    assert url in said(hanne, reverse("imports"))


def test_a_list_is_opened_fifty_lines_at_a_time(client: Client, cast: Cast) -> None:
    hanne = as_(client, cast, "hanne")
    url = hand_in(hanne, *MANY)
    work()

    first, second = said(hanne, f"{url}?section=added"), said(hanne, f"{url}?section=added&page=2")

    assert len(re.findall(r'<th scope="row"', first)) == 50
    assert len(re.findall(r'<th scope="row"', second)) == 13
    assert said(hanne, f"{url}?section=nowhere&page=99999999999").count("<table") == 1


def test_the_part_that_is_asked_for_equals_the_page(client: Client, cast: Cast) -> None:
    hanne = as_(client, cast, "hanne")
    url = hand_in(hanne, *MANY)
    for _ in range(2):
        part = client.get(url, headers={"HX-Request": "true", "HX-Target": "div#run"}).content.decode()
        assert part.strip().startswith("<div")
        assert "<html" not in part
        assert _without_tokens(part.strip()) in _without_tokens(said(hanne, url))
        work()


def _without_tokens(page: str) -> str:
    return re.sub(r'value="\w{64}"', "", page)


def test_many_endings_must_be_meant(client: Client, cast: Cast) -> None:
    hanne = as_(client, cast, "hanne")
    url = hand_in(hanne, *MANY)
    work()

    answer = hanne.post(f"{url}bruk/")

    assert answer.status_code == 422
    assert "are_many_endings_meant" in answer.content.decode()
    assert DBTaskResult.objects.count() == 0
    hanne.post(f"{url}bruk/", {"are_many_endings_meant": "on"})
    hanne.post(f"{url}bruk/", {"are_many_endings_meant": "on"})
    assert work() == 1
    assert not Person.objects.get(id=cast.olav.id).is_active


def test_what_is_no_export_is_said_beside_the_field(client: Client, cast: Cast) -> None:
    hanne = as_(client, cast, "hanne")
    for file in (SimpleUploadedFile("a.csv", b"\x89PNG"), SimpleUploadedFile("a.csv", b"")):
        answer = hanne.post(reverse("import_receive"), {"file": file})
        assert answer.status_code == 422
        assert 'id="id_file_error"' in answer.content.decode()
    assert hanne.post(reverse("import_receive"), {}).status_code == 422
    assert not ImportRun.objects.exists()


def test_units_may_come_in_a_file_of_their_own(client: Client, cast: Cast) -> None:
    hanne = as_(client, cast, "hanne")
    told = SimpleUploadedFile("units.csv", units(["10", "Furua", "", "leif"]).read())
    answer = hanne.post(reverse("import_receive"), {"file": told, "other": uploaded(row("ada"), row("leif"))})
    work()
    run = ImportRun.objects.get()
    assert answer.status_code == 303
    assert run.report["counts"]["leaderships_added"] == 1


@pytest.mark.parametrize("name", ["ada", "leif", "vera", "vidar", "tor", "frida", "olav"])
def test_the_pages_are_for_hr_and_administrators(client: Client, cast: Cast, name: str) -> None:
    run = take_in(cast.actor("hanne"), files=[export(*MANY)])
    someone = as_(client, cast, name)
    for url in (reverse("imports"), reverse("import_run", args=[run.id])):
        assert someone.get(url).status_code == 404
    assert someone.post(reverse("import_receive"), {"file": uploaded(*MANY)}).status_code == 404
    assert someone.post(reverse("import_apply", args=[run.id])).status_code == 404


def test_who_loses_the_role_meanwhile_applies_nothing(client: Client, cast: Cast) -> None:
    hanne = as_(client, cast, "hanne")
    url = hand_in(hanne, *MANY)
    work()
    hanne.post(f"{url}bruk/", {"are_many_endings_meant": "on"})
    cast.hanne.role_grants.all().delete()

    with pytest.raises(Exception, match="apply_import"):
        work()
    assert not Person.objects.filter(employee_number="n7").exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_for_few_and_many(
    client: Client, cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hanne, actor = as_(client, cast, "hanne"), cast.actor("hanne")
    for _ in range(count):
        run = take_in(actor, files=[export(*MANY[: count + 1], row("feil", Fra_dato="x"))])
        check_received(actor, run_id=run.id)
        apply_import(actor, run_id=run.id, are_many_endings_meant=True)
    hanne.get(reverse("imports"))
    queries = {reverse("imports"): 5, reverse("import_run", args=[run.id]): 6}
    for url, expected in queries.items():
        with django_assert_num_queries(expected):
            hanne.get(url)

"""The agreed plan as PDF: it conforms, says everything that was agreed, and believes nothing that was typed."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.rooms.documents.examples import (
    CONFIRMED_AT,
    HOSTILE,
    TEXT_HASH,
    a_correction,
    a_goal,
    a_mapping,
    a_plan,
    a_remark,
    an_action,
    both_signatures,
)
from tests.rooms.documents.reading import failures, squeezed, tags, text_of

from samspill.documents.content import Plan, Signature, UnknownFormat
from samspill.documents.plan_sheet import SignaturesDisagree, Standard
from samspill.documents.rendering import UnprintableContent, render_plan


def rendered(plan: Plan | None = None, *, standard: Standard = "archive", language: str = "en", **more: Any) -> bytes:
    signatures = more.get("signatures", both_signatures())
    remarks = more.get("remarks", [a_remark()])
    return render_plan(
        plan or a_plan(),
        signatures=signatures,
        remarks=remarks,
        standard=standard,
        language=language,
        corrections=more.get("corrections", []),
    )


def with_change(document: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    changed = BytesIO()
    with pikepdf.open(BytesIO(document)) as pdf:
        change(pdf)
        pdf.save(changed)
    return changed.getvalue()


@pytest.mark.parametrize(("standard", "profile"), [("archive", "2a"), ("own", "3a")])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_conforms_to_pdf_a_and_pdf_ua(standard: Standard, profile: str, language: str) -> None:
    document = rendered(standard=standard, language=language)

    assert failures(document, profile) == []
    assert failures(document, "ua1") == []


def _forget_fonts(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
            for key in [key for key in thing if key.startswith("/FontFile")]:
                del thing[key]


FAULTS = {
    "language": ("ua1", lambda pdf: pdf.Root.__delitem__("/Lang")),
    "structure": ("3a", lambda pdf: pdf.Root.__delitem__("/StructTreeRoot")),
    "identification": ("3a", lambda pdf: pdf.Root.__delitem__("/Metadata")),
    "title": ("ua1", lambda pdf: pdf.Root.__delitem__("/ViewerPreferences")),
    "relationship": ("3a", lambda pdf: pdf.Root.AF[0].__delitem__("/AFRelationship")),
    "script": (
        "3a",
        lambda pdf: pdf.Root.__setitem__("/OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")),
    ),
    "fonts": ("3a", _forget_fonts),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_validator_finds_a_planted_fault(fault: str) -> None:
    profile, plant = FAULTS[fault]
    document = rendered(standard="own")

    assert failures(with_change(document, lambda _pdf: None), profile) == []
    assert failures(with_change(document, plant), profile) != []


def test_a_wrong_length_is_found() -> None:
    document = rendered()
    length = re.search(rb"/Length (\d{3})\b", document)
    assert length is not None
    spoilt = document[: length.start(1)] + b"%03d" % (int(length[1]) - 2) + document[length.end(1) :]

    assert failures(spoilt, "2a") != []


def test_title_language_and_dates_name_nobody() -> None:
    with pikepdf.open(BytesIO(rendered(language="nb"))) as pdf:
        described = str(pdf.docinfo) + str(pdf.open_metadata())
        assert str(pdf.Root.Lang) == "nb"
        assert "2026" in str(pdf.docinfo.Title)
        assert str(pdf.docinfo.CreationDate) == "D:20260417084200Z"
    assert not any(word in described for word in ("Ada", "Lund", "Leif", "Haugen", "opplæring"))


def test_the_archive_copy_has_no_attachment_and_the_own_copy_has_the_plan_as_data() -> None:
    plan = a_plan()
    with pikepdf.open(BytesIO(rendered(plan, standard="archive"))) as pdf:
        assert list(pdf.attachments) == []
    with pikepdf.open(BytesIO(rendered(plan, standard="own"))) as pdf:
        attached = pdf.attachments["plan.json"].get_file().read_bytes()
        assert pdf.Root.AF[0].AFRelationship == "/Data"
    assert attached == plan.canonical
    assert json.loads(attached) == a_mapping()


def test_headings_and_tables_are_tagged() -> None:
    found = tags(rendered())

    assert found["/H1"] == 1
    assert found["/H2"] >= 6
    assert found["/Table"] == 2
    assert found["/TH"] == 6
    assert found["/TR"] == (1 + 3) + (1 + 2)


def test_the_same_content_gives_the_same_bytes_in_any_order_thread_and_process() -> None:
    years = [2026, 2027] * 6
    first = {year: rendered(a_plan(year=year)) for year in (2026, 2027)}

    with ThreadPoolExecutor(6) as threads:
        again = list(threads.map(lambda year: rendered(a_plan(year=year)), years))

    assert again == [first[year] for year in years]
    assert first[2026] != first[2027]
    assert _rendered_elsewhere() == first[2026]


def _rendered_elsewhere() -> bytes:
    code = (
        "import sys, django; django.setup()\n"
        "from tests.rooms.documents.test_plan_pdf import rendered\n"
        "sys.stdout.buffer.write(rendered())"
    )
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout


def test_everything_agreed_can_be_read_in_the_document() -> None:
    told = "Tiltak {0} begynner. " + "Litt mer om det. " * 12 + "Tiltak {0} slutter."
    actions = [an_action(what=told.format(number)) for number in range(40)]
    focus = [{"theme": "Langt", "text": "En lang tekst. " * 900 + "SLUTT"}]
    document = rendered(a_plan(actions=actions, focus=focus))

    text = text_of(document)
    for number in range(40):
        assert squeezed(f"Tiltak {number} begynner.") in text
        assert squeezed(f"Tiltak {number} slutter.") in text
    assert "SLUTT" in text
    for said in ("Ta ansvar for opplæringen av nye.", "Ada Lund", "Leif Haugen", "Furutun omsorgssenter", TEXT_HASH):
        assert squeezed(said) in text
    with pikepdf.open(BytesIO(document)) as pdf:
        assert len(pdf.pages) > 5
        assert squeezed(f"Page 2 of {len(pdf.pages)}") in text


def test_support_next_check_and_who_are_told_once() -> None:
    text = text_of(rendered(a_plan(actions=[an_action(responsible="both")])))

    assert text.count("Support:TotimeriukaiturnusWelookatitagain1September2026Theme:BrukavkompetanseBoth1June2026") == 1
    assert text.count("Welookatitagain") == 1


@pytest.mark.parametrize(("whose", "name"), [("employee", "Ada Lund"), ("leader", "Leif Haugen"), ("both", "Both")])
def test_whose_a_goal_is_and_what_serves_what_can_be_read(whose: str, name: str) -> None:
    goal = a_goal(whose=whose)
    text = text_of(rendered(a_plan(goals=[goal], actions=[an_action(goal=goal["id"], support=None)])))

    assert squeezed(f"{goal['text']} {name} Serves: {goal['serves']}") in text
    assert squeezed(f"For the goal: {goal['text']}") in text


def test_a_text_from_before_there_were_ties_says_nothing_of_them() -> None:
    text = text_of(rendered(a_plan()))

    assert squeezed("Ta ansvar for opplæringen av nye. Theme: Kompetanse") in text
    assert "Serves:" not in text
    assert squeezed("For the goal:") not in text


def test_a_tie_to_a_goal_that_is_not_there_is_left_out() -> None:
    assert squeezed("For the goal:") not in text_of(rendered(a_plan(actions=[an_action(goal="gone")])))


def test_no_particular_actions_is_a_full_answer() -> None:
    text = text_of(rendered(a_plan(actions=[], no_actions_needed=True)))

    assert squeezed("No particular actions are needed") in text
    assert squeezed("It is a full answer.") in text
    assert squeezed("No actions are written down") not in text


def test_remarks_stand_under_the_signatures() -> None:
    text = text_of(rendered(remarks=[a_remark("Jeg er uenig i ett punkt.")]))

    assert text.index("Confirmed") < text.index(squeezed("Jeg er uenig i ett punkt."))


def test_what_was_corrected_afterwards_stands_with_both_who_signed_it() -> None:
    document = rendered(corrections=[a_correction()])

    text = text_of(document)
    said = text[text.index(squeezed("Spelling corrected afterwards")) :]
    for words in (
        "Sete av fast tid til fag.",
        "Sette av fast tid til fag.",
        "Proposed by Ada Lund 20 April 2026 at 10:42",
        "Accepted by Leif Haugen 21 April 2026 at 10:42",
    ):
        assert squeezed(words) in said
    assert text.index("Confirmed") < text.index(said) < text.index("Remarks")
    assert tags(document)["/TH"] == 6 + 3
    with pikepdf.open(BytesIO(document)) as pdf:
        assert str(pdf.docinfo.CreationDate) == "D:20260421084200Z"


@pytest.mark.parametrize(("standard", "profile"), [("archive", "2a"), ("own", "3a")])
def test_corrections_conform_and_tell_what_the_checksum_is_of(standard: Standard, profile: str) -> None:
    long = "En lang tekst om opplæringen. " * 60
    corrections = [a_correction(before=f"{long}{number}", after=HOSTILE) for number in range(4)]
    document = rendered(standard=standard, corrections=corrections)

    assert [failures(document, one) for one in (profile, "ua1")] == [[], []]
    assert text_of(document).count(squeezed(HOSTILE)) == 4
    assert squeezed("the checksum is of the text as both confirmed it") in text_of(document)
    assert (squeezed("The attached data are that text, too.") in text_of(document)) == (standard == "own")


def test_without_corrections_the_document_says_nothing_of_them() -> None:
    assert squeezed("Spelling corrected") not in text_of(rendered())


def test_times_are_norwegian_and_dates_are_in_the_language_of_the_document() -> None:
    assert squeezed("tirsdag 14. april 2026") in text_of(rendered(language="nb"))
    assert squeezed("tysdag 14. april 2026") in text_of(rendered(language="nn"))
    assert squeezed("Tuesday 14 April 2026") in text_of(rendered(language="en"))
    assert "10.42" in text_of(rendered(language="nb"))
    assert "10:42" in text_of(rendered(language="en"))


def test_a_plan_that_not_both_have_confirmed_says_that_it_is_a_draft() -> None:
    draft = squeezed("Until both have confirmed it, this is a draft.")

    assert draft in text_of(rendered(signatures=[]))
    assert draft in text_of(rendered(signatures=both_signatures()[:1]))
    assert draft not in text_of(rendered())


def test_the_screening_names_the_law_and_promises_no_secrecy() -> None:
    text = text_of(rendered()).casefold()

    assert "section13ofoffentleglova" in text
    assert "employerdecides" in text
    assert "secret" not in text
    assert "confidential" not in text


def test_text_that_looks_like_markup_stays_text() -> None:
    plan = a_plan(
        goals=[a_goal(text=HOSTILE, serves=HOSTILE)],
        actions=[an_action(what=HOSTILE, support=HOSTILE, theme=HOSTILE, goal=a_goal()["id"])],
        focus=[{"theme": HOSTILE, "text": HOSTILE}],
        unit=HOSTILE,
    )
    text = text_of(rendered(plan, remarks=[a_remark(HOSTILE)]))

    assert text.count(squeezed(HOSTILE)) == 10
    assert "root:" not in text


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=60))
@example("čđŋšŧž ČĐŊŠŦŽ áÁ äÄ")
@example("😀 👍🏽 👩‍👧 ❤️ 🇳🇴 ✅")
@example("\x00\x01\x1b\x7f\x85\u2028\u202e\ufeff\ue000\ufffe")
@example("☑\u0301 e\u0301 \u0301 日本 العربية ⅃\u20dd a\u200db")
@example("x" * 3000)
@example("ºí\U0001cc90\U000415d0")  # ends a stream with a carriage return
def test_any_text_can_be_filed(said: str) -> None:
    document = rendered(a_plan(unit=said, goals=[], actions=[an_action(what=said)]), remarks=[])

    assert failures(document, "2a") == []


@pytest.mark.parametrize("said", ["čđŋšŧž ČĐŊŠŦŽ", "😀 ✅", "→ «hermetegn»…"])
def test_odd_letters_are_read_back_as_they_were_written(said: str) -> None:
    assert squeezed(said) in text_of(rendered(remarks=[a_remark(said)]))


def test_signatures_to_different_texts_are_refused() -> None:
    other = Signature(role="leader", name="Leif Haugen", at=CONFIRMED_AT, text_hash="00" * 32)

    with pytest.raises(SignaturesDisagree):
        rendered(signatures=[both_signatures()[0], other])


@pytest.mark.parametrize(
    "canonical",
    [b"", b"\xff", b"[]", b"{}", b'{"format":"samspill-plan-2"}', json.dumps(a_mapping(held_on="14.4.26")).encode()],
)
def test_what_is_not_a_plan_is_refused(canonical: bytes) -> None:
    with pytest.raises(UnknownFormat):
        Plan.from_canonical(canonical)


def test_a_refused_document_does_not_repeat_what_was_written() -> None:
    with pytest.raises(UnprintableContent) as refused:
        rendered(a_plan(language="no such language", unit="hemmelig"))

    assert "hemmelig" not in str(refused.value)
    assert refused.value.__suppress_context__

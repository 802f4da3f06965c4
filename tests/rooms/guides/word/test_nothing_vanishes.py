"""Whatever a form holds, every word of it is in the outline: read as something, or left out with a reason."""

import re
from collections import Counter
from collections.abc import Iterable

from docx.document import Document
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.rooms.guides.word import forms

from samspill.foundation.errors import Unacceptable
from samspill.guides.outline import LineKind, OutlineLine, Source, content_from, read_plain_text
from samspill.guides.word.blocks import Block, Cell, Paragraph, Parsed, Table
from samspill.guides.word.interpreting import interpret

WORD = re.compile(r"[^\W\d_]{2,}")
TYPICAL = [
    "Medarbeidersamtale", "Formål", "Forberedelse for medarbeider", "Leder:", "For leder", "Hva har gått bra?", "Arbeidsmiljø",
    "Tema", "Spørsmål", "Hjelpespørsmål:", "Mål/fokus framover", "Hvem gjør hva når", "Notater", "Dato: ____", "Navn", "1. Rammer",
    "Dette er en lengre tekst som forklarer hvordan skjemaet skal brukes av de to.", "☐ Ja ☐ Nei", "• punkt", "Hva\nhvis?",
    "____", "",
]  # fmt: skip
STYLES = [
    "",
    "Normal",
    "heading 1",
    "Overskrift 2",
    "Heading 9",
    "Title",
    "Tittel",
    "toc 1",
    "List Bullet 2",
    "Punktliste 3",
]
texts = st.one_of(st.sampled_from(TYPICAL), st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
languages = st.sampled_from(["nb", "nn", "en"])
paragraphs = st.builds(
    Paragraph,
    text=texts,
    style=st.sampled_from(STYLES),
    outline=st.integers(0, 9),
    level=st.integers(-1, 8),
    is_numbered=st.booleans(),
    is_bold=st.booleans(),
    is_field=st.just(False),  # a field in a table is a blank cell
)
cells = st.builds(Cell, st.lists(paragraphs, max_size=4).map(tuple), st.integers(1, 3))
tables = st.builds(Table, st.lists(st.lists(cells, max_size=4).map(tuple), max_size=5).map(tuple))
documents = st.lists(st.one_of(paragraphs, tables), max_size=12)


def words(lines: Iterable[str]) -> Counter[str]:
    """The words of some lines, and how often each stands there."""
    return Counter(word for line in lines for word in WORD.findall(line))


def lines_of(block: Block) -> list[str]:
    """The text of a paragraph, or of every cell of a table."""
    if isinstance(block, Paragraph):
        return [block.text]
    return [one.text for row in block.rows for cell in row for one in cell.paragraphs]


@given(documents, languages)
def test_every_word_of_a_document_is_in_its_outline(blocks: list[Block], language: str) -> None:
    lines = interpret(blocks, language)
    assert words(line for block in blocks for line in lines_of(block)) - words(line.text for line in lines) == Counter()
    assert {line.source for line in lines} <= set(Source)


@given(documents)
def test_a_document_comes_through_between_the_processes_unchanged(blocks: list[Block]) -> None:
    parsed = Parsed(tuple(blocks), ("pictures",))
    assert Parsed.from_plain(parsed.as_plain()) == parsed


@given(
    st.lists(st.tuples(texts, st.sampled_from([None, "Heading 1", "List Bullet", "List Number 2", "Title"]))), languages
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_file_is_read_whole_or_refused(written: list[tuple[str, str | None]], language: str) -> None:
    form = forms.new()
    for text, style in written:
        form.add_paragraph(text, style=style)
    found = read_or_refused(form, language)
    is_whole = isinstance(found, list) and words(text for text, _ in written) - words(found) == Counter()
    assert is_whole or found == "word_empty"


def read_or_refused(form: Document, language: str) -> list[str] | str:
    """The text of the lines, or the code of the refusal."""
    try:
        return [line.text for line in forms.read(form, language).lines]
    except Unacceptable as refusal:
        return refusal.code


@given(st.lists(texts).map("\n".join), languages)
@example("# \n>\n#", "nb")
def test_every_word_of_pasted_text_is_in_its_outline(text: str, language: str) -> None:
    assert words([text]) - words(line.text for line in read_plain_text(text, language)) == Counter()


@given(st.lists(st.builds(OutlineLine, st.sampled_from(LineKind), texts, st.sampled_from(["", *Source]))))
def test_any_outline_becomes_a_document(lines: list[OutlineLine]) -> None:
    content = content_from(lines, key="ours", kind="yearly", language="nb", untitled="Samtalen")
    wanted = [line for line in lines if line.kind is LineKind.THEME and line.text.strip()]
    titles = [theme["title"]["nb"] for theme in content["themes"]]
    assert titles[-len(wanted) :] == [line.text.strip() for line in wanted] or not wanted

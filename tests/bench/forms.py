"""Forms in and out: one of sixty questions read from Word, and the full guide printed with room to write."""

import io

import docx

from samspill.guides.outline import LineKind
from samspill.guides.printing import print_edition
from samspill.guides.word.reading import read_word
from samspill.people.models import Person
from samspill.people.queries import actor_of
from tests.bench.clocks import median_ms

THEMES, QUESTIONS = 12, 60


def measure(figures: dict[str, float], reader: Person) -> None:
    """Read the one from the file's bytes to its lines, and print the other from the database to the PDF."""
    form, actor = _form(), actor_of(reader)
    read = read_word(form, language="nb").lines
    assert sum(line.kind is LineKind.QUESTION for line in read) == QUESTIONS
    figures["Word form"], _ = median_ms(lambda: read_word(form, language="nb"))
    figures["paper form"], _ = median_ms(
        lambda: print_edition(actor, key="full", number=None, reader="both", language="nb")
    )


def _form() -> bytes:
    """A form as many employers have it: a heading to each theme, questions below, and a table to write in."""
    document = docx.Document()
    document.add_heading("Medarbeidersamtale", 0)
    for theme in range(THEMES):
        document.add_heading(f"Tema {theme + 1}: arbeid og utvikling", 1)
        for question in range(QUESTIONS // THEMES):
            text = f"Hva har vært viktigst for deg i {theme + 1}.{question + 1} det siste året?"
            document.add_paragraph(text, style="List Number")
        table = document.add_table(rows=3, cols=3)
        for cell, text in zip(table.rows[0].cells, ("Tiltak", "Ansvarlig", "Frist"), strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()

"""What a Word file holds beside its text is told of, and changes nothing of what is read."""

from tests.rooms.guides.word import forms

from samspill.guides.outline import LineKind

ASKED = "<w:r><w:t>What do you enjoy?</w:t></w:r>"
BOXED = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
BOX = f"<w:r><w:pict><v:shape><v:textbox>{BOXED}</v:textbox></v:shape></w:pict></w:r>"
PICTURE = "<w:r><w:drawing><a:graphic><a:graphicData/></a:graphic></w:drawing></w:r>"


def read(xml: str) -> tuple[list[str], list[str]]:
    """The questions of a form with this in it, and the notices."""
    form = forms.new()
    forms.raw(form, xml)
    reading = forms.read(form, "en")
    return [line.text for line in reading.lines if line.kind is LineKind.QUESTION], reading.notices


def test_a_plain_form_has_no_notices() -> None:
    assert read(f"<w:p>{ASKED}</w:p>") == (["What do you enjoy?"], [])


def test_text_boxes_are_not_read() -> None:
    assert read(f"<w:p>{ASKED}{BOX.format('Remember the cake')}</w:p>") == (["What do you enjoy?"], ["text_boxes"])


def test_an_empty_text_box_is_a_frame_and_not_told_of() -> None:
    assert read(f"<w:p>{ASKED}{BOX.format(' ')}</w:p>") == (["What do you enjoy?"], [])


def test_changes_are_read_as_accepted() -> None:
    changed = (
        "<w:p><w:r><w:t>What do you </w:t></w:r><w:del><w:r><w:delText>hate</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>like</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> now</w:t></w:r></w:moveFrom><w:r><w:t>?</w:t></w:r></w:p>"
    )
    assert read(changed) == (["What do you like?"], ["tracked_changes"])


def test_rows_taken_out_with_tracking_are_gone() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{forms.raw_cell('Why?')}{forms.raw_cell()}</w:tr>"
    kept = f"<w:tr>{forms.raw_cell('How?')}{forms.raw_cell()}</w:tr>"
    assert read(f"<w:tbl>{gone}{kept}</w:tbl>") == (["How?"], ["tracked_changes"])


def test_comments_and_footnotes_are_not_read() -> None:
    marks = '<w:r><w:commentReference w:id="1"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    assert read(f"<w:p>{ASKED}{marks}</w:p>") == (["What do you enjoy?"], ["comments", "footnotes"])


def test_what_is_brought_in_from_elsewhere_is_not_read() -> None:
    assert read(f'<w:p>{ASKED}</w:p><w:altChunk r:id="rId99"/>') == (["What do you enjoy?"], ["objects"])


def test_pictures_are_not_read() -> None:
    assert read(f"<w:p>{ASKED}{PICTURE}</w:p>") == (["What do you enjoy?"], ["pictures"])


def test_headers_are_not_read() -> None:
    form = forms.new()
    form.sections[0].header.paragraphs[0].text = "Fjordvik"
    form.add_paragraph("What do you enjoy?")
    reading = forms.read(form, "en")
    assert [line.text for line in reading.lines] == ["What do you enjoy?"]
    assert reading.notices == ["headers"]

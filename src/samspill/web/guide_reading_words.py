"""What a page says about a text or Word file that was read: why a line is left out, and what else was in the file."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "group_heading": _("A heading that only holds others together."),
    "label": _("A heading that only says what follows."),
    "column_heading": _("The heading of a column to write in."),
    "running_text": _("Text that asks nothing. Let it go with the invitation if both should read it."),
    "write_in": _("A place to write in. Samspill gives each question one."),
    "blank_line": _("A line to write on."),
    "tick_box": _("A box to tick."),
    "date_line": _("A line for the date. Samspill keeps the dates."),
    "signature": _("A line to sign on. Both confirm the plan in Samspill."),
    "contents": _("A table of contents."),
    "title_style": _("The title. It stands above."),
    "first_line": _("The title. It stands above."),
}
NOTICES = {
    "text_boxes": _("There are text boxes in the file. What stands in them is not read."),
    "pictures": _("There are pictures in the file. They are not taken along."),
    "comments": _("There are comments in the file. They are not taken along."),
    "tracked_changes": _("There are tracked changes in the file. The text is read as if they were all accepted."),
    "headers": _("The headers and footers of the pages are not read."),
    "objects": _("There are drawings or other objects in the file. They are not taken along."),
    "footnotes": _("There are footnotes in the file. They are not taken along."),
}


def reason_for(source: str) -> str:
    """Why a line is left out; empty where there is nothing to say."""
    return str(REASONS.get(source, ""))

"""What HR fills in to begin a guide, to copy one, and to bring one in from a file."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samspill.guides import shape
from samspill.web.guide_names import KINDS, LANGUAGES

LONGEST_TITLE = 120
LONGEST_PASTED = 100_000
LARGEST_FILE = 5 * 1024 * 1024
NOTHING, PASTED, FILE, COPY = "nothing", "text", "file", "copy"
SOURCES = [
    (NOTHING, _("Nothing: I write it here")),
    (PASTED, _("A text that I paste")),
    (FILE, _("A file (Word or YAML)")),
    (COPY, _("A copy of another guide")),
]
ASKED = {
    NOTHING: {"kind"},
    PASTED: {"kind", "text", "language"},
    FILE: {"kind", "file", "language"},
    COPY: {"copied"},
}
MADE_HERE = [(kind, KINDS[kind]) for kind in (*shape.CONVERSATION_KINDS, shape.MENU)]


def title_field(*, is_required: bool) -> forms.CharField:
    """A field for a guide's title."""
    return forms.CharField(
        label=_("Title"),
        max_length=LONGEST_TITLE,
        required=is_required,
        error_messages={"required": _("Give the guide a title.")},
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )


class SmallFileField(forms.FileField):
    """A file of at most 5 MB, read from memory; it never touches the disk."""

    def __init__(self, **options: Any) -> None:
        """Say in plain words what is wrong with a file that is missing or empty."""
        errors = {"required": _("Choose a file. It can be 5 MB at most."), "empty": _("The file is empty.")}
        super().__init__(error_messages=errors, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse a file that is too large before anybody looks into it."""
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile) and (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return file


class NewGuideForm(forms.Form):
    """A guide's title and kind, and what it is to begin with."""

    title = title_field(is_required=True)
    source = forms.ChoiceField(label=_("Begin with"), choices=SOURCES, widget=forms.RadioSelect, initial=NOTHING)
    kind = forms.ChoiceField(label=_("Kind"), choices=MADE_HERE, widget=forms.RadioSelect, initial=shape.YEARLY)
    text = forms.CharField(
        label=_("The text"),
        help_text=_(
            "One question on each line, a theme as a short line above its questions. "
            "You see how it is read before anything is stored."
        ),
        max_length=LONGEST_PASTED,
        error_messages={"required": _("Paste the text here.")},
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    file = SmallFileField(
        label=_("The file"),
        help_text=_(
            "A Word file (.docx) with themes and questions: you see how it is read before anything is stored. "
            "Or a YAML file. At most 5 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx,.yaml,.yml"}),
    )
    language = forms.ChoiceField(
        label=_("The text is written in"),
        choices=list(LANGUAGES.items()),
    )
    copied = forms.ChoiceField(label=_("Which guide"), error_messages={"required": _("Choose a guide.")})

    def __init__(self, *arguments: Any, guides: Sequence[tuple[str, str]], **options: Any) -> None:
        """Offer the guides that can be copied; a text or a file brings a title of its own."""
        super().__init__(*arguments, **options)
        self.fields["title"].required = self["source"].value() not in {PASTED, FILE}
        self.fields["copied"].choices = guides  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Let go of what is wrong in fields that have nothing to do with what the guide begins with."""
        found = super().clean() or {}
        beside = set(self.errors) - ASKED.get(found.get("source", ""), set(self.errors)) - {"title"}
        for name in beside:
            del self.errors[name]
        return found


class CopyForm(forms.Form):
    """What a copy is to be called."""

    title = title_field(is_required=True)


class FileForm(forms.Form):
    """A YAML file that takes the place of a draft."""

    file = SmallFileField(
        label=_("The file"),
        help_text=_("A YAML file such as the one that is taken out here. At most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
    )

"""The form that an export is handed in by, and the one that applies it."""

from typing import Any, BinaryIO, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ExportForm(forms.Form):
    """One or two files, in whatever order."""

    file = forms.FileField(
        label=_("File from the HR system"),
        help_text=_("A CSV file with one row for each position. At most 40 MB for both files together."),
        error_messages={
            "required": _("Choose a file. A file above 40 MB cannot be taken in here; use the command line for it."),
            "empty": _("The file is empty."),
        },
    )
    other = forms.FileField(
        label=_("File with units"),
        required=False,
        help_text=_("Only where units and their leaders come in a file of their own."),
        error_messages={"empty": _("The file is empty.")},
    )

    def clean(self) -> dict[str, Any]:
        """Both files together stay within what is taken in."""
        found = super().clean() or {}
        if sum(file.size for file in found.values() if file) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise forms.ValidationError(_("The files are larger than 40 MB together."))
        return found

    def files_given(self) -> list[BinaryIO]:
        """The files as streams, read from memory; they never touch the disk."""
        return [cast(BinaryIO, file.file) for file in self.cleaned_data.values() if file]


class ApplyForm(forms.Form):
    """The word that many endings are meant."""

    are_many_endings_meant = forms.BooleanField(
        required=False, label=_("It is right that so many have left. End their positions and their access.")
    )

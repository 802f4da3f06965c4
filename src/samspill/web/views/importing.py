"""The pages of the import: hand in an export, see what it would do, apply it, follow it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor
from samspill.foundation.errors import Unacceptable
from samspill.organisation.reading.remarks import UnreadableFile
from samspill.organisation.runs import ImportRun, list_runs, read_run
from samspill.organisation.services.queueing import ask_to_apply, take_in
from samspill.organisation.wording import refusal_of
from samspill.web.forms.importing import ApplyForm, ExportForm
from samspill.web.import_report import ReportShown, RunLine
from samspill.web.numbers import read_number
from samspill.web.rendering import go_to, show


def overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Hand in an export, and see the earlier ones."""
    return _overview(request, actor, ExportForm())


def receive(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Read the files that were handed in; nothing else is changed."""
    form = ExportForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return go_to(request, "import_run", run_id=take_in(actor, files=form.files_given()).id)
        except UnreadableFile as error:
            form.add_error("file", refusal_of(error))
    return _overview(request, actor, form, status=422)


def run(request: HttpRequest, actor: Actor, run_id: UUID) -> HttpResponse:
    """What an import would do or has done; while it works, how far it has come."""
    return _run(request, actor, read_run(actor, run_id=run_id), ApplyForm())


def apply(request: HttpRequest, actor: Actor, run_id: UUID) -> HttpResponse:
    """Have it applied."""
    form = ApplyForm(request.POST)
    is_meant = form.is_valid() and form.cleaned_data["are_many_endings_meant"]
    try:
        ask_to_apply(actor, run_id=run_id, are_many_endings_meant=is_meant)
    except Unacceptable:
        form.add_error("are_many_endings_meant", _("Tick this if it is meant so. Else check the file."))
        return _run(request, actor, read_run(actor, run_id=run_id), form, status=422)
    return go_to(request, "import_run", run_id=run_id)


def _overview(request: HttpRequest, actor: Actor, form: ExportForm, *, status: int = 200) -> HttpResponse:
    runs = [RunLine(one) for one in list_runs(actor)]
    return show(request, "importing/overview.html", {"form": form, "runs": runs}, status=status)


def _run(request: HttpRequest, actor: Actor, found: ImportRun, form: ApplyForm, *, status: int = 200) -> HttpResponse:
    shown = ReportShown(actor, found, section=request.GET.get("section", ""), number=_number(request))
    context = {"run": found, "line": RunLine(found), "report": shown, "form": form}
    return show(request, "importing/run.html", context, parts={"run": "run"}, status=status)


def _number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return read_number(asked, otherwise=1)

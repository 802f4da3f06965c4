"""What units and occupations add to the organisation's guides."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor
from samspill.foundation.errors import Unacceptable
from samspill.guides.narrowing import find_owners, list_additions, list_owners
from samspill.guides.services.drafting import begin_guide
from samspill.guides.shape import ADDITION
from samspill.web.forms.narrowing import AdditionForm
from samspill.web.forms.refusing import refuse
from samspill.web.rendering import go_to, show


def additions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The additions that the actor may change, and a form to begin one."""
    form = AdditionForm(request.POST or None, initial={"owner": _only_unit(actor)})
    if request.method == "POST" and form.is_valid() and (key := _begun(actor, form)):
        messages.success(
            request, _("Now write what is added. It counts from the next round, once you have published it.")
        )
        return go_to(request, "draft", key=key)
    context = {"form": form, "lines": list_additions(actor), "owners": list_owners(actor)}
    return show(request, "guides/additions.html", context, status=422 if form.errors else 200)


def _begun(actor: Actor, form: AdditionForm) -> str:
    found = find_owners(actor, text=form.cleaned_data["owner"])
    if len(found) != 1:
        form.add_error("owner", which([one.name for one in found]))
        return ""
    whose = found[0].whose
    try:
        guide = begin_guide(
            actor,
            kind=ADDITION,
            title=form.cleaned_data["title"],
            unit_id=whose.unit_id,
            title_code=whose.title_code,
        )
    except Unacceptable as error:
        refuse(form, error)
        return ""
    return guide.key


def which(names: list[str]) -> str:
    """What to say when a search found nothing, or more than one."""
    if not names:
        return _("No unit or occupation that you can choose has this code or name.")
    return _("Several fit. Write more of the name, or the code: %(names)s") % {"names": ", ".join(names)}


def _only_unit(actor: Actor) -> str:
    """The unit to begin with, where there is only one to choose."""
    names = [one.name for one in list_owners(actor)]
    return names[0] if len(names) == 1 else ""

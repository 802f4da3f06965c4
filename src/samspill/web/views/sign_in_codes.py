"""Codes for one use at the door: a forgotten or first password, a sheet of paper, the first administrator."""

from uuid import UUID

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from samspill.documents.wording import write_moment
from samspill.foundation import clock
from samspill.notifications import outbox
from samspill.notifications.kinds import CodeForSignIn, PasswordWasReset
from samspill.people.adapter import SIGNING_IN_BY, please_wait
from samspill.people.services import paper, resetting, welcoming
from samspill.people.services.codes import UsedBefore, WrongCode
from samspill.people.services.sessions import begin_session
from samspill.people.states import SignedInBy
from samspill.people.tries import TooSoon
from samspill.people.visitors import visitor_of, welcome_back
from samspill.web.forms.signing_in import FirstAdministratorForm, NewPasswordForm, NumberForm, PaperForm, PinForm
from samspill.web.rendering import go_to, show

by_mail: resetting.Post = lambda person, code, expires_at: outbox.put(  # noqa: E731 - its type names its arguments
    CodeForSignIn(path=reverse("sign_in_code_use"), code=code, expires_at=expires_at), recipient=person, about_id=None
)
PAPER_CODE, NUMBER = "paper_code", "number_that_asked"
WELCOME_CODE = "welcome_code"
Refusal = TooSoon | WrongCode | UsedBefore | ValidationError
REFUSALS = (TooSoon, WrongCode, UsedBefore, ValidationError)


def request_code(request: HttpRequest) -> HttpResponse:
    """Ask for a code by mail; the answer is the same whoever asks."""
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["employee_number"]
        try:
            resetting.request_code(visitor_of(request, number), employee_number=number, post=by_mail)
        except TooSoon as refusal:
            _explain(form, refusal, on="employee_number")
        else:
            messages.info(request, _("If we know your mail address, a code is on its way. It works for 20 minutes."))
            request.session[NUMBER] = number
            return go_to(request, _with_next("sign_in_code_use", request))
    return _ask(request, "signing_in/request_code.html", form)


@sensitive_post_parameters()
def use_code(request: HttpRequest) -> HttpResponse:
    """Choose a password with a code, and go in with it."""
    form = NewPasswordForm(request.POST or None, initial={"employee_number": request.session.get(NUMBER, "")})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        visitor = visitor_of(request, given["employee_number"])
        try:
            person = resetting.choose_password(visitor, **given, tell=_tell_of_reset())
        except REFUSALS as refusal:
            _explain(form, refusal, on="password")
        else:
            return _let_in(request, person, SignedInBy.CODE)
    return _ask(request, "signing_in/use_code.html", form)


@sensitive_post_parameters()
def enter_by_paper(request: HttpRequest) -> HttpResponse:
    """A number with the code on the sheet, or with the PIN."""
    form = PaperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number, typed = form.cleaned_data["employee_number"], form.cleaned_data["code"]
        try:
            found = paper.enter_by_paper(visitor_of(request, number), employee_number=number, typed=typed)
        except REFUSALS as refusal:
            _explain(form, refusal, on="code")
        else:
            if found.code_id is None:
                return _let_in_by_paper(request, found)
            request.session[PAPER_CODE] = str(found.code_id)
            return go_to(request, "paper_pin")
    return _ask(request, "signing_in/paper.html", form)


@sensitive_post_parameters()
def choose_pin(request: HttpRequest) -> HttpResponse:
    """The first time with a code on paper: the PIN that is to be used from now on."""
    code_id = request.session.get(PAPER_CODE)
    if code_id is None:
        return go_to(request, "paper")
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = paper.choose_pin(visitor_of(request, ""), code_id=UUID(code_id), pin=form.cleaned_data["pin"])
        except REFUSALS as refusal:
            _explain(form, refusal, on="pin")
        else:
            del request.session[PAPER_CODE]
            return _let_in_by_paper(request, found)
    return _ask(request, "signing_in/choose_pin.html", form)


def open_welcome_link(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the link's code on the server, so that it leaves the address bar."""
    request.session[WELCOME_CODE] = code
    return go_to(request, "welcome")


@sensitive_post_parameters()
def welcome(request: HttpRequest) -> HttpResponse:
    """The first administrator: number, names and password."""
    code = request.session.get(WELCOME_CODE, "")
    try:
        welcoming.read_link(code)
    except WrongCode:
        return show(request, "signing_in/welcome_ended.html", {}, status=404)
    form = FirstAdministratorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = welcoming.become_first_administrator(code, **form.cleaned_data)
        except REFUSALS as refusal:
            _explain(form, refusal, on="password")
        else:
            del request.session[WELCOME_CODE]
            begin_session(request, person, by=SignedInBy.WELCOME)
            response = go_to(request, "home")
            welcome_back(response, person)
            return response
    return _ask(request, "signing_in/welcome.html", form)


def _tell_of_reset() -> resetting.Tell:
    """Tell the person that the password was reset."""
    notice = PasswordWasReset(path=reverse("account"), reset_at=clock.now())
    return lambda person: outbox.put(notice, recipient=person, about_id=None)


def _let_in(request: HttpRequest, person: AbstractBaseUser, by: SignedInBy) -> HttpResponse:
    """Through allauth, so that whoever has a passkey is asked for it here too."""
    request.session[SIGNING_IN_BY] = by
    response: HttpResponse = perform_login(request, person, redirect_url=_wanted(request) or None)
    return response


def _wanted(request: HttpRequest) -> str:
    """The page of ours that one was on the way to, such as the invitation that a mail leads to."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else ""


def _with_next(page: str, request: HttpRequest) -> str:
    wanted = _wanted(request)
    return reverse(page) + (f"?{urlencode({'next': wanted})}" if wanted else "")


def _let_in_by_paper(request: HttpRequest, found: paper.AtThePaperDoor) -> HttpResponse:
    response = _let_in(request, found.person, SignedInBy.PAPER)
    if found.code_first_used_at and request.user.is_authenticated:
        text = _("Your code on paper was first used on %(when)s.")
        messages.info(request, text % {"when": write_moment(found.code_first_used_at)})
    return response


def _explain(form: Form, refusal: Refusal, *, on: str) -> None:
    """Say on the form why it did not work, and no more than its reader may know."""
    if isinstance(refusal, TooSoon):
        form.add_error(None, please_wait(refusal))
    elif isinstance(refusal, UsedBefore):
        text = _("This code was used on %(when)s. If it was not you, tell HR and ask for a new one.")
        form.add_error(None, text % {"when": write_moment(refusal.used_at)})
    elif isinstance(refusal, WrongCode):
        form.add_error(None, _("That did not fit. Check the number and the code; a code works once and not for long."))
    else:
        form.add_error(None if hasattr(refusal, "error_dict") else on, refusal)


def _ask(request: HttpRequest, template: str, form: Form) -> HttpResponse:
    return show(request, template, {"form": form, "next": _wanted(request)}, status=422 if form.errors else 200)

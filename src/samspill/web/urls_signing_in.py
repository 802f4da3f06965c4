"""The pages at the door, and the page about one's own sign-in. Names that allauth looks up keep its names."""

from samspill.web.routing import Who, page
from samspill.web.views import account, demo, sign_in_codes, signing_in

BOTH = ("GET", "POST")
POST = ("POST",)

urlpatterns = [
    page("konto/inn/", signing_in.sign_in, name="account_login", who=Who.EVERYBODY, methods=BOTH),
    page(
        "konto/inn/nokkel/", signing_in.sign_in_by_passkey, name="mfa_login_webauthn", who=Who.EVERYBODY, methods=BOTH
    ),
    page("konto/inn/bekreft/", signing_in.second_step, name="mfa_authenticate", who=Who.EVERYBODY, methods=BOTH),
    page("konto/ut/", signing_in.sign_out, name="account_logout", who=Who.EVERYBODY, methods=POST),
    page("konto/kode/", sign_in_codes.request_code, name="sign_in_code", who=Who.EVERYBODY, methods=BOTH),
    page("konto/kode/bruk/", sign_in_codes.use_code, name="sign_in_code_use", who=Who.EVERYBODY, methods=BOTH),
    page("papir/", sign_in_codes.enter_by_paper, name="paper", who=Who.EVERYBODY, methods=BOTH),
    page("papir/pin/", sign_in_codes.choose_pin, name="paper_pin", who=Who.EVERYBODY, methods=BOTH),
    page("velkommen/", sign_in_codes.welcome, name="welcome", who=Who.EVERYBODY, methods=BOTH),
    page("velkommen/<str:code>/", sign_in_codes.open_welcome_link, name="welcome_link", who=Who.EVERYBODY),
    page("demo/", demo.demo, name="demo", who=Who.EVERYBODY, methods=BOTH),
    page("sprak/", account.set_language, name="set_language", who=Who.EVERYBODY, methods=POST),
    page("konto/", account.account, name="account", who=Who.SIGNED_IN),
    page("konto/okter/", account.end_the_others, name="end_other_sessions", who=Who.SIGNED_IN, methods=POST),
    page(
        "konto/okter/<uuid:session_id>/", account.end_one_session, name="end_session", who=Who.SIGNED_IN, methods=POST
    ),
    page("konto/passord/", signing_in.change_password, name="account_change_password", who=Who.SIGNED_IN, methods=BOTH),
    page("konto/bekreft/", signing_in.confirm, name="account_reauthenticate", who=Who.SIGNED_IN, methods=BOTH),
    page("konto/bekreft/kode/", signing_in.confirm_by_code, name="mfa_reauthenticate", who=Who.SIGNED_IN, methods=BOTH),
    page(
        "konto/bekreft/nokkel/",
        signing_in.confirm_by_passkey,
        name="mfa_reauthenticate_webauthn",
        who=Who.SIGNED_IN,
        methods=BOTH,
    ),
    page("konto/nokler/ny/", signing_in.add_passkey, name="mfa_add_webauthn", who=Who.SIGNED_IN, methods=BOTH),
    page(
        "konto/nokler/<int:pk>/fjern/",
        signing_in.remove_passkey,
        name="mfa_remove_webauthn",
        who=Who.SIGNED_IN,
        methods=BOTH,
    ),
    page("konto/koder/", signing_in.recovery_codes, name="mfa_view_recovery_codes", who=Who.SIGNED_IN),
    page(
        "konto/koder/nye/",
        signing_in.new_recovery_codes,
        name="mfa_generate_recovery_codes",
        who=Who.SIGNED_IN,
        methods=BOTH,
    ),
]

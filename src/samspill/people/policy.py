"""Who may do what with roles, codes and passwords."""

from samspill.confidentiality.actors import Actor, Role
from samspill.confidentiality.decisions import Act, Decision, allowed, denied
from samspill.people.models import Person


def may_administer_roles(actor: Actor, person: Person | None) -> Decision:
    """Administrators."""
    return allowed() if actor.has(Role.ADMINISTRATOR) else denied("not an administrator")


def may_make_first_administrator_link(actor: Actor, thing: None) -> Decision:
    """Whoever stands at the server's console; no page can do it."""
    return allowed() if actor.is_system and actor.purpose == "console" else denied("not the console")


def may_become_administrator(actor: Actor, person: Person) -> Decision:
    """The holder of the console's link, for the person that it makes."""
    return allowed() if actor.person_id == person.id else denied("not oneself")


def may_choose_own_secret(actor: Actor, person: Person) -> Decision:
    """The person alone, after a code for one use; never HR, never an administrator."""
    return allowed() if actor.person_id == person.id else denied("not oneself")


def may_have_code_sent(actor: Actor, person: Person) -> Decision:
    """HR, for anybody; the code goes to the person and HR never sees it."""
    return allowed() if actor.has(Role.HR) else denied("not HR")


def has_own_secret(person: Person) -> bool:
    """Whether the person has chosen a PIN or a password."""
    return bool(person.pin) or person.has_usable_password()


def may_issue_paper_code(actor: Actor, person: Person) -> Decision:
    """HR; and, until the person has a password or a PIN, the conversation leader (whom the caller has checked).

    Whoever prints a code could use it. So nobody's leader can get past a PIN or a password that the person has chosen.
    """
    if actor.is_system or actor.person_id == person.id:
        return denied("not by oneself")
    if actor.has(Role.HR) or not has_own_secret(person):
        return allowed()
    return denied("the person has a secret already")


GRANT_ROLE = Act("role_granted", may=may_administer_roles)
END_ROLE = Act("role_ended", may=may_administer_roles)
LIST_ROLES = Act("list_roles", may=may_administer_roles)
MAKE_FIRST_ADMINISTRATOR_LINK = Act("administrator_link_made", may=may_make_first_administrator_link)
BECOME_ADMINISTRATOR = Act("first_administrator", may=may_become_administrator)
RESET_PASSWORD = Act("password_reset", may=may_choose_own_secret)
CHOOSE_PIN = Act("paper_code_used", may=may_choose_own_secret)
SEND_CODE = Act("code_sent", may=may_have_code_sent)
ISSUE_PAPER_CODE = Act("paper_code_issued", may=may_issue_paper_code)
END_SESSIONS = Act("sessions_ended", may=may_choose_own_secret)

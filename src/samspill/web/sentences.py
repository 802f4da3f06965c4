"""What a page says when input cannot be accepted: one sentence to each code, in the reader's language."""

from django.utils.translation import gettext_lazy as _

from samspill.foundation.errors import Unacceptable

SENTENCES = {
    "too_long": _("The text is too long. There is room for %(most)s characters."),
    "too_many_questions": _("You have chosen %(chosen)s questions. Choose %(most)s at most."),
    "question_is_shared": _("You have shared a question that you leave out. Take it back first, then remove it."),
    "question_length": _("Write the question, in at most %(most)s characters."),
    "title_length": _("Give the theme a title of at most %(most)s characters."),
    "unknown_mark": _("Choose one of the marks on the page."),
    "theme_is_personal": _("You have called this personal, so nothing of it goes into the plan."),
    "unknown_conversation_kind": _("Choose one of the conversations on the page."),
    "date_passed": _("The date has passed. Choose a date ahead."),
    "time_passed": _("The time has passed. Choose a time ahead."),
    "length_range": _("A conversation lasts from %(least)s to %(most)s minutes."),
    "place_missing": _("Write where you will meet, in at most %(most)s characters."),
    "overlaps": _("This overlaps with another conversation that you have. %(name)s"),
    "unknown_reason": _("Choose a reason from the list."),
    "what_missing": _("Write what is to be done."),
    "due_missing": _("Say by when it is to be done."),
    "unknown_responsible": _("Say who is to do it."),
    "goal_missing": _("Write what the goal is."),
    "unknown_kind": _("Choose what kind of goal it is."),
    "unknown_whose": _("Say whose goal it is."),
    "unknown_goal": _("That goal is no longer in the plan. Choose another, or none of them."),
    "unknown_statement": _("That goal is no longer among ours. Choose another, or none of them."),
    "has_actions": _("The plan has actions. Remove them first, or keep them."),
    "nothing_agreed": _("There is nothing to confirm yet. Add an action or a goal, or say that none is needed."),
    "plan_closed": _(
        "The plan cannot be changed just now: it is agreed, or left without being confirmed. Your text still stands here."
    ),
    "text_changed": _("The text has been changed since you read it. Read it through once more."),
    "nothing_corrected": _("Nothing is corrected yet. Change how it is spelt, and send it."),
    "more_than_spelling": _(
        "This changes more than the spelling, so it would change what you agreed on. Open the plan again instead."
    ),
    "correction_waits": _("A correction of this text waits for an answer already. Take it back or answer it first."),
    "correction_answered": _("This correction has been answered or taken back meanwhile."),
    "nobody_answers": _("Nobody leads this conversation any more, so there is nobody to answer. It stays as it is."),
    "no_leader": _("This conversation has no leader now. HR knows, and will settle it."),
    "confirmed_already": _("You have confirmed this text already."),
    "usefulness_missing": _("Say how useful the conversation was."),
    "name_length": _("Give the organisation a name of at most %(most)s characters."),
    "unknown_guide_kind": _("Choose what the guide is for."),
    "guide_has_faults": _("Something must be put right before the guide can be published. See the list."),
    "too_many_items": _("There is room for %(most)s here."),
    "unknown_statement_kind": _("Choose what kind of statement it is."),
    "statement_missing": _("Write it in at least one language."),
    "referral_name_missing": _("Write the name in at least one language."),
    "phone_form": _("Write the number with digits and spaces, and a plus sign in front if you like."),
    "address_form": _("Write a whole web address, beginning with https://, or an e-mail address."),
    "file_of_another_kind": _("The file holds a guide of another kind than this one."),
    "file_is_addition": _("The file holds an addition. Begin it among the additions, and bring the file in there."),
    "assessment_missing": _("Write something before you share it."),
    "answer_missing": _("Write your answer before you show it."),
    "purpose_changed": _("Your organisation has changed what the assessment is for. Read it above, then share."),
    "reopening_reason_missing": _("Say why, so that the other of you understands it."),
    "word_too_large": _("The file is larger than %(most)s MB. Take out pictures, and try again."),
    "word_encrypted": _("The file is locked with a password. Open it in Word, take the password away, and try again."),
    "word_old_format": _("The file is from an older Word. Open it, save it as a Word document (.docx), and try again."),
    "word_macros": _("The file has macros. Save it as a Word document (.docx) without macros, and try again."),
    "word_hostile": _(
        "The file is put together in a way that may do harm. Copy the text into a new document, and try again."
    ),
    "word_unreadable": _(
        "The file cannot be read as a Word document (.docx). Open it in Word, save it anew, and try again."
    ),
    "word_empty": _("There is no text in the file that can become a guide."),
    "word_too_long": _("The file has more than %(most)s lines. Take out what is not part of the guide, and try again."),
    "unknown_wish": _("Choose one of the things on the page."),
    "held_day": _("Choose a day that is not ahead, and at most a year ago."),
    "signed_day": _("Choose a day from the conversation until today."),
    "unknown_place_kept": _("Say where the signed original is."),
    "unknown_state": _("Choose one of the states on the page."),
}


def sentence(error: Unacceptable) -> str:
    """The sentence for an error."""
    return str(SENTENCES[error.code]) % error.facts

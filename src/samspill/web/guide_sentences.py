"""What a page says about a guide that cannot be read or published: one sentence to each code, in plain words.

The codes come from ``guides.yaml_tree`` and ``guides.yaml_format`` (files) and ``guides.checking`` (the editor).
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

FILE_SENTENCES = {
    "too_large": _("The file is larger than a guide can be."),
    "not_utf8": _("The file is not stored as UTF-8. Store it once more with UTF-8 as the encoding."),
    "bad_character": _("There is a sign here that cannot stand in the file: %(name)s."),
    "empty_file": _("There is nothing in the file."),
    "not_yaml": _("We cannot make out what stands here. See whether the lines before it are indented alike."),
    "colon_in_text": _("There is a colon here that we cannot place. Put the text in quotation marks."),
    "colon_missing": _("A colon is missing after the name of a field."),
    "quote_open": _("A quotation mark or bracket is opened and never closed."),
    "sign_in_front": _(
        "A line or text cannot begin with this sign. Indent with spaces, and put the text in quotation marks."
    ),
    "too_deep": _("This is indented deeper than a guide can be."),
    "several_documents": _("A file holds one guide. Put the next one in a file of its own."),
    "alias": _("References such as “%(name)s” cannot be used. Write the text out."),
    "tag": _("Tags such as “%(name)s” cannot be used. Take it away."),
    "doubled_field": _("“%(name)s” stands here twice."),
    "missing_field": _("“%(name)s” is missing here."),
    "misspelt_field": _("There is no field “%(name)s”. Did you mean “%(nearest)s”?"),
    "unknown_field": _("There is no field “%(name)s” here. There may be: %(known)s."),
    "misspelt_choice": _("“%(name)s” cannot be chosen. Did you mean “%(nearest)s”?"),
    "unknown_choice": _("“%(name)s” cannot be chosen. You can choose among: %(known)s."),
    "not_in_kind": _("A guide of the kind “%(kind)s” has no “%(name)s”."),
    "not_a_text": _("There should be a text here, not a list or fields."),
    "not_a_list": _("There should be a list here: a line for each, beginning with a hyphen."),
    "not_fields": _("There should be fields here, each with a name and a colon."),
    "not_yes_or_no": _("“%(name)s” is either true or false."),
    "unknown_language": _("We do not know the language “%(name)s”. Use nb, nn or en."),
    "unknown_kind": _("There is no kind “%(name)s”. There are: %(kinds)s."),
    "unknown_row": _("There is no row “%(name)s”. Rows are S01 to S39."),
    "bad_key": _("“%(name)s” cannot be a key. Use a–z, 0–9 and single hyphens, at most %(most)s characters."),
}

SENTENCES = FILE_SENTENCES | {
    "no_title": _("Give the guide a title."),
    "no_theme": _("Add a theme."),
    "nothing_added": _("There is nothing here yet. Add a theme or a point."),
    "theme_without_title": _("Give the theme a title."),
    "theme_without_content": _("The theme is empty. Add a question, an aim, goals ahead or actions."),
    "empty_question": _("Write the question, or remove it."),
    "empty_text": _("Write a text here, or remove it."),
    "too_long": _("This is %(length)s characters long. There is room for %(most)s."),
    "too_many_items": _("There are too many here. There is room for %(most)s."),
    "doubled_key": _("The key “%(name)s” is used twice. Each must have its own."),
    "alike_questions": _("The same question stands earlier in the guide. Keep one of them."),
    "missing_language": _("Some texts are not written in this language yet: %(count)s."),
}


def fault_sentence(code: str, facts: Mapping[str, str | int]) -> str:
    """The sentence for a fault in a file or in a draft."""
    return str(SENTENCES[code]) % facts

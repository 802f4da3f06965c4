"""Forms of lists, made by Word and typed by hand: each line is held against what it is read as."""

from tests.rooms.guides.word import forms
from tests.rooms.guides.word.forms import lines, outline


def test_a_numbered_list_of_questions() -> None:
    form = forms.new()
    forms.paragraphs(form, "Employee conversation")
    questions = [
        "What are you proud of?",
        "Which tasks give you energy?",
        "How can I support you",
        "Cooperation in the team",
    ]
    forms.paragraphs(form, *questions, style="List Number")
    assert outline(form, "en") == ["title: Employee conversation", *(f"question: {one}" for one in questions)]


def test_numbers_and_bullets_typed_by_hand_under_bold_lines() -> None:
    form = forms.new()
    forms.bold(form, "Samtaleskjema")
    forms.bold(form, "1. Arbeidsoppgaver:")
    forms.paragraphs(form, "· Hva trives du best med?", "• Rammer og ressurser", "- Er det noe du vil slippe?")
    forms.bold(form, "2. Framtid")
    forms.paragraphs(
        form, "a) Hvor er du om tre år?", "1) Hvilke planer har du?", "Hva er viktigst,\nsett fra ditt ståsted?"
    )
    assert outline(form) == lines("""
        title: Samtaleskjema
        theme: Arbeidsoppgaver
        question: Hva trives du best med?
        question: Rammer og ressurser
        question: Er det noe du vil slippe?
        theme: Framtid
        question: Hvor er du om tre år?
        question: Hvilke planer har du?
        question: Hva er viktigst, sett fra ditt ståsted?
    """)


def test_nested_lists_have_helping_questions_below_questions() -> None:
    form = forms.new()
    form.add_heading("Samarbeid", 1)
    number = forms.list_kind(form, "decimal", "bullet")
    forms.listed(
        form,
        number,
        (0, "Korleis samarbeider vi?"),
        (1, "Tenk på møta våre"),
        (1, "Kva fungerer?"),
        (0, "Kva ventar du av meg?"),
    )
    assert outline(form, "nn") == lines("""
        theme: Samarbeid
        question: Korleis samarbeider vi?
        prompt: Tenk på møta våre
        prompt: Kva fungerer?
        question: Kva ventar du av meg?
    """)


def test_nested_lists_have_questions_below_themes() -> None:
    form = forms.new()
    number = forms.list_kind(form, "decimal", "lowerLetter", "bullet")
    forms.listed(
        form,
        number,
        (0, "Arbeidsoppgaver"),
        (1, "Hva tar mest tid?"),
        (2, "Gi gjerne eksempler"),
        (1, "Prioritering"),
        (0, "Kompetanse"),
        (1, "Hva vil du lære?"),
    )
    assert outline(form) == lines("""
        theme: Arbeidsoppgaver
        question: Hva tar mest tid?
        prompt: Gi gjerne eksempler
        question: Prioritering
        theme: Kompetanse
        question: Hva vil du lære?
    """)


def test_bullets_below_numbers_are_a_level_of_their_own() -> None:
    form = forms.new()
    for theme, asked in (("Tasks", "What takes your time?"), ("Growth", "What comes next for you?")):
        forms.paragraphs(form, theme, style="List Number")
        forms.paragraphs(form, asked, style="List Bullet")
    assert outline(form, "en") == lines("""
        theme: Tasks
        question: What takes your time?
        theme: Growth
        question: What comes next for you?
    """)

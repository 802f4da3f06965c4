"""The shapes of form that employers really use, built as Word files: each line is held against what it is read as."""

from tests.rooms.guides.word import forms
from tests.rooms.guides.word.forms import lines, outline

from samspill.guides.outline import LineKind


def test_a_heading_to_each_theme_with_questions_under() -> None:
    form = forms.new()
    form.add_heading("Medarbeidersamtale i Fjordvik", 0)
    form.add_heading("Arbeidsoppgaver", 1)
    forms.paragraphs(form, "Hva er du mest fornøyd med siden sist?", "Hva vil du bruke mer tid på? ____________")
    form.add_heading("Samarbeid og arbeidsmiljø", 1)
    forms.paragraphs(form, "Hvordan er det å samarbeide her?", "Beskriv en situasjon der samarbeidet var godt.")
    form.add_heading("2. Andre temaer", 1)
    forms.paragraphs(form, "Hva mer bør vi snakke om", "_______________", "...............")
    assert outline(form) == lines("""
        title: Medarbeidersamtale i Fjordvik
        theme: Arbeidsoppgaver
        question: Hva er du mest fornøyd med siden sist?
        question: Hva vil du bruke mer tid på?
        theme: Samarbeid og arbeidsmiljø
        question: Hvordan er det å samarbeide her?
        question: Beskriv en situasjon der samarbeidet var godt.
        theme: Andre temaer
        question: Hva mer bør vi snakke om
        left_out (blank_line): _______________
        left_out (blank_line): ...............
    """)


def test_headings_in_the_styles_of_a_norwegian_word() -> None:
    form = forms.new()
    for name in ("Tittel", "Overskrift 1", "Overskrift 2"):
        forms.local_style(form, name)
    forms.paragraphs(form, "Utviklingssamtale", style="Tittel")
    forms.paragraphs(form, "Samtalen", style="Overskrift 1")
    forms.paragraphs(form, "Læring", style="Overskrift 2")
    forms.paragraphs(form, "Kva vil du lære meir om?")
    forms.paragraphs(form, "Trivsel", style="Overskrift 2")
    forms.paragraphs(form, "Korleis har du det på jobben?")
    assert outline(form, "nn") == lines("""
        title: Utviklingssamtale
        left_out (group_heading): Samtalen
        theme: Læring
        question: Kva vil du lære meir om?
        theme: Trivsel
        question: Korleis har du det på jobben?
    """)


def test_lines_for_names_dates_and_signatures_are_left_out() -> None:
    form = forms.new()
    forms.table(form, ["Navn:", ""], ["Stilling", ""], ["Enhet/avdeling", ""], ["Dato for samtalen", ""])
    form.add_heading("Trivsel", 1)
    forms.paragraphs(
        form,
        "Hva gir deg energi på jobb?",
        "☐ Ja ☐ Nei",
        "Dato xx.xx. 20xx",
        "Medarbeider: ____________",
        "Leder: ……………………",
    )
    forms.paragraphs(form, "Sted, dato\t\tUnderskrift")
    forms.table(form, ["Underskrift medarbeider", "Underskrift leder"], ["", ""])
    assert outline(form) == lines("""
        left_out (signature): Navn:
        left_out (signature): Stilling
        left_out (signature): Enhet/avdeling
        left_out (date_line): Dato for samtalen
        theme: Trivsel
        question: Hva gir deg energi på jobb?
        left_out (tick_box): ☐ Ja ☐ Nei
        left_out (date_line): Dato xx.xx. 20xx
        left_out (signature): Medarbeider:
        left_out (signature): Leder:
        left_out (date_line): Sted, dato Underskrift
        left_out (signature): Underskrift medarbeider
        left_out (signature): Underskrift leder
    """)


def test_a_part_to_sign_is_left_out_with_what_it_says() -> None:
    form = forms.new()
    form.add_heading("Learning", 1)
    forms.paragraphs(form, "What do you want to learn?")
    form.add_heading("Signatures", 1)
    forms.paragraphs(form, "We have talked about this together.", "Date: ________", "Employee's signature: ________")
    assert outline(form, "en") == lines("""
        theme: Learning
        question: What do you want to learn?
        left_out (signature): Signatures
        left_out (signature): We have talked about this together.
        left_out (date_line): Date:
        left_out (signature): Employee's signature:
    """)


def test_text_about_the_conversation_goes_with_the_invitation() -> None:
    form = forms.new()
    form.add_heading("Development conversation", 0)
    form.add_heading("About the conversation", 1)
    forms.paragraphs(form, "The two of you meet once a year.", "What is said stays between you.")
    forms.paragraphs(form, "Purpose:")
    forms.paragraphs(form, "plan the year ahead", "get to know each other better", style="List Bullet")
    form.add_heading("Your work", 1)
    forms.paragraphs(
        form,
        "Look back and ahead in this part.",
        "What went well?",
        "Think of the whole year, and not of the last few weeks only.",
    )
    assert outline(form, "en") == lines("""
        title: Development conversation
        information: About the conversation
        information: The two of you meet once a year.
        information: What is said stays between you.
        information: Purpose
        information: plan the year ahead
        information: get to know each other better
        theme: Your work
        left_out (running_text): Look back and ahead in this part.
        question: What went well?
        prompt: Think of the whole year, and not of the last few weeks only.
    """)


def test_helping_questions_under_a_label_and_questions_under_plain_short_lines() -> None:
    form = forms.new()
    forms.paragraphs(form, "Arbeidet")
    forms.paragraphs(form, "Hva er viktigst for deg?")
    forms.paragraphs(form, "Hjelpespørsmål:")
    forms.paragraphs(form, "Hva gjør du når du har det best?", style="List Bullet")
    form.add_heading("Hva ønsker du av meg som leder?", 1)
    form.add_heading("Rammer", 1)
    forms.paragraphs(form, "Spørsmål:")
    forms.paragraphs(form, "Hva mangler?", style="List Bullet")
    assert outline(form) == lines("""
        theme: Arbeidet
        question: Hva er viktigst for deg?
        left_out (label): Hjelpespørsmål:
        prompt: Hva gjør du når du har det best?
        question: Hva ønsker du av meg som leder?
        theme: Rammer
        left_out (label): Spørsmål:
        question: Hva mangler?
    """)


def test_fields_to_fill_in_frames_and_contents() -> None:
    form = forms.new()
    forms.local_style(form, "toc 1")
    forms.paragraphs(form, "Trivsel\t2", style="toc 1")
    form.add_heading("Trivsel", 1)
    forms.table(form, ["Hva gjør arbeidsdagen god?\nHva gjør den tung?"])
    field = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent>"
    prompt = "<w:r><w:t>Klikk for å skrive.</w:t></w:r>"
    forms.raw(form, f"<w:sdt>{field.format(f'<w:p>{prompt}</w:p>')}</w:sdt>")
    forms.raw(form, f"<w:p><w:r><w:t>Hva vil du endre? </w:t></w:r><w:sdt>{field.format(prompt)}</w:sdt></w:p>")
    forms.raw(form, "<w:sdt><w:sdtContent><w:p><w:r><w:t>Hva vil du beholde?</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    assert outline(form) == lines("""
        left_out (contents): Trivsel 2
        theme: Trivsel
        question: Hva gjør arbeidsdagen god?
        question: Hva gjør den tung?
        left_out (write_in): Klikk for å skrive.
        question: Hva vil du endre?
        question: Hva vil du beholde?
    """)


def test_sixty_questions_are_all_read() -> None:
    form = forms.new()
    expected = []
    for theme in range(1, 13):
        form.add_heading(f"Tema nummer {theme}", 1)
        questions = [f"Hva tenker du om del {theme}.{number}?" for number in range(1, 6)]
        forms.paragraphs(form, *questions, style="List Number")
        expected += [f"theme: Tema nummer {theme}", *(f"question: {one}" for one in questions)]
    read = forms.read(form)
    assert [forms.shown(line) for line in read.lines] == expected
    assert sum(line.kind is LineKind.QUESTION for line in read.lines) == 60

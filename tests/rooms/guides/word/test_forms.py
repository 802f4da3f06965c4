"""The shapes of form that employers really use, each built as a Word file and held against every line that it is read as."""

import pytest
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


def test_a_table_with_goals_and_actions_beside_themes() -> None:
    form = forms.new()
    form.add_heading("Utvikling og trivsel", 1)
    forms.table(
        form,
        ["Tema", "Mål/fokus framover", "Hvem gjør hva og når?"],
        ["Bruk av kompetanse\nHva kan du som vi ikke bruker?\nHva vil du lære?", "", ""],
        ["Læring i enheten\nHvordan lærer dere av hverandre?", "", ""],
        ["Andre temaer vi vil snakke om", "", ""],
    )
    ahead = ["focus: Mål/fokus framover", "actions: Hvem gjør hva og når?"]
    assert outline(form) == [
        "left_out (group_heading): Utvikling og trivsel",
        "left_out (column_heading): Tema",
        "theme: Bruk av kompetanse",
        *ahead,
        "question: Hva kan du som vi ikke bruker?",
        "question: Hva vil du lære?",
        "theme: Læring i enheten",
        *ahead,
        "question: Hvordan lærer dere av hverandre?",
        "theme: Andre temaer vi vil snakke om",
        *ahead,
    ]


def test_questions_in_a_table_that_belong_to_the_heading_above() -> None:
    form = forms.new()
    form.add_heading("Values", 1)
    forms.table(
        form, ["Question", "Goal / focus ahead", "Who does what by when"], ["How do we live up to our values?", "", ""]
    )
    assert outline(form, "en") == lines("""
        theme: Values
        left_out (column_heading): Question
        focus: Goal / focus ahead
        actions: Who does what by when
        question: How do we live up to our values?
    """)


def test_two_columns_with_blank_cells_to_answer_in() -> None:
    form = forms.new()
    forms.bold(form, "Arbeidet mitt")
    forms.table(
        form,
        ["Spørsmål", "Svar"],
        ["Kva har gått bra i år?", ""],
        ["Kva hindrar deg i arbeidet?", ""],
        ["Eige ansvar", ""],
    )
    assert outline(form, "nn") == lines("""
        theme: Arbeidet mitt
        left_out (column_heading): Spørsmål
        left_out (column_heading): Svar
        question: Kva har gått bra i år?
        question: Kva hindrar deg i arbeidet?
        question: Eige ansvar
    """)


def test_two_columns_without_a_head_where_the_first_has_themes() -> None:
    form = forms.new()
    forms.table(form, ["Arbeidsmiljø", ""], ["Fagleg utvikling", ""], ["Samarbeid", ""])
    assert outline(form, "nn") == ["theme: Arbeidsmiljø", "theme: Fagleg utvikling", "theme: Samarbeid"]


def test_themes_with_questions_beside_them_and_a_column_for_notes() -> None:
    form = forms.new()
    forms.table(
        form,
        ["Topic", "Questions", "Notes"],
        ["Cooperation", "How do you work together?\nWhat makes it easier?", ""],
        ["Learning", "What do you want to learn?", ""],
    )
    assert outline(form, "en") == lines("""
        left_out (column_heading): Topic
        left_out (column_heading): Questions
        left_out (column_heading): Notes
        theme: Cooperation
        question: How do you work together?
        question: What makes it easier?
        theme: Learning
        question: What do you want to learn?
    """)


def test_a_plan_of_actions_with_a_column_to_each_part() -> None:
    form = forms.new()
    form.add_heading("Handlingsplan", 1)
    forms.table(form, ["Tiltak", "Ansvarlig", "Frist"], ["", "", ""], ["", "", ""])
    assert outline(form) == ["theme: Handlingsplan", "actions: Tiltak / Ansvarlig / Frist"]


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


def test_rows_merged_over_the_whole_width_are_themes() -> None:
    form = forms.new()
    wide = '<w:gridSpan w:val="2"/>'
    rows = [
        [forms.raw_cell("Arbeidsglede", wide)],
        [forms.raw_cell("Hva gleder du deg til?"), forms.raw_cell()],
        [forms.raw_cell("Hva gruer du deg til?"), forms.raw_cell()],
        [forms.raw_cell("Veien videre", wide)],
        [forms.raw_cell("Hvilke planer har du?"), forms.raw_cell()],
        [forms.raw_cell("Hva bør bli enhetens viktigste bidrag?", wide)],
        [forms.raw_cell("", wide)],
    ]
    forms.raw(form, forms.raw_rows(*rows))
    assert outline(form) == lines("""
        theme: Arbeidsglede
        question: Hva gleder du deg til?
        question: Hva gruer du deg til?
        theme: Veien videre
        question: Hvilke planer har du?
        question: Hva bør bli enhetens viktigste bidrag?
    """)


def test_a_theme_merged_over_several_rows_is_one_theme() -> None:
    form = forms.new()
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        [forms.raw_cell("Rolla mi", begins), forms.raw_cell("Kva er uklart?"), forms.raw_cell()],
        [forms.raw_cell("", goes_on), forms.raw_cell("Kven spør du?"), forms.raw_cell()],
        [forms.raw_cell("Tida framover"), forms.raw_cell("Kva ser du fram til?"), forms.raw_cell()],
    ]
    forms.raw(form, forms.raw_rows(*rows))
    assert outline(form, "nn") == lines("""
        theme: Rolla mi
        question: Kva er uklart?
        question: Kven spør du?
        theme: Tida framover
        question: Kva ser du fram til?
    """)


@pytest.mark.parametrize(
    ("employee", "leader", "language"),
    [
        ("Forberedelse for medarbeider", "Leders forberedelser", "nb"),
        ("Medarbeidarens førebuing", "Førebuing for leiar", "nn"),
        ("Employee preparation", "Preparation for the manager", "en"),
    ],
)
def test_preparation_becomes_points_for_each(employee: str, leader: str, language: str) -> None:
    form = forms.new()
    form.add_heading(employee, 1)
    forms.paragraphs(form, "A first point", "A second?", style="List Bullet")
    form.add_heading(leader, 1)
    forms.paragraphs(form, "A third?", style="List Bullet")
    form.add_heading("Theme", 1)
    forms.paragraphs(form, "A fourth?")
    assert outline(form, language) == [
        f"left_out (group_heading): {employee}",
        "employee_point: A first point",
        "employee_point: A second?",
        f"left_out (group_heading): {leader}",
        "leader_point: A third?",
        "theme: Theme",
        "question: A fourth?",
    ]


def test_preparation_with_a_part_for_each_below_one_heading() -> None:
    form = forms.new()
    form.add_heading("Forberedelser", 1)
    forms.paragraphs(form, "Sett av litt tid, og skriv ned det du vil snakke om før dere møtes til samtalen.")
    forms.bold(form, "For deg som er medarbeider")
    forms.paragraphs(form, "Hva er jeg stolt av?", style="List Bullet")
    forms.bold(form, "Leder:")
    forms.paragraphs(form, "Hva vil jeg berømme?", style="List Bullet")
    form.add_heading("Samtalen", 1)
    forms.paragraphs(form, "Hva vil vi oppnå?")
    assert outline(form) == lines("""
        left_out (group_heading): Forberedelser
        information: Sett av litt tid, og skriv ned det du vil snakke om før dere møtes til samtalen.
        left_out (group_heading): For deg som er medarbeider
        employee_point: Hva er jeg stolt av?
        left_out (group_heading): Leder:
        leader_point: Hva vil jeg berømme?
        theme: Samtalen
        question: Hva vil vi oppnå?
    """)


def test_preparation_side_by_side_in_a_table() -> None:
    form = forms.new()
    forms.table(
        form,
        ["Medarbeiders forberedelse", "Leders forberedelse"],
        ["Hva er jeg fornøyd med?\nHva vil jeg endre?", "Hva vil jeg gi ros for?"],
    )
    assert outline(form) == lines("""
        left_out (column_heading): Medarbeiders forberedelse
        left_out (column_heading): Leders forberedelse
        employee_point: Hva er jeg fornøyd med?
        employee_point: Hva vil jeg endre?
        leader_point: Hva vil jeg gi ros for?
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

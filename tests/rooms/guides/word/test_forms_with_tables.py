"""Forms of tables to write in, built as Word files: each line is held against what it is read as."""

from tests.rooms.guides.word import forms
from tests.rooms.guides.word.forms import lines, outline


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


def test_a_short_question_under_the_head_is_no_second_head() -> None:
    form = forms.new()
    form.add_heading("Læring", 1)
    forms.table(form, ["Spørsmål", "Svar"], ["Hva vil du lære?", ""], ["Hva trenger du?", ""])
    assert [line for line in outline(form) if line.startswith("question")] == [
        "question: Hva vil du lære?",
        "question: Hva trenger du?",
    ]


def test_who_what_and_by_when_in_any_order() -> None:
    form = forms.new()
    form.add_heading("Oppfølging", 1)
    forms.table(form, ["Hvem", "Hva", "Innen når"], ["", "", ""])
    assert outline(form)[-1] == "actions: Hvem / Innen når"

"""The template linter finds nothing in the product, and finds what is planted."""

import pytest
from tools.lint_templates import (
    BY_ITSELF,
    faults,
    inputs_of,
    the_code,
    the_templates,
    unused,
    without_heading,
    wrong_includes,
)

PERSON = "{# component: person — inputs: name, title (optional) #}<b>{{ name }}</b>{{ title }}"


def test_every_template_keeps_the_rules() -> None:
    assert faults(the_templates(), the_code()) == []


def found_in(text: str) -> list[str]:
    return [fault for rule in BY_ITSELF for fault in rule(text)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<script>1</script>", "inline script"),
        ("<style>a { color: red }</style>", "inline style sheet"),
        ('<p style="color: red"></p>', "style attribute"),
        ('<p onclick="go()"></p>', "event attribute"),
        ('<p hx-on:click="go()"></p>', "script in an htmx attribute"),
        ("{{ text|safe }}", "safe filter"),
        ("{% autoescape off %}{{ text }}{% endautoescape %}", "autoescape off"),
        ('<img src="https://example.org/a.png" alt="">', "another host"),
        ('<a href="//example.org/"></a>', "another host"),
        ('<form method="post" action="/"></form>', "a form that posts has no csrf_token"),
        ("{% load static i18n %}", "load static i18n: not sorted"),
        ("<p>Welcome {{ name }}</p>", "not translated: Welcome"),
        ('<nav aria-label="Pages"></nav>', "not translated: Pages"),
        ("<html><body></body></html>", "html without lang"),
        ("<h1></h1><h3></h3>", "h3 follows h1"),
    ],
)
def test_a_planted_fault_is_found(text: str, fault: str) -> None:
    assert fault in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        '<script src="{% static "a.js" %}" defer></script>',
        '<form method="post">{% csrf_token %}</form><form method="get"></form>',
        "{% load i18n static %}{% load static from elsewhere %}",
        "<p>{% translate 'Welcome' %} {% blocktranslate trimmed %}to {{ name }}{% endblocktranslate %}</p>",
        '<html lang="{{ LANGUAGE_CODE }}"></html>',
        "<h1></h1><h2></h2><h3></h3><h2></h2>",
        "{# an onclick= or a |safe in a comment harms nobody #}",
        '<script type="application/json">{"ids": 1}</script>',
        "{% block main_class %}narrow{% endblock main_class %}",
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{% include "components/person.html" with name=name only %}', []),
        ('{% include "components/person.html" with name="a=b" title=title only %}', []),
        ('{% include "components/person.html" with name=name %}', ["components/person.html: included without only"]),
        ('{% include "components/person.html" with title=title only %}', ["components/person.html: needs name"]),
        (
            '{% include "components/person.html" with name=name age=age only %}',
            ["components/person.html: does not take age"],
        ),
    ],
)
def test_components_get_the_inputs_that_they_list(text: str, fault: list[str]) -> None:
    assert list(wrong_includes(text, {"components/person.html": PERSON})) == fault


def test_a_header_comment_lists_required_and_optional_inputs() -> None:
    takes = inputs_of(
        '{# component: a — inputs: tone ("ok" or "error"), url (empty (or not), x), name and value (optional) #}'
    )
    assert takes.required == {"tone", "url"}
    assert takes.optional == {"name", "value"}
    assert not inputs_of("{# component: brand — inputs: none #}").required


def test_a_template_that_nothing_names_is_found() -> None:
    templates = {
        "team/show.html": '{% include "team/row.html" %}',
        "team/row.html": "",
        "team/old.html": "",
        "404.html": "",
    }
    assert unused(templates, ['show(request, "team/show.html#rows")']) == ["team/old.html"]
    assert unused({"notices/moved.txt": ""}, ['f"notices/{kind}.txt"']) == []


def test_a_page_without_a_first_heading_is_found() -> None:
    bare, headed = (
        '{% extends "layouts/page.html" %}',
        '{% extends "layouts/page.html" %}{% include "team/head.html" %}',
    )
    templates = {"bare.html": bare, "headed.html": headed, "team/head.html": "<h1></h1>"}
    assert list(without_heading("bare.html", templates)) == ["page without h1"]
    assert list(without_heading("headed.html", templates)) == []

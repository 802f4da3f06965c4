"""Searching a question menu of a thousand questions, as the page asks for it while somebody types."""

from itertools import cycle
from random import Random
from typing import Any

from django.urls import reverse

from samspill.conversations.models import Conversation
from samspill.guides.models import GuideVersion
from samspill.guides.queries import read_menu
from samspill.people.models import Person
from tests.bench.clocks import p95_ms
from tests.bench.pages import signed_in

QUESTIONS, THEMES, SEARCHES, LANGUAGES = 1_000, 12, 200, ("nb", "nn", "en")
PART = {"HX-Request": "true", "HX-Target": "div#results"}


def measure(figures: dict[str, float], employee: Person, conversation_id: Any) -> None:
    """Put a large menu in the place of the conversation's, and search it: every other search has a typing error."""
    conversation = Conversation.objects.get(id=conversation_id)
    version = GuideVersion.objects.get(id=conversation.menu_version_id)
    chance = Random(1)  # the same words each time
    words = _words_of(version.content, conversation.language)
    GuideVersion.objects.filter(id=version.id).update(content=_large(version.content, words, chance))
    read_menu.cache_clear()
    client, page = signed_in(employee), reverse("questions", kwargs={"conversation_id": conversation_id})

    def search(looked_for: str) -> None:
        answer = client.get(page, {"sok": looked_for}, headers=PART)
        assert b'id="results"' in answer.content

    wanted = [chance.choice(words) for _ in range(SEARCHES)]
    typed = [_mistyped(word, chance) if number % 2 else word for number, word in enumerate(wanted)]
    search(typed[0])
    figures["menu search, p95"] = p95_ms(search, typed)


def _words_of(content: dict[str, Any], language: str) -> list[str]:
    questions = (question for theme in content["themes"] for question in theme["questions"])
    texts = " ".join(f"{question['text'][language]} {question['prompt'][language]}" for question in questions)
    return sorted({word.strip(",.?") for word in texts.split() if len(word) > 3})


def _large(content: dict[str, Any], words: list[str], chance: Random) -> dict[str, Any]:
    """A menu whose questions are made of the words of another, and of compounds of two of them."""
    vocabulary = [
        *words,
        *(first + second.lower() for first, second in zip(words, chance.sample(words, len(words)), strict=True)),
    ]
    themes: list[dict[str, Any]] = [
        {"key": f"theme-{number}", "title": _text(vocabulary, chance, 2), "questions": []} for number in range(THEMES)
    ]
    for number, theme in zip(range(QUESTIONS), cycle(themes), strict=False):
        text, prompt = _text(vocabulary, chance, 10), _text(vocabulary, chance, 10)
        theme["questions"].append({"key": f"question-{number}", "text": text, "prompt": prompt})
    return {**content, "themes": themes}


def _text(vocabulary: list[str], chance: Random, count: int) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, " ".join(chance.choices(vocabulary, k=count)))


def _mistyped(word: str, chance: Random) -> str:
    """The word with two letters that have changed places."""
    place = chance.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]

"""The second language: every text of ours, with its places, and none that nobody looked at."""

import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.catalogue import versions
from trigpoint.tickets.ratio import RATIOS
from trigpoint.web.shapes import definitions

SOURCE = Path(__file__).parents[2] / "src" / "trigpoint"
CATALOGUES = sorted((SOURCE / "locale").glob("*/LC_MESSAGES/django.po"))
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "pgettext_lazy": ((1, "c"), 2),
}
PLACE = re.compile(r"\{[a-z_]*\}|%\([a-z_]+\)s")
TRANSLATED = re.compile(r"""\{% translate ("[^"]*"|'[^']*')""")
UNDERSCORED = re.compile(r"""_\(("[^"]*"|'[^']*')\)""")

# In German "Sie" is they, she or it where a sentence begins; elsewhere it is a formal "you".
SENTENCE = re.compile(r"(?<=[.!?:]) ")
YOU = re.compile(r"You(?:rs?)?\b")
FORMAL_WITHIN = re.compile(r"(?<=[^.!?:…] )(?<![.!?]“ )(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b")
FORMAL_FIRST = re.compile(r"(?:Sie|Ihnen|Ihre[mnrs]?|Ihr(?= [A-ZÄÖÜ]))\b")


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def messages(path: Path) -> Iterator[Message]:
    return (message for message in read(path) if message.id)


def said() -> set[str]:
    """Every text that the program or a page names to the translators."""
    found = set()
    method_map = [("**.py", "python")]
    for _file, _line, ids, _comments, _context in extract_from_dir(
        SOURCE, method_map, keywords=KEYWORDS
    ):
        found.add(ids[0] if isinstance(ids, tuple) else ids)
    for template in SOURCE.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        for pattern in (TRANSLATED, UNDERSCORED):
            found.update(match[1:-1] for match in pattern.findall(text))
    return found


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: p.parts[-3])
def test_every_text_is_translated_and_none_is_a_guess(path: Path):
    open_ = [
        m.id
        for m in messages(path)
        if m.fuzzy or not (all(m.string) if m.pluralizable else m.string)
    ]
    assert open_ == []


@pytest.mark.req("PLATFORM-4", via="web")
@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: p.parts[-3])
def test_every_text_of_ours_is_known_to_the_translators(path: Path):
    known = {m.id[0] if m.pluralizable else m.id for m in messages(path)}
    assert sorted(said() - known) == [], "run `make messages` and translate what is new"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: p.parts[-3])
def test_a_translation_has_the_places_of_its_text(path: Path):
    wrong = []
    for message in messages(path):
        source, target = message.id, message.string
        if message.pluralizable:
            source, target = source[1], target[-1]
        if sorted(PLACE.findall(source)) != sorted(PLACE.findall(target)):
            wrong.append(source)
    assert wrong == []


def formal(source: str, target: str) -> bool:
    """Whether a German text says "Sie" to its reader."""
    sentences = zip(SENTENCE.split(source), SENTENCE.split(target), strict=False)
    return bool(FORMAL_WITHIN.search(target)) or any(
        YOU.match(one) and FORMAL_FIRST.match(other) for one, other in sentences
    )


@pytest.mark.parametrize(
    ("source", "target", "is_formal"),
    [
        ("Send it once.", "Senden Sie ihn nur einmal.", True),
        ("You agreed.", "Sie haben zugestimmt.", True),
        ("Your word for a ticket", "Ihr Wort für ein Ticket", True),
        ("Ask. It is about you.", "Frag. Sie handelt von Ihnen.", True),
        ("Send it once.", "Sende ihn nur einmal.", False),
        ("They agree to what you proposed.", "Sie stimmen deinem Vorschlag zu.", False),
        ("You two meet no more.", "Ihr zwei trefft euch nicht mehr.", False),
        ("Kept. Their figures come.", "Behalten. Ihre Zahlen kommen.", False),
    ],
)
def test_they_and_she_are_not_taken_for_a_formal_you(source: str, target: str, is_formal: bool):
    assert formal(source, target) == is_formal


def test_german_speaks_to_the_reader_in_one_way():
    wrong = []
    for message in read(SOURCE / "locale" / "de" / "LC_MESSAGES" / "django.po"):
        sources = message.id if message.pluralizable else (message.id,)
        targets = message.string if message.pluralizable else (message.string,)
        pairs = zip(sources, targets, strict=True)
        wrong += [target for source, target in pairs if formal(source, target)]
    assert wrong == [], "German says du here"


def test_the_catalogues_are_compiled_as_they_stand():
    for path in CATALOGUES:
        with path.with_suffix(".mo").open("rb") as file:
            compiled = gettext.GNUTranslations(file)
        for message in messages(path):
            if not message.pluralizable and not message.context:
                assert compiled.gettext(message.id) == message.string


def test_what_a_definition_states_is_named_to_the_translators():
    stated = {
        text
        for kpi in (*versions().values(), *RATIOS.values(), *BY_HAND.values())
        for text in (kpi.population, kpi.date, kpi.owner, kpi.clock)
    }
    assert stated == set(definitions.STATED)

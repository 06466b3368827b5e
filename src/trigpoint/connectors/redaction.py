"""What customers write, without what says who they or others are: before anything is kept.

Rather too much is taken out than too little: a date of many digits goes as an order number does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set

GONE = "[...]"
"""Stands where something was taken out; nothing that is looked for is in it."""
MOST = 500
"""Letters that are kept of a text."""
READ = 4_000
"""Letters that are read of a text."""

UNSEEN = re.compile(r"[^\S ]+| {2,}")
MAIL = re.compile(r"[^\s@]{0,64}\s?@\s?[^\s@]{0,255}")
LINK = re.compile(
    r"\S*://\S*|\bwww\.\S*"
    r"|\b[\w-]+(?:\.[\w-]+){0,5}"
    r"\.(?:com|net|org|info|biz|eu|de|at|ch|uk|fr|es|pt|it|nl|be|pl|io|co|me|ly|gl|app|shop|dev)"
    r"\b(?:/\S*)?|\b[\w-]+(?:\.[\w-]+){1,5}/\S+",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?:\+|\b[A-Z]{2})?\d(?:[\s\-./()_,:+]{0,3}\d){4,}")
NAMED = re.compile(
    r"\b((?i:dear|hi|hello|hey|regards|cheers|thanks|thank you|sincerely|yours|my name is|this is"
    r"|m[rs]|mrs|hallo|liebe[rs]?|gr(?:u|ü)(?:ß|ss)e?n?|mfg|danke|mein name ist|frau|herrn?)"
    r"[ ,.:-]{1,3})[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?:[ -][^\W\d_a-zß-öø-ÿ][^\W\d_]+){0,2}"
)


def redact(text: str, names: Set[str] = frozenset()) -> str:
    """Return at most 500 letters of a text without mail addresses, links, long numbers and names.

    A number is long from five digits on, whatever is between them. Taken out are the names that
    follow a greeting, and the words in `names`, which are folded.
    """
    found = unicodedata.normalize("NFKC", text[:READ])
    if len(text) > READ:
        found = found.rpartition(" ")[0]
    before = None
    while before != found:
        before, found = found, once(found, names)
    return found


def once(text: str, names: Set[str]) -> str:
    """Return a text after one round; what was taken out may bring together what was apart."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) not in {"Cf", "Cs", "Co"})
    seen = UNSEEN.sub(" ", seen)
    seen = MAIL.sub(GONE, seen) if "@" in seen else seen
    seen = NUMBER.sub(GONE, LINK.sub(GONE, seen))
    seen = NAMED.sub(rf"\1{GONE}", seen)
    seen = re.sub(r"[^\W\d_]+", lambda word: GONE if word[0].casefold() in names else word[0], seen)
    return unicodedata.normalize("NFKC", seen).strip()[:MOST].strip()


def says_something(text: str) -> bool:
    """Return whether words are left of a text."""
    return any(sign.isalpha() for sign in text)

"""The list of keys names each key that does something, and none that does not."""

import re
from pathlib import Path

import trigpoint.web

WEB = Path(trigpoint.web.__file__).parent
KBD = re.compile(r"<kbd>(\S)</kbd>")


def test_each_letter_that_a_page_answers_to_stands_in_the_list_of_keys():
    named = set(KBD.findall((WEB / "templates/shell/keys.html").read_text()))
    pages = "".join(page.read_text() for page in WEB.glob("templates/**/*.html"))
    scripts = "".join(script.read_text() for script in WEB.glob("static/**/*.js"))
    answered = set(re.findall(r'data-key="(\S)"|(?<!_)key="(\w)"', pages))
    answered |= {(key, "") for key in re.findall(r'key === "(\S)"', scripts)}
    on_the_map = scripts.partition("const acts = {")[2].partition("};")[0]
    answered |= {(key, "") for key in re.findall(r"^    (\w):", on_the_map, re.MULTILINE)}
    letters = {one or other for one, other in answered}
    places = set(re.findall(r"(\w): \"", scripts.partition("const places = {")[2].split("}")[0]))
    views = {"1", "5"}
    arrows = set("↑↓←→")
    assert named == letters | places | views | arrows

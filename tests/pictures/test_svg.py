"""Any text makes a well-formed picture, and stands in it isolated for direction."""

from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st

from trigpoint.pictures.svg import clean, element, isolated, number, words, write

HOSTILE = (
    st.text()
    | st.sampled_from(
        [
            "<script>alert(1)</script>",
            "&",
            "&amp;",
            "]]>",
            "\x00\x0b\ufffe\uffff",
            "שלום",
            "مرحبا",
            "👩‍💻",
            "\"'",
        ]
    )
    | st.text(st.characters(categories=["Cs", "Cc", "Co", "Cn"]))
)


@given(text=HOSTILE)
def test_any_text_yields_well_formed_xml(text: str) -> None:
    root = element("svg", {"aria-label": text}, words(text, {"x": 1.0}))
    assert fromstring(write(root).encode("utf-8", "strict")) is not None


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"])))
def test_text_comes_back_as_it_was_written(text: str) -> None:
    parsed = fromstring(write(element("svg", {}, words(text, {}))))
    assert parsed[0].text == isolated(text)


@given(text=HOSTILE)
def test_cleaning_changes_nothing_twice(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert len(clean(text)) == len(text)


def test_no_text_becomes_markup() -> None:
    markup = write(element("svg", {"aria-label": '"><script>'}, words("<script>", {})))
    assert "<script" not in markup


@given(value=st.floats(-1e6, 1e6))
def test_coordinates_are_short_and_close(value: float) -> None:
    written = number(value)
    assert abs(float(written) - value) <= 0.005 + 1e-9
    assert not written.endswith(".")
    assert written != "-0"

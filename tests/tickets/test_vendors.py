"""What help desks count under the same name is said of KPIs and settings that there are."""

from trigpoint.tickets.catalogue import catalogue
from trigpoint.tickets.vendors import ELSEWHERE, PAGES


def test_every_note_is_of_a_kpi_that_there_is_with_settings_that_it_has() -> None:
    for key, notes in ELSEWHERE.items():
        for note in notes:
            catalogue()[key].settled(note.params)
            assert str(note.differs).endswith(".")
            none = not note.params and not note.same
            assert ("no number here:" in str(note.differs).lower()) == none, (key, note.desk)
            assert PAGES[note.desk].startswith("https://")
            assert not (note.same and note.params), "where the rule is ours there is nothing to set"
        assert len({note.desk for note in notes}) == len(notes)

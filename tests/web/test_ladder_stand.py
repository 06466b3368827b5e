"""Where somebody stands: lines that tell nothing apart are one line, opened by whoever wants."""

import pytest

from trigpoint.core.text import Text
from trigpoint.services.ladders.assessment import Assessment, Side, StandLine, StandOn, StandPart
from trigpoint.web.shapes import ladder_stand


def line(part: StandPart, name: str, side: Side) -> StandLine:
    return StandLine(part, name, side, 60, 0.1, 0.2, 0.3, None, Text("Words."))


@pytest.mark.req("LADDER-1", via="web")
def test_what_stands_out_comes_first_and_what_is_alike_is_folded_into_one_line() -> None:
    lines = (
        line(StandPart.ALL, "", Side.ALIKE),
        line(StandPart.CHANNEL, "phone", Side.WEAKNESS),
        line(StandPart.CHANNEL, "chat", Side.ALIKE),
        line(StandPart.TOPIC, "refund", Side.ALIKE),
        line(StandPart.TOPIC, "fault", Side.FEW),
    )
    measure = StandOn("reopen_rate", Text("Reopened"), "share", "lower", lines)
    found = Assessment("l", "Orders", None, None, "topic", (measure,), 0, None, (), ())
    page = ladder_stand.page(found)
    assert [each.title for each in page.out] == ["phone"]
    assert [(each.title, each.key) for each in page.overall] == [("All tickets", "alike")]
    assert page.folded == "Not distinguishable by channel or topic: 2 comparisons"
    [folded] = page.measures
    assert [each.title for each in folded.lines] == ["chat", "refund"]
    assert "fault (60)" in folded.few

"""What a team may begin with: templates by way of writing and by sector.

A template is plain data in our own words, which the faces translate. Once applied it is the
team's own text: nothing leads back to the template. A new one is a module with a `Template` in
the folder of its way of writing, and its place in `ALL`.
"""

from trigpoint.core.lenses.templates.ladders import LADDERS
from trigpoint.core.lenses.templates.layers import CASCADES, PYRAMIDS
from trigpoint.core.lenses.templates.maps import MAPS
from trigpoint.core.lenses.templates.sectors import SECTORS
from trigpoint.core.lenses.templates.template import Template
from trigpoint.core.lenses.templates.v2mom import V2MOMS

__all__ = ["ALL", "SECTORS", "Template", "find"]

ALL: tuple[Template, ...] = (*V2MOMS, *CASCADES, *PYRAMIDS, *MAPS, *LADDERS)


def find(lens: str = "", sector: str = "") -> tuple[Template, ...]:
    """Return the templates of a way of writing and of a sector; "" is any."""
    return tuple(t for t in ALL if lens in {"", t.lens} and sector in {"", t.sector})

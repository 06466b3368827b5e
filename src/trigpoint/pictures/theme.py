"""The colours of a picture, written as literals into its attributes.

Paper, mail and PDF renderers know no CSS variables, so every painted element carries its colour
as an attribute. It carries the colour's name as a class as well: on a page, the style sheet lets
the same picture follow light and dark without drawing it twice (docs/decisions/0051).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """One literal colour for each role that a scene paints with."""

    ink: str
    ink2: str
    ink3: str
    surface: str
    sunken: str
    line: str
    control: str
    track: str
    dimline: str
    band: str
    accent: str
    accent_t: str
    goal: str
    cardline: str
    on_track: str
    on_track_t: str
    at_risk: str
    at_risk_t: str
    off_track: str
    off_track_t: str
    achieved: str
    achieved_t: str
    old: str
    old_t: str
    draft: str
    draft_t: str
    private: str
    private_t: str
    open: str
    open_t: str
    held: str
    held_t: str
    sans: str = "Inter, 'Noto Sans', 'DejaVu Sans', sans-serif"

    def fill(self, role: str) -> dict[str, str]:
        """Return the attributes that fill an element with the colour of `role`."""
        return {"fill": getattr(self, role), "class": f"fill-{role.replace('_', '-')}"}

    def stroke(self, role: str, width: float = 1) -> dict[str, str]:
        """Return the attributes that draw an element's outline in the colour of `role`."""
        return {
            "stroke": getattr(self, role),
            "stroke-width": f"{width:g}",
            "fill": "none",
            "class": f"stroke-{role.replace('_', '-')}",
        }


LIGHT = Theme(
    ink="#1B1A17",
    ink2="#55524A",
    ink3="#6B675E",
    surface="#FFFFFF",
    sunken="#F3F1EC",
    line="#E3DFD7",
    control="#8A857A",
    track="#E3DFD7",
    dimline="#CDC8BD",
    band="#8A857A",
    accent="#3A3DB8",
    accent_t="#ECECFB",
    goal="#0F766A",
    cardline="#C4BFB5",
    on_track="#0F766A",
    on_track_t="#E1F3EF",
    at_risk="#8F6100",
    at_risk_t="#FDF1D3",
    off_track="#8F0F26",
    off_track_t="#FBE4E8",
    achieved="#17309C",
    achieved_t="#E5EAFB",
    old="#5B5F66",
    old_t="#EEEEEF",
    draft="#6A4FA3",
    draft_t="#EFEAFA",
    private="#6A4FA3",
    private_t="#EFEAFA",
    open="#55524A",
    open_t="#F3F1EC",
    held="#8F6100",
    held_t="#FDF1D3",
)

DARK = Theme(
    ink="#ECEDEF",
    ink2="#B4B8C0",
    ink3="#949AA5",
    surface="#1B1D21",
    sunken="#0D0E10",
    line="#2E3137",
    control="#7D838E",
    track="#2E3137",
    dimline="#454A54",
    band="#7D838E",
    accent="#A5A8FF",
    accent_t="#26275A",
    goal="#4FE3D0",
    cardline="#4A4E57",
    on_track="#4FE3D0",
    on_track_t="#0E2F2B",
    at_risk="#FFB62E",
    at_risk_t="#33260A",
    off_track="#FF6480",
    off_track_t="#3A1320",
    achieved="#8D9BF0",
    achieved_t="#1B2250",
    old="#A9AEB8",
    old_t="#24272D",
    draft="#C3AEF5",
    draft_t="#271F40",
    private="#C3AEF5",
    private_t="#271F40",
    open="#B4B8C0",
    open_t="#24272D",
    held="#FFB62E",
    held_t="#33260A",
)

PRINT = LIGHT

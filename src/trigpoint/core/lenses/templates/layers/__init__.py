"""Goals in layers to begin a cascade or a pyramid with, one module a sector.

Both begin with the same goals: an uppermost one, those of teams under it, and a person's part. The
teams' goals are the methods that the sector's V2MOM has, said once for all three ways.
"""

from trigpoint.core.lenses.templates.layers import bank, chat, field, it, office, phone, shop
from trigpoint.core.lenses.templates.layers.layered import Layered, templates

SECTORS: tuple[Layered, ...] = (
    chat.LAYERS,
    phone.LAYERS,
    field.LAYERS,
    it.LAYERS,
    shop.LAYERS,
    bank.LAYERS,
    office.LAYERS,
)
CASCADES = templates("cascade", SECTORS)
PYRAMIDS = templates("pyramid", SECTORS)

"""V2MOMs to begin with, one module a sector."""

from trigpoint.core.lenses.templates.v2mom import bank, chat, field, it, office, phone, shop

V2MOMS = (
    chat.TEMPLATE,
    phone.TEMPLATE,
    field.TEMPLATE,
    it.TEMPLATE,
    shop.TEMPLATE,
    bank.TEMPLATE,
    office.TEMPLATE,
)

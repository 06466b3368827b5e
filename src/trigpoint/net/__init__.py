"""Out into the network, guarded: the only place from which the program connects to others.

Whoever asks says where to in an address that a person typed. So the address decides nothing: what
is connected to is looked at (no internal machine unless the host's administrator named it), how
long it takes and how much comes back is bounded, and no redirect is followed.
"""

from trigpoint.net.client import Answer, Client, Fetch
from trigpoint.net.errors import Cut, NotAnswered, NotReached, Refusal
from trigpoint.net.patience import ComeBack, Patience

__all__ = [
    "Answer",
    "Client",
    "ComeBack",
    "Cut",
    "Fetch",
    "NotAnswered",
    "NotReached",
    "Patience",
    "Refusal",
]

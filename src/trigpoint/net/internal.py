"""Which machines are internal: those that a stranger's address must not make us talk to.

`ipaddress` alone decides wrongly: carrier NAT is not "private" to it, site-local addresses, NAT64,
6to4 and multicast are "global". So addresses within addresses are unwrapped first, and the rest has
to be global; of IPv6 only what is given out as global unicast is.
"""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""The well-known prefix alone: the one for local use leads into somebody's own network."""
_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")
_UNICAST = ipaddress.ip_network("2000::/3")
_EXAMPLES = ipaddress.ip_network("3fff::/20")
_ISATAP = {0x0000_5EFE, 0x0200_5EFE}
"""The second half of an address within a site, before the IPv4 address of its machine."""


def is_internal(text: str) -> bool:
    """Whether an IP address in digits is not plainly one of the public network."""
    address = _unwrapped(ipaddress.ip_address(text.split("%", 1)[0]))
    if isinstance(address, ipaddress.IPv4Address):
        special = address in _PROTOCOLS
    else:
        special = address not in _UNICAST or address in _EXAMPLES
    return special or not address.is_global or address.is_multicast or address.is_reserved


def _unwrapped(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address carries, or the address itself.

    Teredo is not unwrapped: no help desk is behind one, and to `ipaddress` it is not global.
    """
    if isinstance(address, ipaddress.IPv4Address):
        return address
    inner = address.ipv4_mapped or address.sixtofour
    if inner is None and (address in _NAT64 or _isatap(address)):
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return inner or address


def _isatap(address: ipaddress.IPv6Address) -> bool:
    return (int(address) >> 32) & 0xFFFFFFFF in _ISATAP

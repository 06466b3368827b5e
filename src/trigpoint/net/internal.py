"""Which machines are internal: those that a stranger's address must not make us talk to.

`ipaddress` alone decides wrongly: carrier NAT is not "private" to it, and NAT64, 6to4 and multicast
are "global". So addresses within addresses are unwrapped first, and the rest has to be global.
"""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")


def is_internal(text: str) -> bool:
    """Whether an IP address in digits is not plainly one of the public network."""
    address = _unwrapped(ipaddress.ip_address(text.split("%", 1)[0]))
    if isinstance(address, ipaddress.IPv4Address) and address in _PROTOCOLS:
        return True
    return not address.is_global or address.is_multicast or address.is_reserved


def _unwrapped(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address carries, or the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    inner = address.ipv4_mapped or address.sixtofour
    if inner is None and address.teredo:
        inner = address.teredo[1]
    if inner is None and any(address in network for network in _NAT64):
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return inner or address

"""Whether the program may start here."""

from __future__ import annotations

import os

from trigpoint.cli.output import Output
from trigpoint.cli.supervisor import SUPERVISOR


def refuse_dangers(out: Output, listening: str = "127.0.0.1") -> None:
    """End the command where the installation is dangerous, with the cure for each finding.

    `listening` is the address at which the web server is to listen.
    A child of the supervisor trusts that it has looked.
    """
    if SUPERVISOR in os.environ:
        return
    from trigpoint.jobs.doctor import dangers

    found = dangers(listening)
    if found:
        words = "\n".join(f"{finding.what}\n    {finding.cure}" for finding in found)
        out.refuse(f"Trigpoint does not start like this.\n{words}", findings=[f.key for f in found])

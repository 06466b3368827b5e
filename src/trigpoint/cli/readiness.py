"""Whether the program may start here."""

from __future__ import annotations

import os

from trigpoint.cli.output import Output
from trigpoint.cli.supervisor import SUPERVISOR


def refuse_dangers(out: Output) -> None:
    """End the command where the installation is dangerous, with the cure for each finding.

    A child of the supervisor trusts that it has looked.
    """
    if SUPERVISOR in os.environ:
        return
    from trigpoint.jobs.doctor import dangers

    found = dangers()
    if found:
        words = "\n".join(f"{finding.what}\n    {finding.cure}" for finding in found)
        out.refuse(f"Trigpoint does not start like this.\n{words}", findings=[f.key for f in found])

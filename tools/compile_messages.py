"""Build hook: turns the translators' .po files into the .mo files that the program reads."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileMessages(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own generic
    """Compile every catalogue below src/trigpoint/locale before the wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's interface
        """Write each .mo beside its .po and name it to the wheel, since git ignores it."""
        for source in Path(self.root, "src/trigpoint/locale").glob("*/LC_MESSAGES/*.po"):
            target = source.with_suffix(".mo")
            with source.open("rb") as file:
                catalogue = read_po(file, locale=source.parts[-3])
            with target.open("wb") as file:
                write_mo(file, catalogue)
            build_data["artifacts"].append(str(target.relative_to(self.root)))

"""Where things of a map lead: the addresses of its page with something else looked at."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.web.lens import Focus


@dataclass(frozen=True, slots=True)
class Way:
    """The addresses of a map's page: `chain` and `theme` are looked at, `may` says who writes."""

    focus: Focus
    chain: str = ""
    theme: str = ""
    may: bool = False

    def kept(self) -> dict[str, str]:
        """Return what only a map's addresses carry."""
        return {"chain": self.chain, "theme": self.theme}

    def here(self, **more: str) -> str:
        """Return the address of this page."""
        return self.focus.address("map", **self.kept(), **more)

    def opened(self, goal: str) -> str:
        """Return the address with a goal open beside the map."""
        return self.focus.opening("map", goal, **self.kept())

    def chain_of(self, objective: str) -> str:
        """Return the address with the chain of an objective alone; "" is the whole map."""
        return self.focus.to(goal="").address("map", chain=objective, theme=self.theme)

    def theme_of(self, theme: str) -> str:
        """Return the address with one theme looked at."""
        return self.focus.to(goal="").address("map", theme=theme)

    def edit(self, part: str) -> str:
        """Return the address at which a part is written; "" for whoever may not."""
        if not self.may:
            return ""
        return self.focus.to(goal="").address("map", **self.kept(), edit=part)

    def editing(self, objective: str) -> str:
        """Return the address at which an objective is changed."""
        return self.edit(f"objective-{objective}")

    def editing_link(self, link: str) -> str:
        """Return the address at which a link is changed."""
        return self.edit(f"link-{link}")

    def editing_pain(self, pain: str) -> str:
        """Return the address at which a pain point is changed."""
        return self.edit(f"pain-{pain}")

"""Files of goals: YAML that people like to review, read with line, column and cure."""

from trigpoint.connectors.goal_files.exchange import apply, export, plan
from trigpoint.connectors.goal_files.reading import load
from trigpoint.connectors.goal_files.writing import dump

__all__ = ["apply", "dump", "export", "load", "plan"]

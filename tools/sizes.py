"""Hold the sizes that the architecture promises: run as `python -m tools.sizes`.

Python below src/ keeps to 500 lines a file and 60 lines a function, and the median file stays
under 120 lines, so that a rule is found where a reader looks for it. Lines of a template stay
under 140 characters: a page is read by its blocks, one a line. A connector of a help desk keeps to
220 lines of code, without comments and docstrings: what it shares with others is in
connectors/sync.
"""

import ast
import statistics
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 60
MAX_MEDIAN_LINES = 120
MAX_TEMPLATE_LINE = 139
MAX_CONNECTOR_LINES = 220
CONNECTORS = Path("src/trigpoint/connectors")
NO_CODE = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
    tokenize.ENDMARKER, tokenize.ENCODING,
}  # fmt: skip


def complaints(path: Path) -> Iterator[str]:
    """Yield what is too long in one file."""
    source = path.read_text(encoding="utf-8")
    lines = source.count("\n")
    if lines > MAX_FILE_LINES:
        yield f"{path}: {lines} lines, {MAX_FILE_LINES} allowed"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MAX_FUNCTION_LINES:
                place = f"{path}:{node.lineno} {node.name}"
                yield f"{place}: {length} lines, {MAX_FUNCTION_LINES} allowed"


def long_lines(path: Path) -> Iterator[str]:
    """Yield the lines of one template that are too long to be read."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if len(line) > MAX_TEMPLATE_LINE:
            yield f"{path}:{number}: {len(line)} characters, {MAX_TEMPLATE_LINE} allowed"


def large_connectors() -> Iterator[str]:
    """Yield the folders of connectors that hold more code than one reads at once."""
    for init in sorted(CONNECTORS.glob("*/__init__.py")):
        if "CONNECTOR = " in init.read_text(encoding="utf-8"):
            lines = sum(code_lines(path) for path in init.parent.glob("*.py"))
            if lines > MAX_CONNECTOR_LINES:
                yield f"{init.parent}: {lines} lines of code, {MAX_CONNECTOR_LINES} allowed"


def code_lines(path: Path) -> int:
    """Return how many lines of a file hold code: no comment, no docstring, nothing empty."""
    with path.open("rb") as file:
        found = {
            line
            for token in tokenize.tokenize(file.readline)
            if token.type not in NO_CODE
            for line in range(token.start[0], token.end[0] + 1)
        }
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(found)


def main() -> int:
    """Print every complaint and the median; return 1 where a limit is broken."""
    files = [p for p in Path("src").rglob("*.py") if "migrations" not in p.parts]
    templates = sorted(Path("src").rglob("templates/**/*.html"))
    found = [line for path in files for line in complaints(path)]
    found += [line for path in templates for line in long_lines(path)]
    found += large_connectors()
    lengths = [
        n
        for p in files
        if p.name != "__init__.py" and (n := p.read_text(encoding="utf-8").count("\n"))
    ]
    median = statistics.median(lengths)
    if median >= MAX_MEDIAN_LINES:
        found.append(
            f"the median file has {median:.0f} lines, fewer than {MAX_MEDIAN_LINES} promised"
        )
    print(*found, sep="\n", end="\n" if found else "")
    counted = f"{len(files)} files, median {median:.0f} lines, {len(templates)} templates"
    print(f"sizes: {counted}, {len(found)} too long")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

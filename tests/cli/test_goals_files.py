"""Goals as a file from the terminal: taken along, compared, written as a whole or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import answer, call, environment

AS = ("--as", "tuan@northwind.example")
SETTLE = """
import django
django.setup()
from tests import cast
from tests.services import plan
cast.assemble()
plan.write(cast.call())
"""


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data with the cast and a small plan of goals."""
    data = tmp_path_factory.mktemp("goals") / "data"
    assert call(data, "init").returncode == 0
    settings = {"DJANGO_SETTINGS_MODULE": "trigpoint.config.settings"}
    subprocess.run([sys.executable, "-c", SETTLE], env=environment(data, **settings), check=True)
    return data


@pytest.mark.slow
@pytest.mark.req("GRAPH-8", "PLATFORM-3", via="cli")
def test_a_file_is_exported_compared_refused_with_place_and_cure_and_applied(
    settled: Path, tmp_path: Path
):
    file = tmp_path / "goals.yaml"
    answer(settled, "goals", "export", "--to", str(file), *AS)
    text = file.read_text(encoding="utf-8")
    assert "Nothing differs." in call(settled, "goals", "plan", str(file), *AS).stdout
    file.write_text(text.replace("owner: Northwind / Care / Orders", "owner: Ordres"))
    refused = call(settled, "goals", "apply", str(file), "--reason", "Typed.", *AS)
    assert refused.returncode != 0
    said = refused.stdout + refused.stderr
    assert "Nothing was changed." in said
    assert "line " in said
    assert "Ordres" in said
    file.write_text(text.replace("Right person, first touch", "Right person at once"))
    told = call(settled, "goals", "plan", str(file), *AS).stdout
    assert "Right person at once" in told
    token = told.rsplit("--plan ", 1)[1].split()[0]
    done = answer(
        settled, "goals", "apply", str(file), "--plan", token, "--reason", "Plainer.", *AS
    )
    assert answer(settled, "goals", "export", *AS)["text"] == file.read_text(encoding="utf-8")
    answer(settled, "goals", "undo", str(done["entry"]), *AS)
    assert answer(settled, "goals", "export", *AS)["text"] == text

"""The sizes that the architecture promises are counted, and what is too long is named."""

from pathlib import Path

from tools.sizes import code_lines, complaints, long_lines


def test_a_line_of_a_template_that_nobody_can_read_is_named(tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_text(f"<p>short</p>\n<p>{'x' * 140}</p>\n", encoding="utf-8")
    assert list(long_lines(page)) == [f"{page}:2: 147 characters, 139 allowed"]


def test_a_function_that_is_too_long_is_named_with_its_place(tmp_path: Path):
    module = tmp_path / "module.py"
    module.write_text("\n\ndef f():\n" + "    pass\n" * 60, encoding="utf-8")
    assert list(complaints(module)) == [f"{module}:3 f: 61 lines, 60 allowed"]


def test_of_a_connector_only_code_counts(tmp_path: Path):
    module = tmp_path / "reading.py"
    module.write_text(
        '"""What it is.\n\nIn more words.\n"""\n\n# A reason.\nSQL = """\nSELECT 1\n"""\n\n\n'
        'def f():\n    """Say."""\n    return [\n        SQL,  # and why\n    ]\n',
        encoding="utf-8",
    )
    assert code_lines(module) == 7

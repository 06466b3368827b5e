"""A browser in a process leaves nothing behind that stops the tests after it."""

import subprocess
import sys

import pytest

BROWSER = "tests/browser/test_order.py::test_a_browser_opens_a_page"
FAULT = "tests/faults/test_order.py::test_nothing_keeps_this_process_from_the_database"


def test_a_browser_opens_a_page(browser):
    page = browser.new_page()
    page.set_content("<h1>Here</h1>")
    assert page.inner_text("h1") == "Here"
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize("order", [(BROWSER, FAULT, BROWSER, FAULT), (FAULT, BROWSER, FAULT)])
def test_tests_of_the_browser_and_of_faults_share_a_process_in_any_order(order, chromium):
    """Playwright's loop, left running, made Django refuse every query after it."""
    program = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--keep-duplicates"]
    ended = subprocess.run([*program, *order], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout[-2000:]

"""Making an installation, and being told what is wrong with one."""

import stat
from pathlib import Path

from tests.cli.conftest import answer, call


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_init_makes_a_folder_for_its_owner_alone_with_a_secret_key(made: Path):
    assert mode(made) == 0o700
    assert mode(made / "secret_key") == 0o600
    assert len((made / "secret_key").read_text(encoding="ascii")) >= 50
    assert (made / "static").is_dir()


def test_init_again_keeps_the_key_and_nothing_is_wrong_afterwards(made: Path):
    key = (made / "secret_key").read_bytes()
    assert answer(made, "init") == {"data": str(made)}
    assert (made / "secret_key").read_bytes() == key
    assert answer(made, "doctor") == {"findings": []}


def test_a_new_installation_is_its_owners_alone_and_says_what_comes_next(tmp_path: Path):
    data = tmp_path / "new"
    data.mkdir()
    data.chmod(0o755)
    made = call(tmp_path / "other", "init", "--data", str(data))
    assert f"chmod 700 {data}" in made.stderr, "the folder was there, and open"
    assert {mode(path) for path in data.iterdir() if path.is_file()} == {0o600}
    first = made.stdout
    assert "Next: trigpoint organisation" in first
    assert first.endswith(f"--data {data}\n"), "as it is typed for that folder"
    who = ("--admin", "Dara Kelly", "--email", "dara@example.org", "--password", "long enough 1")
    assert call(data, "organisation", "Care", *who).returncode == 0
    assert "Next: trigpoint serve" in call(data, "init").stdout


def test_before_init_the_program_does_not_start_and_says_what_to_do(tmp_path: Path):
    done = call(tmp_path / "nothing", "serve")
    assert done.returncode == 1
    assert "no folder of data" in done.stderr
    assert "trigpoint init" in done.stderr


def test_a_database_that_does_not_answer_is_named(made: Path, tmp_path: Path):
    url = f"postgresql://nobody@/nothing?host={tmp_path}"
    [finding] = answer(made, "doctor", TRIGPOINT_DATABASE=url)["findings"]
    assert finding["key"] == "database"
    assert "TRIGPOINT_DATABASE" in finding["cure"]


def test_a_setting_that_cannot_be_used_is_said_in_words(made: Path):
    assert "TRIGPOINT_HOSTS" in answer(made, "doctor", TRIGPOINT_HOSTS="*")["error"]


def test_version_and_help_need_no_installation(tmp_path: Path):
    assert answer(tmp_path, "version")["trigpoint"]
    shown = call(tmp_path, "--help").stdout
    for name in ("init", "serve", "web", "worker", "doctor", "backup", "restore", "version"):
        assert name in shown

"""Commands of the platform work on a home, and say in words what is missing."""

import subprocess
import sys


def test_a_home_is_made_for_its_owner_alone_and_has_the_tables_of_the_models(shanyrak, tmp_path):
    assert shanyrak("manage", "migrate", "--verbosity", "0").stderr == ""
    done = shanyrak("manage", "makemigrations", "--check", "--dry-run")
    assert (done.returncode, done.stdout) == (0, "No changes detected\n")
    assert oct((tmp_path / "var").stat().st_mode)[-3:] == "700"
    assert oct((tmp_path / "var/keys.json").stat().st_mode)[-3:] == "600"


def test_a_wrong_setting_is_one_line(shanyrak, tmp_path):
    (tmp_path / "shanyrak.toml").write_text('databse = "sqlite:x"\n', encoding="utf-8")
    done = shanyrak("manage", "check")
    assert done.returncode == 1
    assert done.stderr == "shanyrak.toml: there is no setting 'databse'; did you mean 'database'?\n"


def test_without_the_web_the_engine_runs_and_the_platform_says_what_to_install(environ, tmp_path):
    # Given: a Python in which Django and what comes with it cannot be found
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['django', 'nacl', 'argon2', 'webauthn', 'psycopg']))\n"
        "from shanyrak.interfaces.cli.app import app; app(sys.argv[1:])"
    )

    def run(*words):
        command = [sys.executable, "-c", code, *words]
        return subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)

    # Then
    assert run("validate", "--help").returncode == 0
    refused = run("serve")
    assert refused.returncode == 6
    assert refused.stderr == 'the platform is not installed here: pip install "shanyrak[web]"\n'

"""Settings come from one file and the environment, which wins; what cannot be meant is refused in words."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from shanyrak.base.errors import InvalidError
from shanyrak.project.options import Options, read_options

PAGE = (Path(__file__).parents[2] / "docs/reference/settings.md").read_text(encoding="utf-8")


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path / "shanyrak.toml"


def test_without_a_file_everything_has_a_default(file):
    assert read_options({}) == Options()


def test_the_page_tells_every_setting_and_its_default():
    rows = dict(re.findall(r"^\| `(\w+)` \| `([^|]+)` \|", PAGE, re.MULTILINE))
    told = {name: tomllib.loads(f"x = {value}")["x"] for name, value in rows.items()}
    meant = {f.name: list(f.default) if isinstance(f.default, tuple) else f.default for f in fields(Options)}
    assert told == meant


def test_the_example_of_the_page_is_read(file):
    file.write_text(re.search(r"```toml\n(.+?)```", PAGE, re.DOTALL)[1], encoding="utf-8")
    options = read_options({})
    assert (options.https, options.hosts, options.time_zone) == (True, ("shanyrak.example",), "Asia/Oral")


def test_the_environment_wins(file):
    file.write_text('port = 9000\nhome = "here"\n', encoding="utf-8")
    environ = {"SHANYRAK_PORT": "9001", "SHANYRAK_HTTPS": "Yes", "SHANYRAK_HOSTS": "a.example, b.example"}
    options = read_options(environ)
    assert (options.port, options.home, options.https) == (9001, "here", True)
    assert options.hosts == ("a.example", "b.example")


def test_another_file_may_be_named_and_then_must_be_there(file):
    file.with_name("city.toml").write_text("workers = 4\n", encoding="utf-8")
    assert read_options({"SHANYRAK_SETTINGS": "city.toml"}).workers == 4
    with pytest.raises(InvalidError, match=r"gone.toml: No such file .*SHANYRAK_SETTINGS names"):
        read_options({"SHANYRAK_SETTINGS": "gone.toml"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("prot = 1", "there is no setting 'prot'; did you mean 'port'?"),
        ("zzz = 1", "there is no setting 'zzz'"),
        ('port = "8000"', "port: '8000' is not a whole number"),
        ("port = true", "port: 'True' is not a whole number"),
        ("https = 1", "https: '1' is not true or false"),
        ("home = 1", "home: '1' is not text"),
        ('hosts = "a.example"', "hosts: write a list of words, for example ['127.0.0.1', 'localhost']"),
        ("hosts = [1]", "hosts: write a list of words"),
        ("port = ", "is not TOML"),
    ],
)
def test_a_wrong_file_is_told_with_its_mend(file, text, message):
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidError) as refusal:
        read_options({})
    assert message in str(refusal.value)
    assert "shanyrak.toml" in str(refusal.value)


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [("SHANYRAK_PORT", "http", "is not a whole number"), ("SHANYRAK_HTTPS", "on", "neither true nor false")],
)
def test_a_wrong_variable_is_told_by_its_name(file, variable, value, message):
    with pytest.raises(InvalidError, match=f"{variable}.*{message}"):
        read_options({variable: value})

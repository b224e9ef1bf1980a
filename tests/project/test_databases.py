"""One address says which database; a password in it is repeated nowhere."""

from pathlib import Path

import pytest

from shanyrak.base.errors import InvalidError
from shanyrak.project.databases import database

HOME = Path("var")


def test_without_an_address_it_is_a_file_in_the_home():
    told = database("", home=HOME)
    assert told["NAME"] == str(Path("var/shanyrak.sqlite3").absolute())
    assert told["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "secure_delete=ON" in told["OPTIONS"]["init_command"]


@pytest.mark.parametrize("address", ["sqlite:/data/x.sqlite3", "sqlite:///data/x.sqlite3"])
def test_a_file_may_lie_elsewhere(address):
    assert database(address, home=HOME)["NAME"] == "/data/x.sqlite3"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://ann:p%40ss@example.org:5433/city", ("city", "ann", "p@ss", "example.org", "5433")),
        ("postgres://ann@/city?host=/run/postgresql", ("city", "ann", "", "/run/postgresql", "")),
    ],
)
def test_a_server_is_told_by_its_url(address, told):
    found = database(address, home=HOME)
    assert tuple(found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")) == told
    assert found["OPTIONS"] == {"server_side_binding": True}


@pytest.mark.parametrize("address", ["mysql://u:secret@h/x", "secret", "sqlite:", "postgresql://u:secret@h/"])
def test_another_address_is_refused_and_not_repeated(address):
    with pytest.raises(InvalidError) as refusal:
        database(address, home=HOME)
    assert "secret" not in str(refusal.value)

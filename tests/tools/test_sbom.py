"""What a site runs is few, pinned with hashes, and told in a list that other programs read."""

import re
import tomllib

from tools import sbom

MOST = 16


def direct():
    told = tomllib.loads((sbom.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*told["dependencies"], *told["optional-dependencies"]["web"]]


def test_a_site_needs_few_packages_directly():
    assert len(direct()) <= MOST


def test_the_list_has_every_package_of_the_lock_with_its_hashes():
    lock = sbom.LOCK.read_text(encoding="utf-8")
    listed = sbom.listed(lock)["components"]
    assert len(listed) == len(re.findall(r"(?m)^[A-Za-z0-9]", lock))
    assert all(package["hashes"] for package in listed)


def test_every_package_that_is_needed_directly_is_in_the_list():
    names = {package["name"].lower() for package in sbom.listed(sbom.LOCK.read_text("utf-8"))["components"]}
    assert {re.match(r"[a-z0-9-]+", line)[0] for line in direct()} <= names

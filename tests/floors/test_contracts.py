"""Each import contract of pyproject.toml catches what it is for: violations are planted in a copy of src."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLANTED = {  # line of the report that must appear: (file below src/shanyrak, line appended to it)
    "shanyrak.base.errors -> shanyrak.placement.model": ("base/errors.py", "import shanyrak.placement.model"),
    "shanyrak.placement.model -> shanyrak.interfaces.shared": (
        "placement/model.py",
        "if TYPE_CHECKING:\n    import shanyrak.interfaces.shared",
    ),
    "shanyrak.placement.params -> socket": ("placement/params.py", "import socket"),
    "shanyrak.placement.rules -> shanyrak.placement.chains": (
        "placement/rules.py",
        "import shanyrak.placement.chains",
    ),
    "shanyrak.placement.check.planted -> shanyrak.placement.objective": (
        "placement/check/planted.py",
        "import shanyrak.placement.objective",
    ),
    "shanyrak.placement.scale.planted -> ray": ("placement/scale/planted.py", "import ray"),
    "shanyrak.interfaces.shared.planted -> shanyrak.interfaces.cli.app": (
        "interfaces/shared/planted.py",
        "import shanyrak.interfaces.cli.app",
    ),
    "shanyrak.interfaces.cli.place -> django": ("interfaces/cli/place.py", "import django"),
    "No cycles are allowed in shanyrak.base.": ("base/one.py", "import shanyrak.base.two"),
    "- .two -> .one": ("base/two.py", "import shanyrak.base.one"),
    "- shanyrak.placement.drawer": ("placement/drawer.py", "x = 1"),
    "- shanyrak.cellar": ("cellar/__init__.py", "x = 1"),
    "shanyrak.apps.audit.planted -> shanyrak.interfaces.shared": (
        "apps/audit/planted.py",
        "import shanyrak.interfaces.shared",
    ),
    "shanyrak.core.planted -> django": ("core/planted.py", "import django"),
    "shanyrak.apps.audit.planted -> shanyrak.base.clock": (
        "apps/audit/planted.py",
        "import shanyrak.base.clock",
    ),
    "shanyrak.interfaces.cli.place -> shanyrak.project.settings": (
        "interfaces/cli/place.py",
        "import shanyrak.project.settings",
    ),
    "shanyrak.core.passphrases.planted -> shanyrak.core.sealing": (
        "core/passphrases/planted.py",
        "import shanyrak.core.sealing",
    ),
    "- shanyrak.apps.attic": ("apps/attic/__init__.py", "x = 1"),
    "shanyrak.apps.audit.models -> shanyrak.apps.audit.queries": (
        "apps/audit/models.py",
        "import shanyrak.apps.audit.queries",
    ),
    "shanyrak.interfaces.jobs.planted -> shanyrak.apps.audit.models": (
        "interfaces/jobs/planted.py",
        "import shanyrak.apps.audit.models",
    ),
    "shanyrak.interfaces.public.planted -> shanyrak.apps.audit.queries": (
        "interfaces/public/planted.py",
        "import shanyrak.apps.audit.queries",
    ),
    "shanyrak.interfaces.staff.planted -> shanyrak.core.sealing": (
        "interfaces/staff/planted.py",
        "import shanyrak.core.sealing",
    ),
    "shanyrak.apps.stays.planted -> shanyrak.apps.hosting.ledger": (
        "apps/stays/planted.py",
        "import shanyrak.apps.hosting.ledger",
    ),
    "shanyrak.base.planted -> argon2": ("base/planted.py", "import argon2"),
}
# An app without one of these four stops the whole report, and says so.
SCENERY = [f"apps/attic/{name}.py" for name in ("services", "queries", "models", "errors")]


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    home = tmp_path_factory.mktemp("planted")
    shutil.copytree(ROOT / "src", home / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", home)
    for file, line in [*((file, "x = 1") for file in SCENERY), *PLANTED.values()]:
        path = home / "src/shanyrak" / file
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as out:
            out.write(f"\n{line}\n")
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    env = {**os.environ, "PYTHONPATH": str(home / "src"), "COLUMNS": "200"}
    run = subprocess.run(command, cwd=home, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 1, run.stderr
    return run.stdout


@pytest.mark.parametrize("line", PLANTED)
def test_a_planted_import_is_caught(report, line):
    assert line in report


def test_every_contract_caught_something(report):
    assert " KEPT" not in report

"""What a plan is worth, told by somebody who did not make it: judge.py, else our own check.

Nothing is planned here.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from cases import SHARED
from measure import environment

JUDGE = Path(os.environ.get("SHANYRAK_JUDGE", SHARED.parent / "judge" / "judge.py"))


def who_judges() -> str:
    """Return the name of the judge that is used here."""
    return "judge.py" if JUDGE.exists() else "shanyrak check"


def verdict(case: Path, plan: Path, certificate: Path | None = None) -> dict[str, Any]:
    """Return the figures of a plan, whether it is valid, and, with a certificate, the bound that it proves.

    Raises
    ------
    RuntimeError
        If the judge could not read the input.
    """
    words = [str(JUDGE)] if JUDGE.exists() else ["-m", "shanyrak", "check"]
    words += [str(case), str(plan), "--json"]
    if certificate is not None:
        words += ["--certificate", str(certificate)]
    command = [sys.executable, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment(2))
    try:
        return dict(json.loads(done.stdout))
    except ValueError:
        raise RuntimeError(f"{who_judges()} said nothing about {plan}:\n{done.stderr}") from None

"""Ask whether a package that a site runs has a known hole; without a list to ask, say so and hold nobody up.

python tools/known_holes.py [REQUIREMENTS]

It needs the requirements of `tools/security.txt`. The status is 1 if a package has a hole.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "deploy/requirements.txt"
PATIENCE_S = 300
ASK = ("pip_audit", "--disable-pip", "--no-deps", "--progress-spinner", "off", "--format", "json", "-r")


def main() -> int:
    """Print what is known of the packages of a lock."""
    lock = sys.argv[1] if sys.argv[1:] else str(LOCK)
    done = subprocess.run(
        [sys.executable, "-m", *ASK, lock], capture_output=True, text=True, check=False, timeout=PATIENCE_S
    )
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except ValueError:
        n = sum("==" in line for line in Path(lock).read_text(encoding="utf-8").splitlines())
        packages = [{"name": "", "skip_reason": done.stderr.strip()[-200:]}] * n
    holes, n_asked = known(packages)
    for line in holes:
        print(f"hole: {line}")
    n, n_passed_over = len(packages), len(packages) - n_asked
    if n_asked:
        print(f"{n} packages, {n_passed_over} of them not asked about, {len(holes)} with a known hole")
    else:
        print(f"{n} packages, not asked: no list of holes can be reached from here")
    return int(bool(holes))


def known(packages: list[dict[str, object]]) -> tuple[list[str], int]:
    """Return a line for each package with a hole, and how many packages somebody knew anything about."""
    asked = [package for package in packages if "skip_reason" not in package]
    holes = []
    for package in asked:
        vulns = package.get("vulns")
        if isinstance(vulns, list) and vulns:
            holes.append(f"{package['name']} {package['version']}: {', '.join(one['id'] for one in vulns)}")
    return holes, len(asked)


if __name__ == "__main__":
    sys.exit(main())

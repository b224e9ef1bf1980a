"""Print which packages a site runs, with their hashes, as a CycloneDX list that other programs read.

python tools/sbom.py [REQUIREMENTS]
"""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "deploy/requirements.txt"
PIN = re.compile(
    r"(?m)^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)[^\n]*\n((?:    --hash=sha256:[0-9a-f]{64}[^\n]*\n?)+)",
)


def main() -> int:
    """Print the list."""
    lock = Path(sys.argv[1]) if sys.argv[1:] else LOCK
    print(json.dumps(listed(lock.read_text(encoding="utf-8")), indent=1))
    return 0


def listed(lock: str) -> dict[str, object]:
    """Return the packages of a lock; each is named as package registries name it."""
    found = [
        {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{re.sub('[-_.]+', '-', name).lower()}@{version}",
            "hashes": [
                {"alg": "SHA-256", "content": digest} for digest in re.findall(r"[0-9a-f]{64}", hashes)
            ],
        }
        for name, version, hashes in PIN.findall(lock)
    ]
    own = {"type": "application", "name": "shanyrak"}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "metadata": {"component": own},
        "components": found,
    }


if __name__ == "__main__":
    sys.exit(main())

"""Take the picture of the README: the head of a report, by a Chromium that the machine has.

python tools/picture.py OUT/report.html docs/images/report.png
"""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
SIZE = "1100,1060"  # the figures and the first chart, as a screen shows them


def main() -> int:
    """Take the picture of one page."""
    page, picture = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    browser = next((found for name in NAMES if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("no Chromium on this machine: install the package chromium")
    picture.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as profile:
        where = (f"--user-data-dir={profile}", f"--window-size={SIZE}", f"--screenshot={picture}")
        subprocess.run([browser, *FLAGS, *where, page.as_uri()], check=True, capture_output=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

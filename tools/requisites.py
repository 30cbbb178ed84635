"""What the tests need of the machine: Chromium and Chinese fonts. Installed where we may, else named."""

import os
import shutil
import subprocess
import sys

PACKAGES = {"chromium": "a browser", "fonts-noto-cjk": "Chinese fonts for the browser"}


def has_chromium() -> bool:
    return shutil.which("chromium") is not None


def has_fonts() -> bool:
    if shutil.which("fc-list") is None:
        return False
    found = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip())


def missing() -> list[str]:
    present = {"chromium": has_chromium(), "fonts-noto-cjk": has_fonts()}
    return [name for name in PACKAGES if not present[name]]


def as_root() -> list[str] | None:
    """The words before a command that make it root's; None where we may not."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def main() -> int:
    wanted = missing()
    if not wanted:
        return 0
    before = as_root()
    if before is not None and shutil.which("apt-get"):
        print("Installing", *wanted, flush=True)
        quiet = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        subprocess.run([*quiet, "update"], check=False)
        subprocess.run(
            [*quiet, "install", "-y", "--no-install-recommends", *wanted], stdout=subprocess.DEVNULL, check=False
        )
    if left := missing():
        print("The tests need:", *(f"  {name}: {PACKAGES[name]}" for name in left), sep="\n", file=sys.stderr)
        print(f"Type: sudo apt-get install -y --no-install-recommends {' '.join(left)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

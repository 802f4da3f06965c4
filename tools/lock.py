"""Pin what pyproject.toml asks for, exactly and with hashes, into ``requirements/``.

No address of a registry gets into the files: where packages come from is for each machine to say.
Usage: ``python tools/lock.py [--upgrade]``.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = (
    "--quiet",
    "--no-header",
    "--generate-hashes",
    "--allow-unsafe",
    "--strip-extras",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--no-emit-options",
    "--build-deps-for=wheel",
    "--build-deps-for=editable",
)
SETS = {
    "requirements/run.txt": [],
    "requirements/dev.txt": ["--extra=dev", "--constraint=requirements/run.txt"],
}


def main() -> None:
    """Compile each set; the second holds the first."""
    for target, options in SETS.items():
        words = [*OPTIONS, *options, *sys.argv[1:], f"--output-file={target}", "pyproject.toml"]
        subprocess.run([sys.executable, "-m", "piptools", "compile", *words], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()

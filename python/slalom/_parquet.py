"""What `slalom export --format parquet` starts: main() of the arguments DIR and OUT."""

from __future__ import annotations

import sys

from ._program import SlalomError
from ._results import read


def main() -> None:
    """Write the tables of a results folder; the message of a mistake goes to standard error."""
    folder, out = sys.argv[-2:]
    try:
        read(folder).to_parquet(out)
    except ModuleNotFoundError as missing:
        sys.exit(
            f"Parquet needs the package {missing.name}, which {sys.executable} does not have: "
            f"{sys.executable} -m pip install {missing.name}"
        )
    except (OSError, SlalomError) as error:
        sys.exit(str(error))

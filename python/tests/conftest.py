"""The package of the build folder, with its program: SLALOM_BUILD, by default build/release."""

import os
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]
BUILD = Path(os.environ.get("SLALOM_BUILD", TOP / "build" / "release"))
sys.path.insert(0, str(BUILD / "python"))
sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("SLALOM_PYTHON", sys.executable)

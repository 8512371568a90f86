"""The notebook of the documentation, cell by cell."""

import json
import linecache
import sys
from pathlib import Path
from types import ModuleType

NOTEBOOK = Path(__file__).parents[2] / "docs" / "first_comparison.ipynb"


def test_every_cell_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    notebook = ModuleType("__main__")
    monkeypatch.setitem(sys.modules, "__main__", notebook)
    cells = [cell for cell in json.loads(NOTEBOOK.read_text())["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(cells):
        name, source = f"<cell {number}>", "".join(cell["source"])
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)  # as IPython does
        exec(compile(source, name, "exec"), vars(notebook))
    assert notebook.r.runs["status"].eq("finished").mean() > 0.9
    assert "tabular" in capsys.readouterr().out

"""recipes.py RESULTS DOCS TOOL…: whether the recipes of docs/reports.md give the medians of report.json.

RESULTS has report.json and tables/runs.csv; of the TOOLs (python, r, sql) each recipe is run as it stands in DOCS. Where the
report shows gaps to a known minimum, the minimum is added. Says every difference, and how many numbers were compared.
"""
import json
import math
import os
import pathlib
import re
import subprocess
import sys

results, docs, *tools = sys.argv[1:]
text = pathlib.Path(docs).read_text()
section = text[text.index("## The data in other tools"):]
recipe = {tool: re.search(rf"```{tool}\n(.*?)```", section, re.S).group(1) for tool in ("python", "r", "sql")}
os.chdir(results)


def by_python():
    import pandas

    printed = []
    exec(recipe["python"].replace("print(", "printed.append("), {"printed": printed})
    return {key[1:]: float(value) for key, value in printed[0].items()}


def by_r():
    lines = recipe["r"].strip().split("\n")
    lines[-1] = f"write.csv({lines[-1]}, row.names = FALSE)"
    output = subprocess.run(["Rscript", "-e", "\n".join(lines)], check=True, capture_output=True, text=True).stdout
    import csv

    return {(r["problem_label"], r["optimizer_label"]): float(r["final_loss"]) for r in csv.DictReader(output.splitlines())}


def by_sql():
    import duckdb

    return {(row[1], row[2]): row[3] for row in duckdb.sql(recipe["sql"]).fetchall()}


expected = {}
for experiment in json.loads(pathlib.Path("report.json").read_text())["experiments"]:
    for problem in experiment["problems"]:
        for optimizer in problem["optimizers"]:
            final = optimizer["measures"][0]["final"]
            if final["count"] == 0:
                continue
            median = math.inf if final["median"] is None else final["median"]
            minimum = problem["minimum"] if problem["measures"][0]["name"] == "gap" else 0
            expected[problem["label"], optimizer["label"]] = median + minimum

compared, differ = 0, 0
for tool in tools:
    found = {"python": by_python, "r": by_r, "sql": by_sql}[tool]()
    if found.keys() != expected.keys():
        differ += 1
        print(f"{tool}: {sorted(found)} instead of {sorted(expected)}")
    for key in found.keys() & expected.keys():
        compared += 1
        if found[key] != expected[key] and not math.isclose(found[key], expected[key], rel_tol=1e-9, abs_tol=1e-12):
            differ += 1
            print(f"{tool}: {key}: {found[key]}, the report has {expected[key]}")
print(f"{compared} numbers compared, {differ} differ; infinite: {sum(map(math.isinf, expected.values()))}")
sys.exit(differ > 0)

"""exports.py REPORT COCO IOH: whether cocopp and iohinspector read from our exports what our report says.

REPORT is a results folder with report.json and tables/targets.csv, COCO and IOH are exports of it. Their numbers of
evaluations begin with 1: a target that the start point reaches costs 0 evaluations in the report and 1 in the exports.
Says every difference, and at the end how many numbers were compared.
"""
import csv
import json
import math
import pathlib
import sys
import warnings

warnings.simplefilter("ignore")
import cocopp
import iohinspector

results, coco, ioh = map(pathlib.Path, sys.argv[1:])
report = json.loads((results / "report.json").read_text())
faults, compared = [], 0


def table(file):
    with open(file, newline="") as rows:
        return list(csv.DictReader(rows))


def expect(what, theirs, ours):
    global compared
    compared += 1
    same = theirs == ours or math.isclose(theirs, ours, rel_tol=1e-12)
    if not same:
        faults.append(f"{what}: {theirs}, ours is {ours}")


runs = table(results / "tables/runs.csv")
label_of_run = {r["run"]: (r["problem_label"], r["optimizer_label"]) for r in runs}
at_start = {}  # runs whose start point reaches the target
for row in table(results / "tables/targets.csv"):
    if row["evaluations"] == "0":
        key = (*label_of_run[row["run"]], float(row["target"]))
        at_start[key] = at_start.get(key, 0) + 1

functions = {row["problem"]: (row["suite"], int(row["function"])) for row in table(coco / "problems.csv")}
for problem in report["experiments"][0]["problems"]:
    for optimizer in problem["optimizers"]:
        who = f'{optimizer["label"]} on {problem["label"]}'
        suite, function = functions[problem["label"]]
        data = cocopp.load(str(coco / ("." if suite == "bbob" else suite) / optimizer["label"]))
        (cocos,) = [d for d in data if d.funcId == function]
        manager = iohinspector.DataManager()
        manager.add_folder(str(ioh / optimizer["label"]))
        iohs = manager.load(monotonic=False, include_meta_data=True)
        iohs = iohs.filter(iohs["function_name"] == problem["label"])

        expect(f"cocopp: dimension of {who}", cocos.dim, problem["dimension"])
        expect(f"cocopp: runs of {who}", cocos.nbRuns(), len(problem["seeds"]))
        expect(f"iohinspector: dimension of {who}", iohs["dimension"][0], problem["dimension"])
        for run in (r for r in runs if label_of_run[r["run"]] == (problem["label"], optimizer["label"])):
            seed = int(run["seed"])
            index = list(cocos.instancenumbers).index(seed)
            # not maxevals: cocopp forgets what a run spent after its last target
            expect(f"cocopp: evaluations of seed {seed} of {who}", cocos.readmaxevals[index], int(run["evaluations"]))
            mine = iohs.filter(iohs["instance"] == seed)
            expect(f"iohinspector: evaluations of seed {seed} of {who}", mine["evaluations"].max(), int(run["evaluations"]))
            expect(f"iohinspector: lowest loss of seed {seed} of {who}", mine["raw_y"].min(), float(run["best_loss"]))

        for arrival, theirs in zip(optimizer["targets"], cocos.detERT(problem["targets"]), strict=True):
            target = arrival["target"]
            where = f"{who} to {target:g}"
            ours = arrival["expected"]["evaluations"]["value"]
            reached = arrival["reached"]
            if ours is None:
                ours = math.inf
            else:
                ours += at_start.get((problem["label"], optimizer["label"], target), 0) / reached
            expect(f"cocopp: expected evaluations of {where}", theirs, ours)
            hits = iohs.filter(iohs["raw_y"] <= problem["minimum"] + target)
            hits = hits.group_by("data_id").min()["evaluations"]
            spent = iohs.group_by("data_id").max()["evaluations"]
            expect(f"iohinspector: runs of {where} that arrive", len(hits), reached)
            if 0 < len(hits) == len(spent):
                expect(f"iohinspector: expected evaluations of {where}", hits.sum() / len(hits), ours)

print("\n".join([*faults, f"{compared} numbers compared, {len(faults)} differ"]))
sys.exit(bool(faults))

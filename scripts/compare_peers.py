#!/usr/bin/env python3
"""The optimizers of this project beside methods of other libraries: runs suites/peers/peers.yaml and makes the tables of
docs/peers.md.

    scripts/compare_peers.py [--write | --sparring] [--out DIR] [--jobs N] [SUITE]

Methods that this build does not have are left out. --write puts the tables into docs/peers.md. Only Python's standard
library is needed.
"""
import argparse
import collections
import csv
import pathlib
import re
import statistics
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
slalom = root / "build/release/slalom"
page = root / "docs/peers.md"
GAPS = [1e-3, 1e-6, 1e-10]
KINDS = {"gradients": "With gradients", "values": "With values alone", "box": "In a box", "bounds": "Within bounds", "residuals": "With residuals"}


def run(*arguments, **options):
    return subprocess.run([str(slalom), *map(str, arguments)], check=True, text=True, **options)


def methods():
    """Names of this build's optimizers."""
    listed = run("list", "optimizers", capture_output=True).stdout
    return {line.split()[0] for line in listed.splitlines() if line.strip()}


def suite_of_this_build(source, folder):
    """The suite without methods that are not built, and their number."""
    known, lines, missing = methods(), [], set()
    in_optimizers = False
    for line in source.read_text().splitlines():
        if line.strip():
            in_optimizers = line.strip().startswith("optimizers:") or (in_optimizers and line.startswith("      - "))
        name = re.fullmatch(r"      - (\w+)", line)
        if in_optimizers and name and name[1] not in known:
            missing.add(name[1])
        else:
            lines.append(line)
    file = folder / source.name
    file.write_text("\n".join(lines) + "\n")
    return file, missing


def read(results):
    """[(experiment, problem, optimizer, seed, {gap: (evaluations, seconds)}, seconds)]"""
    out = results / "csv"
    run("export", results, "--format", "csv", "--out", out, stdout=subprocess.DEVNULL)
    reached = collections.defaultdict(dict)
    with open(out / "targets.csv", newline="") as file:
        for row in csv.DictReader(file):
            if row["evaluations"]:
                reached[row["run"]][float(row["target"])] = (float(row["evaluations"]), float(row["cpu_seconds"] or "nan"))
    with open(out / "runs.csv", newline="") as file:
        return [(r["experiment"], r["problem_label"], r["optimizer_label"], r["seed"], reached[r["run"]],
                 float(r["cpu_seconds"] or 0), float(r["evaluations"] or 0))
                for r in csv.DictReader(file) if r["status"] != "skipped"]


def rows_of(runs, ours):
    """One row for each method: at each gap the share of runs that reach it, and how many times the evaluations of the fastest
    method of the table they take, the median over these runs."""
    fewest, by_method = {}, collections.defaultdict(list)
    for r in runs:
        by_method[r[2]].append(r)
        for gap, (evaluations, _) in r[4].items():
            key = (*r[:2], r[3], gap)
            fewest[key] = min(fewest.get(key, evaluations), evaluations)
    table = []
    for method, mine in by_method.items():
        cells, key = [], []
        for gap in GAPS:
            ratios = [r[4][gap][0] / max(1, fewest[(*r[:2], r[3], gap)]) for r in mine if gap in r[4]]
            cells += [f"{100 * len(ratios) / len(mine):.0f} %", f"{statistics.median(ratios):.1f}" if ratios else "–"]
            key.append(len(ratios) / len(mine))
        spent = sum(r[5] for r in mine) / max(1, sum(r[6] for r in mine)) * 1e6
        name = f"**{method}**" if method in ours else method
        table.append((-key[1], -key[2], f"| {name} | " + " | ".join(cells) + f" | {spent:.2g} |"))
    return [row for *_, row in sorted(table)]


def tables(runs, ours):
    text = ""
    for experiment in dict.fromkeys(r[0] for r in runs):
        kind, _, problems = experiment.partition(", ")
        those = [r for r in runs if r[0] == experiment]
        count = len({r[1] for r in those})
        text += (f"\n### {KINDS.get(kind, kind)}: {problems}\n\n{count} problems.\n\n"
                 "| method | to 1e-3 | x best | to 1e-6 | x best | to 1e-10 | x best | µs |\n"
                 "|---|---:|---:|---:|---:|---:|---:|---:|\n" + "\n".join(rows_of(those, ours)) + "\n")
    return text


LIKE = {
    "lbfgs": ["nlopt_lbfgs", "liblbfgs_lbfgs", "ceres_lbfgs", "dlib_lbfgs", "ipopt", "torch_lbfgs"],
    "bfgs": ["gsl_bfgs", "ceres_bfgs", "dlib_bfgs"],
    "conjugate_gradient": ["gsl_cg_pr", "gsl_cg_fr", "ceres_ncg", "dlib_cg"],
    "newton_cg": ["nlopt_tnewton"],
    "trust_ncg": ["nlopt_tnewton"],
    "levenberg_marquardt": ["cminpack_lm", "gsl_lm", "ceres_lm"],
    "nelder_mead": ["nlopt_nelder_mead", "nlopt_subplex", "gsl_nelder_mead"],
    "cma_es": ["pagmo_cmaes", "pagmo_xnes"],
    "differential_evolution": ["pagmo_de", "pagmo_sade"],
    "particle_swarm": ["pagmo_pso"],
    "coordinate_search": ["pagmo_compass_search"],
}


def against_their_kind(runs):
    """[(method, other, evaluations to 1e-6 divided by the other's: the median over problems that both solve, how many these are,
    how many only the first solves, how many only the other)]"""
    needed = {(r[0], r[1], r[3], r[2]): r[4][1e-6][0] for r in runs if 1e-6 in r[4]}
    met = {(r[0], r[1], r[3], r[2]) for r in runs}
    found = []
    for own, others in LIKE.items():
        for other in others:
            both = [(key[:3]) for key in met if key[3] == own and (*key[:3], other) in met]
            a, b = ([needed.get((*key, name)) for key in both] for name in (own, other))
            ratios = [x / y for x, y in zip(a, b) if x and y]
            if ratios:
                found.append((own, other, statistics.median(ratios), len(ratios), sum(bool(x) and not y for x, y in zip(a, b)),
                              sum(bool(y) and not x for x, y in zip(a, b))))
    return found


ROW = "| **{}** | {} | {:.2f} | {} | {} | {} |\n"


def pairs(runs):
    """Each method against those of its kind, as a table."""
    text = ("\n### Each against its kind\n\nEvaluations to 1e-6 divided by the other's, the median over the problems that both "
            "solve; and how many only one of them solves.\n\n"
            "| method | other | ratio | problems | only it | only the other |\n|---|---|---:|---:|---:|---:|\n")
    return text + "".join(ROW.format(*row) for row in against_their_kind(runs))


# How many times the evaluations of the best of its kind a method may take; docs/peers.md says why some take more.
LIMIT = 1.1
KNOWN = {"trust_ncg": 1.3}


def sparring(runs):
    """The best of its kind for each method, of those that solve at least half as many problems, as a table; and who takes more than
    the limit."""
    text = ("| method | best of its kind | ratio | problems | only it | only the other |\n|---|---|---:|---:|---:|---:|\n")
    slow = []
    by_method = collections.defaultdict(list)
    for row in against_their_kind(runs):
        by_method[row[0]].append(row)
    for method, rows in by_method.items():
        best = max((r for r in rows if 2 * (r[3] + r[5]) >= r[3] + r[4]), key=lambda r: r[2], default=None)
        if best is None:
            continue
        text += ROW.format(*best)
        if best[2] > KNOWN.get(method, LIMIT):
            slow.append(f"{method} takes {best[2]:.2f} times the evaluations of {best[1]}")
    return text, slow


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("suite", nargs="?", type=pathlib.Path, default=root / "suites/peers/peers.yaml")
    arguments.add_argument("--write", action="store_true", help="put the tables into docs/peers.md")
    arguments.add_argument("--sparring", action="store_true", help="only suites/peers/sparring.yaml: fail where an own method takes "
                           f"more than {LIMIT} times the evaluations of the best of its kind")
    arguments.add_argument("--out", type=pathlib.Path, default=root / "build/peers-results")
    arguments.add_argument("--jobs", type=int, default=1, help="times are comparable with 1 (the default)")
    options = arguments.parse_args()
    if options.sparring:
        options.suite = root / "suites/peers/sparring.yaml"
    options.out.mkdir(parents=True, exist_ok=True)
    suite, missing = suite_of_this_build(options.suite, options.out)
    if missing:
        print("not in this build:", ", ".join(sorted(missing)), file=sys.stderr)
    results = options.out / "results"
    command = [slalom, "run", suite, "--out", results, "--jobs", options.jobs, "--timeout", 10, "--quiet"]
    status = subprocess.run(list(map(str, command))).returncode
    if status not in (0, 3):  # 3: some runs never end
        sys.exit(status)
    ours = {p.stem for p in (root / "plugins/optimizers").glob("*.cpp")}
    runs = read(results)
    if options.sparring:
        text, slow = sparring(runs)
        print(text if text.count("\n") > 2 else "NOT TESTED: no methods of other libraries are built")
        sys.exit("\n".join(slow) or None)
    text = tables(runs, ours) + pairs(runs)
    if options.write:
        before, begin, rest = page.read_text().partition("<!-- tables -->\n")
        _, end, after = rest.partition("<!-- end of tables -->\n")
        page.write_text(before + begin + text + "\n" + end + after)
    else:
        print(text)


if __name__ == "__main__":
    main()

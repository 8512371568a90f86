#!/usr/bin/env bash
# slalom submit and status on a real Slurm of three virtual nodes:  tests/cluster/slurm.sh [PROGRAM]
# Takes about two minutes. Needs root; installs slurm-wlm and munge, and says loudly if it cannot.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
slalom=$(realpath "${1:-$here/../../build/release/slalom}")
faults=$(dirname "$slalom")/tests/faults

skip() {
  echo "tests/cluster/slurm.sh: SKIPPED, NOTHING WAS TESTED: $*" >&2
  exit 0
}
[ "$(id -u)" = 0 ] || skip "it needs root"
if ! command -v slurmctld slurmd munged >/dev/null; then
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends slurm-wlm munge >/dev/null 2>&1 ||
    skip "slurm-wlm and munge cannot be installed"
fi

work=$(mktemp -d)
cluster=$work/slurm
trap '"$here/loopback.sh" stop "$cluster"; rm -rf "$work"' EXIT
timeout 100 "$here/loopback.sh" start "$cluster" 3 || skip "Slurm does not start here"
export SLURM_CONF=$cluster/slurm.conf
cd "$work"

fail() {
  echo "FAILED: $*" >&2
  tail -n 20 results/*/cluster/*.log >&2 || true
  squeue >&2 || true
  exit 1
}

suite() { # NAME STEPS SEEDS OPTIMIZERS
  cat >"$1.yaml" <<YAML
suite: $1
seeds: $3
budget: {steps: $2}
problems: [two_wells, {problem: quadratic, dimension: 10}]
optimizers: [$4]
YAML
}

# Requeued tasks wait two minutes unless one says otherwise.
hurry() {
  local job
  for job in $(squeue -h -r -t PENDING -o %A); do
    scontrol update JobId="$job" StartTime=now 2>/dev/null || true
  done
}

wait_until() { # SECONDS WHAT COMMAND…
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ $SECONDS -lt $end ] || fail "$what: not within the time"
    hurry
    sleep 0.5
  done
}
over() { [ -z "$(squeue -h)" ]; }
runs_stored() { "$slalom" status "results/$1" | sed -n "s/^$1: \([0-9]*\) of .*/\1/p"; }
some_stored() { [ "$(runs_stored "$1")" -gt 0 ]; }
all_begun() { # NAME SHARDS: a signal before a task's script listens would end it
  for shard in $(seq "$2"); do [ -s "results/$1/shards/$shard/results.sqlite" ] || return 1; done
  some_stored "$1"
}
running() { squeue -h -t RUNNING -o %N | grep -q "$1"; }

# The same runs, bit for bit, as in one process here: merge refuses anything else.
expect_whole() { # NAME RUNS
  "$slalom" run "$1.yaml" --out "local/$1" --quiet >/dev/null
  "$slalom" merge "results/$1" "local/$1" --out "both/$1" >/dev/null || fail "$1: the cluster's results are others"
  [ "$(runs_stored "$1")" = "$2" ] || fail "$1: $(runs_stored "$1") of $2 runs are there"
  "$slalom" run "$1.yaml" --out "results/$1" --quiet | grep -q "^$1: $2 runs, 0 new" || fail "$1: the merge lacks runs"
  [ -s "results/$1/report.md" ] || fail "$1: there is no report"
}

echo "200 runs on 3 nodes"
suite plain 100000 50 "sgd, momentum"
"$slalom" submit plain.yaml --shards 3 >/dev/null
wait_until 100 "200 runs" over
expect_whole plain 200
"$slalom" submit plain.yaml --shards 3 | grep -q "nothing to submit" || fail "all is there, and something is submitted"

echo "a node that dies"
suite killed 2000000 30 "sgd, momentum"
"$slalom" submit killed.yaml --shards 3 >/dev/null
wait_until 60 "a task on node 2" running node2
wait_until 60 "first runs" some_stored killed
"$here/loopback.sh" kill-node "$cluster" 2
sleep 1
"$here/loopback.sh" start-node "$cluster" 2
wait_until 200 "the dead node's shard" over
if [ "$(runs_stored killed)" != 120 ]; then # a task that lost its node before Slurm noticed ends as failed
  echo "  its task had failed: submitted again"
  "$slalom" submit killed.yaml --shards 3 >/dev/null
  wait_until 100 "the rest" over
fi
expect_whole killed 120

echo "a time limit"
suite limited 2000000 30 "sgd, momentum"
"$slalom" submit limited.yaml --shards 2 --time 10 >/dev/null
wait_until 60 "first runs" all_begun limited 2
for job in $(squeue -h -r -t RUNNING -o %A); do scancel --batch --signal=USR1 "$job"; done # what Slurm sends a minute before
wait_until 200 "the further turns" over
grep -q "follows in another turn" results/limited/cluster/shard-*.log || fail "no task has asked for another turn"
expect_whole limited 120

if [ -d "$faults" ]; then
  echo "tasks that always fail"
  suite failing 1000 2 "sgd, exits"
  "$slalom" submit failing.yaml --shards 2 --plugin-path "$faults" >/dev/null 2>&1
  wait_until 60 "tasks that fail" over
  code=0
  "$slalom" status results/failing >status.txt || code=$?
  [ $code = 3 ] && grep -q "4 of 8 runs done" status.txt && grep -q "failed" status.txt || fail "status: $code $(cat status.txt)"
  grep -q "4 of 8 runs are missing or failed" results/failing/cluster/merge.log || fail "the merge does not say what failed"
  [ -s results/failing/report.md ] || fail "failed runs have no report"
fi
echo "all of it works"

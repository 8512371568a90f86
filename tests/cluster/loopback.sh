#!/usr/bin/env bash
# A Slurm of several virtual nodes on the loopback address, for tests: no systemd, no cgroups, nothing outside its folder.
# Needs root, slurm-wlm and munge.
#   loopback.sh start DIR NODES     then: export SLURM_CONF=DIR/slurm.conf
#   loopback.sh kill-node DIR I     as if node I lost its power
#   loopback.sh start-node DIR I
#   loopback.sh stop DIR
set -euo pipefail
command=$1 folder=$2
port=${SLURM_TEST_PORT:-26817}
export SLURM_CONF=$folder/slurm.conf

# The daemons listen where the host's name leads; where that is not the loopback address, they get a name that does.
if [[ $command == start* ]] && [[ $(getent ahostsv4 "$(hostname -s)" | awk 'NR == 1 {print $1}') != 127.* ]]; then
  exec unshare --uts bash -c 'hostname localhost; exec bash "$@"' _ "$0" "$@"
fi
host=$(hostname -s)

start_node() { (cd "$folder" && slurmd -N "node$1" -f "$SLURM_CONF"); }

# Processes of node I (of all nodes without I) that belong to this cluster: its steps first, which would report what
# happens to their tasks.
processes() {
  local pid
  for name in slurmstepd other; do
    for pid in $(grep -lzsx "SLURM_CONF=$SLURM_CONF" /proc/[0-9]*/environ | cut -d/ -f3); do
      case $(cat "/proc/$pid/comm" 2>/dev/null) in
        slurmctld | munged | slurmd) ;;
        slurmstepd) [ $name = other ] || ! ls -l "/proc/$pid/fd" 2>/dev/null | grep -qE "/slurmd-node${1:-[0-9]+}\.log$" || echo "$pid" ;;
        *) [ $name != other ] || ! grep -qzsxE "SLURMD_NODENAME=node${1:-[0-9]+}" "/proc/$pid/environ" || echo "$pid" ;;
      esac
    done
  done
}

end() { # PIDFILE SIGNAL
  [ -s "$1" ] || return 0
  local pid
  pid=$(cat "$1")
  kill "-$2" "$pid" 2>/dev/null || return 0
  for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || return 0; sleep 0.1; done
  kill -KILL "$pid" 2>/dev/null || true
}

case $command in
  start)
    nodes=$3
    mkdir -p "$folder"/{state,spool,run,log}
    (umask 077 && head -c 128 /dev/urandom >"$folder/munge.key")
    munged --force --key-file="$folder/munge.key" --socket="$folder/run/munge.sock" --pid-file="$folder/run/munged.pid" \
      --log-file="$folder/log/munged.log" --seed-file="$folder/run/munged.seed" --num-threads=2
    cat >"$SLURM_CONF" <<CONF
ClusterName=loopback
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
AuthType=auth/munge
AuthInfo=socket=$folder/run/munge.sock
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool/%n
SlurmctldPidFile=$folder/run/slurmctld.pid
SlurmdPidFile=$folder/run/slurmd-%n.pid
SlurmctldLogFile=$folder/log/slurmctld.log
SlurmdLogFile=$folder/log/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SchedulerParameters=bf_interval=2,sched_interval=2,sched_min_interval=0,batch_sched_delay=0
ReturnToService=2
JobRequeue=1
SlurmdTimeout=6
InactiveLimit=0
KillWait=5
MinJobAge=600
MessageTimeout=10
TCPTimeout=2
CONF
    for i in $(seq "$nodes"); do
      echo "NodeName=node$i NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + i)) CPUs=1 RealMemory=500 State=UNKNOWN"
      mkdir -p "$folder/spool/node$i"
    done >>"$SLURM_CONF"
    echo "PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP" >>"$SLURM_CONF"
    echo "CgroupAutomount=no" >"$folder/cgroup.conf"
    (cd "$folder" && slurmctld -c -f "$SLURM_CONF")
    for i in $(seq "$nodes"); do start_node "$i"; done
    for _ in $(seq 150); do
      [ "$(sinfo -h -N -t idle -o %N 2>/dev/null | wc -l)" != "$nodes" ] || exit 0
      sleep 0.2
    done
    tail -n 20 "$folder"/log/*.log >&2
    exit 1
    ;;
  kill-node)
    pids=$(processes "$3")
    kill -KILL "$(cat "$folder/run/slurmd-node$3.pid")" $pids 2>/dev/null || true
    rm -f "$folder/run/slurmd-node$3.pid"
    ;;
  start-node) start_node "$3" ;;
  stop)
    timeout 10 scancel -u root 2>/dev/null || true
    for file in "$folder"/run/slurmd-*.pid "$folder/run/slurmctld.pid"; do end "$file" TERM; done
    for pid in $(processes); do [ "$pid" = $$ ] || [ "$pid" = "$PPID" ] || kill -KILL "$pid" 2>/dev/null || true; done
    end "$folder/run/munged.pid" TERM
    ;;
  *)
    sed -n 2,8p "$0" >&2
    exit 2
    ;;
esac

#!/usr/bin/env bash
# Shows how far a build or ctest is, from what it prints:  cmake --build … | scripts/progress.sh TITLE LOG [--quiet]
#   LOG      keeps all that comes
#   --quiet  lines that are no steps go to the log alone
# A terminal has one line, "TITLE 12/340 step"; elsewhere a line comes now and then.
set -euo pipefail
title=$1 log=$2 quiet=${3:-}
live=false
if [ -t 1 ] && [ "${TERM:-dumb}" != dumb ]; then live=true; fi
width=$(tput cols 2>/dev/null || echo 80)
pause=${SLALOM_PROGRESS_SECONDS:-30}
last=$SECONDS
build='^\[([0-9]+)/([0-9]+)\] (.*)'
test='^ *([0-9]+)/([0-9]+) Test +#[0-9]+: ([^ ]+) (.*)'

clear_line() { if $live; then printf '\r\033[K'; fi; }
show() { # DONE TOTAL STEP
  local text="$title $1/$2 $3"
  if $live; then
    clear_line
    printf '%s' "${text:0:width-1}"
  elif ((SECONDS - last >= pause)); then
    printf '%s\n' "$text"
    last=$SECONDS
  fi
}

: >"$log"
while IFS= read -r line || [ -n "$line" ]; do
  printf '%s\n' "$line" >>"$log"
  if [[ $line =~ $build ]]; then
    show "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]##* }"
  elif [[ $line =~ $test ]] && [[ ${BASH_REMATCH[4]} == *' Passed '* ]]; then
    show "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}"
  elif [ -z "$quiet" ] && ! [[ $line =~ ^\ *Start\ +[0-9]+: ]]; then
    clear_line
    printf '%s\n' "$line"
  fi
done
clear_line

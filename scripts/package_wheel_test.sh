#!/usr/bin/env bash
# Tries the wheel that scripts/package_wheel.sh made, in a new virtual environment for each of the interpreters, in a folder
# with a space in its name, by what README's section on Python says:  scripts/package_wheel_test.sh [PYTHON…]
set -euo pipefail
cd "$(dirname "$0")/.."
wheel=$(echo "$PWD"/build/package/slalom-*.whl)
[ -f "$wheel" ] || { echo "no wheel in build/package: scripts/package_wheel.sh makes it" >&2; exit 2; }
for variable in PYTHONPATH VIRTUAL_ENV "${!SLALOM_@}"; do unset "$variable"; done

# block N: the Nth one of README in Python.
block() { awk -v wanted="$1" '/^```$/ { on = 0 } on; /^```python$/ { on = ++count == wanted }' README.md; }

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cp tests/package/visitor.sh "$home/"
for python in "${@:-python3}"; do
  here="$home/$("$python" -c 'import platform; print("Python", platform.python_version())')"
  mkdir "$here"
  block 1 >"$here/my_rule.py"
  block 2 >"$here/comparison.py"
  echo "$("$python" --version):"
  begin=$SECONDS
  (
    cd "$here"
    "$python" -m venv environment
    environment/bin/pip install --quiet "$wheel"
    echo "  pip install: $((SECONDS - begin)) s"
    PATH=$PWD/environment/bin:$PATH
    python comparison.py >comparison.txt 2>comparison.log || { tail -n 40 comparison.log >&2; exit 1; }
    echo "  with README's comparison: $((SECONDS - begin)) s"
    grep -qF 'my_rule' comparison.txt
    slalom export results/comparison --format latex --out paper 2>export.log
    grep -qF '{Polyak}' paper/references.bib
    ! [ -s export.log ] || { cat export.log >&2; exit 1; }
    slalom doctor
  ) >"$here.log" 2>&1 || { tail -n 40 "$here.log" >&2; exit 1; }
  grep -E '^  (pip|with) ' "$here.log"
  for step in report help levels plugins; do
    HOME=$here PATH="$here/environment/bin:$PATH" "$home/visitor.sh" $step
  done
  echo "  all that a visitor does: $((SECONDS - begin)) s"
done

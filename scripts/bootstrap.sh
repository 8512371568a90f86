#!/usr/bin/env bash
# Installs the Debian packages that Slalom is built from, if any is missing. Needs root (or sudo) only then.
#   scripts/bootstrap.sh [--tests] [--data] [--docs] [--peers] [--packages]
#   --tests  also what the tests need
#   --data   also the data set fashion_mnist: 70,000 images, 30 MB
#   --docs   also what scripts/docs.sh needs
#   --peers  also the libraries whose methods are in plugins/peers (libtorch takes 160 MB, and what it needs, such as OpenCV, more),
#            with a fast BLAS for libtorch
#   --packages  also what scripts/package.sh and scripts/package_test.sh need
set -euo pipefail

packages=(
  g++ cmake ninja-build ccache git
  libboost-dev libboost-filesystem-dev libboost-program-options-dev
  libyaml-cpp-dev libfmt-dev nlohmann-json3-dev libeigen3-dev libsqlite3-dev libxxhash-dev zlib1g-dev
  librandom123-dev libkainjow-mustache-dev libseccomp-dev libbenchmark-dev libgtest-dev libgmock-dev
  gnuplot-nox fonts-dejavu-core libpython3-dev
)
# A second compiler and its tools; its OpenMP, which tells the thread sanitizer of its barriers; a validator for report.json;
# Google Benchmark's compare.py; what scripts/peers.sh installs with; a browser, Node and npm for report.html; what
# the Python package needs; R, for a recipe of
# docs/reports.md (42 MB on disk); LaTeX with booktabs, siunitx and TikZ (300 MB).
tests=(
  clang-16 clang-format-16 clang-tidy-16 libclang-rt-16-dev libomp-16-dev llvm-16 python3-jsonschema python3-venv
  libboost-context-dev libbenchmark-tools chromium nodejs texlive-latex-recommended texlive-science texlive-pictures
  python3-numpy python3-pandas python3-pytest python3-scipy python3-tqdm r-base-core
)
peers=(
  pkg-config libboost-context-dev libnlopt-dev libgsl-dev liblbfgs-dev libcminpack-dev libceres-dev libdlib-dev
  coinor-libipopt-dev libpagmo-dev
  libtorch-dev libopenblas0-pthread
)
command -v npm >/dev/null || tests+=(npm) # Debian's; others come with Node
for option in "$@"; do
  case $option in
    --tests) packages+=("${tests[@]}") ;;
    --data) packages+=(dataset-fashion-mnist) ;;
    --docs) packages+=(mkdocs doxygen python3) ;;
    --packages) packages+=(dpkg-dev lintian patchelf xz-utils debootstrap python3-venv) ;;
    --peers) packages+=("${peers[@]}") ;;
    *) echo "bootstrap: unknown option $option; there are --tests, --data, --docs, --peers and --packages" >&2; exit 2 ;;
  esac
done

missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "bootstrap: installing ${#missing[@]} Debian packages: ${missing[*]}"
root=()
[ "$(id -u)" -eq 0 ] || root=(sudo)
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
if ! { "${root[@]}" apt-get update && "${root[@]}" apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "bootstrap: apt-get failed (its whole output: $log)" >&2
  exit 1
fi
rm -f "$log"

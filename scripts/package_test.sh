#!/usr/bin/env bash
# Tries the packages that scripts/package.sh made, each in a fresh Debian 12 without this source tree, as a user who is not
# root, in a folder with a space in its name:  scripts/package_test.sh
# Needs root, 3 GB below build/package, and Debian's archive.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$PWD/build/package
deb=$(echo "$folder"/slalom_*.deb) archive=$(echo "$folder"/slalom-*.tar.xz)
[ -f "$deb" ] && [ -f "$archive" ] || { echo "no packages in $folder: scripts/package.sh makes them" >&2; exit 2; }
[ "$(id -u)" -eq 0 ] || { echo "debootstrap and chroot need root" >&2; exit 2; }
scripts/bootstrap.sh --packages

debian=$folder/debian12
if ! [ -f "$debian/complete" ]; then
  echo "getting Debian 12 …"
  rm -rf "$debian"
  debootstrap --variant=minbase bookworm "$debian" >"$debian.log"
  touch "$debian/complete"
fi

new_system() { # NAME: in it, the functions below run commands
  system=$folder/$1
  rm -rf "$system"
  cp -a "$debian" "$system"
  cp /etc/resolv.conf /etc/hosts "$system/etc/"
  cp tests/package/visitor.sh "$system/usr/local/bin/"
  as_root useradd --create-home visitor
}
as_root() {
  unshare --mount --pid --fork --mount-proc="$system/proc" chroot "$system" \
    env -i PATH="$path" LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}
visitor() { # STEP…, as tests/package/visitor.sh has them
  as_root runuser -u visitor -- env HOME=/home/visitor visitor.sh "$@"
}
quietly() { # COMMAND…: what it prints is shown only if it fails
  "$@" >"$system.log" 2>&1 || { tail -n 40 "$system.log" >&2; exit 1; }
}

echo "the Debian package:"
path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
new_system with_deb
cp "$deb" "$system/tmp/"
quietly as_root apt-get update
begin=$SECONDS
quietly as_root sh -c 'apt-get install -y --no-install-recommends /tmp/slalom_*.deb gnuplot-nox fonts-dejavu-core'
echo "  apt install: $((SECONDS - begin)) s"
visitor report
echo "  with the lecture's report: $((SECONDS - begin)) s"
ls "$system/home/visitor/my work/results/lecture"/*/*.svg >/dev/null
visitor help
visitor levels
quietly as_root apt-get install -y --no-install-recommends man-db g++ cmake make libeigen3-dev zlib1g-dev
quietly as_root man slalom-run
quietly as_root bash -c '. /usr/share/bash-completion/completions/slalom && complete -p slalom'
visitor plugins
echo "  plugins of one's own: built, checked and run"
quietly as_root apt-get purge -y slalom
[ -z "$(find "$system/usr" -path '*slalom*' -print -quit)" ]

echo "the archive:"
path="/home/visitor/my tools/slalom/bin:$path"
new_system with_archive
as_root runuser -u visitor -- mkdir "/home/visitor/my tools"
begin=$SECONDS
tar -xf "$archive" -C "$system/home/visitor/my tools" --no-same-owner # a bare Debian has no xz
mv "$system/home/visitor/my tools"/slalom-* "$system/home/visitor/my tools/slalom"
visitor report
echo "  with the lecture's report: $((SECONDS - begin)) s"
visitor help
visitor levels
quietly as_root apt-get update
quietly as_root apt-get install -y --no-install-recommends g++ cmake make
visitor plugins
echo "  plugins of one's own: built, checked and run"
if grep -rlF "$PWD" "$system/home/visitor/my tools"; then
  echo "these files name this source tree" >&2
  exit 1
fi
rm -rf "$folder"/with_*

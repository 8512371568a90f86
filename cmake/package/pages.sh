#!/bin/sh
# Lets a program write its manual pages and completions:  pages.sh PROGRAM FOLDER (laid out like /usr/share)
set -eu
program=$1
folder=$2
rm -rf "$folder"
mkdir -p "$folder/man/man1" "$folder/bash-completion/completions" "$folder/zsh/vendor-completions" \
  "$folder/fish/vendor_completions.d"
"$program" help --man >"$folder/man/man1/slalom.1"
for command in $(sed -n 's/^\.BR slalom\\-\(.*\) (1)$/\1/p' "$folder/man/man1/slalom.1"); do
  "$program" help "$command" --man >"$folder/man/man1/slalom-$command.1"
done
gzip -9n "$folder"/man/man1/*.1
"$program" completion bash >"$folder/bash-completion/completions/slalom"
"$program" completion zsh >"$folder/zsh/vendor-completions/_slalom"
"$program" completion fish >"$folder/fish/vendor_completions.d/slalom.fish"

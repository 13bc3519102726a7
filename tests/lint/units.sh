#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
# units.sh PROGRAM UNIT…: lets systemd judge the units with the built program in the place of the installed one; 77
# where it cannot.
command -v systemd-analyze >/dev/null || { echo "systemd-analyze is not installed"; exit 77; }
program=$1
shift
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/units" && ln -s "$program" "$folder/outlay" || exit 1 # a unit cannot have a blank in a path
for unit in "$@"; do
    sed "s|^ExecStart=outlay |ExecStart=$folder/outlay |" "$unit" >"$folder/units/$(basename "$unit")" || exit 1
done
export XDG_RUNTIME_DIR="${XDG_RUNTIME_DIR:-$folder}" HOME="$folder"
said=$(systemd-analyze --user --man=no verify "$folder"/units/* 2>&1)
status=$?
printf '%s\n' "$said"
case $said in
*"Failed to initialize manager"*) exit 77 ;; # a container without control groups
esac
# What the machine's own units have wrong is not ours.
[ $status -eq 0 ] && ! printf '%s\n' "$said" | grep -q "$folder"

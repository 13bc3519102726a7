#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
# validate.sh PROGRAM ARGUMENTS…: runs a validator; warnings on stderr fail too; 77 where it is not installed.
command -v "$1" >/dev/null || { echo "$1 is not installed"; exit 77; }
warnings=$("$@" 2>&1 >/dev/null) || { "$@"; exit 1; }
[ -z "$warnings" ] || { echo "$warnings"; exit 1; }

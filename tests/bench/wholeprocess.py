#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole-process runs: import of a generated log in each form, a second import of it, reports.

usage: wholeprocess.py OUTLAY COSTLOG_GENERATOR [BENCH_WINDOW] [--events N] [--runs R]
Prints rates with their spread, peak memory and bytes an event, and checks every run's sum against the log's own.
"""
import argparse
import csv
import decimal
import io
import json
import os
import subprocess
import sys
import tempfile
import time


def run(command, **kwargs):
    """(seconds, peak MB, stdout) of a command; a failure ends the benchmark."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, **kwargs)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024, out.decode()


def logged_cost(path):
    """The exact sum of cost_usd over a JSON-lines log."""
    total = decimal.Decimal(0)
    with open(path, encoding="utf-8") as log:
        for line in log:
            total += json.loads(line, parse_float=decimal.Decimal).get("cost_usd") or 0
    return total


def spread(values):
    values = sorted(values)
    return f"median {values[len(values) // 2]:,.2f}, {values[0]:,.2f} to {values[-1]:,.2f}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("outlay")
    parser.add_argument("generator")
    parser.add_argument("window", nargs="?")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    decimal.getcontext().prec = 60

    with tempfile.TemporaryDirectory() as folder:
        expected = None
        for form in ("jsonl", "csv", "python"):
            log = os.path.join(folder, f"log.{form}")
            with open(log, "wb") as out:
                subprocess.run([arguments.generator, str(arguments.events), "--format", form], stdout=out, check=True)
            if form == "jsonl":
                expected = logged_cost(log)
            seconds, peaks = [], []
            for _ in range(arguments.runs):
                store = os.path.join(folder, f"{form}.db")
                for suffix in ("", "-wal", "-shm"):
                    if os.path.exists(store + suffix):
                        os.remove(store + suffix)
                took, peak, _ = run([arguments.outlay, "import", "--store", store, log])
                seconds.append(took)
                peaks.append(peak)
            again, _, _ = run([arguments.outlay, "import", "--store", store, log])
            report, report_peak, out = run(
                [arguments.outlay, "report", "--store", store, "--by", "month,feature,segment", "--format", "csv"])
            rows = list(csv.DictReader(io.StringIO(out)))
            total = sum(decimal.Decimal(row["cost_usd"]) for row in rows if row["cost_usd"])
            if sum(int(row["requests"]) for row in rows) != arguments.events or total != expected:
                sys.exit(f"{form}: the report says {total}, the log {expected}")
            rates = [arguments.events / s / 1e6 for s in seconds]
            print(f"{form}: {os.path.getsize(log) / arguments.events:.0f} bytes a line, import M events/s: "
                  f"{spread(rates)}; peak {max(peaks):.0f} MB; store "
                  f"{os.path.getsize(store) / arguments.events:.1f} bytes an event; the same file again {again:.2f} s; "
                  f"report {report * 1000:.0f} ms, {report_peak:.0f} MB; total {total} as in the log", flush=True)
        if arguments.window:
            print(run([arguments.window, os.path.join(folder, "jsonl.db")])[2], end="")


if __name__ == "__main__":
    main()

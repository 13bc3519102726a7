#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole-process runs of every figure that has a bar: imports, their sums, queries, clicks in the window, drill-down,
undo, a change of the reporting zone, and a log of very many features, segments, models and attributions.

usage: wholeprocess.py OUTLAY COSTLOG_GENERATOR [BENCH_STORE [BENCH_WINDOW]]
                       [--events N] [--runs R] [--folder F] [--forms jsonl,csv,python]
                       [--parts forms,queries,undo,zone,cardinality] [--many N] [--year N] [--store DB]

Prints each figure with its spread, its bar and whether that is met. Sums that are not the log's end it with an error;
times never do. --year N pipes that many calls from the generator into an import, without a file; --store DB only asks a
store that is there already.
"""
import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile

import figures
import sums
from figures import Run, figure, print_measured, spread

NAMES = {"jsonl": "JSON lines", "csv": "CSV", "python": "Python log"}
RATES = {"jsonl": 2.0, "csv": 1.5, "python": 0.7}  # million events a second
PEAK_MB, BYTES_AN_EVENT = 400, 42
MANY = ["--features", "2000", "--segments", "50", "--models", "100", "--attributions", "200000"]
MANY_EVENTS = 100_000_000  # from here on the bars of a year hold
DRILLS = ("drill-down, first page, newest first", "drill-down, first page, dearest first",
          "drill-down to the events of one feature and day, painted")


def remove_store(path):
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)


class Bench:
    def __init__(self, arguments, folder):
        self.arguments = arguments
        self.folder = folder

    def path(self, name):
        return os.path.join(self.folder, name)

    def log(self, name, events, *options):
        path = self.path(name)
        with open(path, "wb") as out:
            subprocess.run([self.arguments.generator, str(events), *options], stdout=out, check=True)
        return path

    def imported(self, store, log):
        return Run([self.arguments.outlay, "import", "--store", store, log])

    def report(self, store):
        return Run([self.arguments.outlay, "report", "--store", store, "--by", "month,feature,segment", "--format",
                    "csv"])

    def forms(self):
        for form in self.arguments.forms.split(","):
            self.form(form)

    def form(self, form):
        events = self.arguments.events
        log, store = self.log(f"log.{form}", events, "--format", form), self.path(f"{form}.db")
        runs = []
        for _ in range(self.arguments.runs):
            remove_store(store)
            runs.append(self.imported(store, log))
        name = f"{NAMES[form]}, {events:,} events"
        rates = [events / run.seconds / 1e6 for run in runs]
        middle = sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]
        figure(f"{name}: import", sorted(rates)[len(rates) // 2], "M events/s",
               f"{middle.cpu()}; {os.path.getsize(log) / events:.0f} bytes a line", at_least=RATES[form],
               shown=spread(rates))
        self.size_and_peak(name, store, events, max(run.peak for run in runs))
        again = self.imported(store, log)
        figure(f"{name}: the same file again", again.seconds, "s", again.cpu())
        self.check_sums(name, form, log, store)
        os.remove(log)

    def size_and_peak(self, name, store, events, peak):
        figure(f"{name}: peak memory of the import", peak, "MB", at_most=PEAK_MB)
        size = os.path.getsize(store)
        figure(f"{name}: store", size / events, "bytes an event", f"{size / 1e9:.2f} GB", at_most=BYTES_AN_EVENT)

    def check_sums(self, name, form, log, store):
        """The report's totals are the log's, and those that SQLite finds in the store."""
        with open(log, "rb") as file:
            expected = sums.of_log(file, form)
        report = self.report(store)
        figure(f"{name}: report by month, feature and segment", report.seconds, "s",
               f"{report.cpu()}; {report.peak:.0f} MB")
        for reader, found in (("outlay report", sums.of_report(report.output)), ("SQLite's SUM", sums.of_store(store))):
            if found != expected:
                sys.exit(f"{name}: (calls, nano-dollars, input, output tokens) are {expected} in the log and {found} "
                         f"by {reader}")
        print(f"{name}: sums: {expected[0]:,} calls, {expected[1]:,} nano-dollars, {expected[2]:,} input and "
              f"{expected[3]:,} output tokens: the same in the log, by SQLite's SUM over cost_events and in the report",
              flush=True)

    def queries(self, store, cube_ms=None):
        """What a store that is there answers; bars by its size, or `cube_ms` for a query."""
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
            many = connection.execute("SELECT coalesce(sum(requests), 0) FROM cells").fetchone()[0] >= MANY_EVENTS
        bars = {"one cube query": cube_ms or (50 if many else 16), "click to painted": 50,
                "start to painted Overview": 3000 if many else 1000, **dict.fromkeys(DRILLS, 200)}
        if not cube_ms:
            bars["all that a click asks of the cube"] = bars["one cube query"]
        print(f"questions to {os.path.basename(store)}:")
        if self.arguments.bench_store:
            print_measured(Run([self.arguments.bench_store, store]).output, bars)
        if self.arguments.bench_window:
            print_measured(Run([self.arguments.bench_window, store]).output, bars)

    def undo(self):
        """Of an import that is alone in its store, and of one whose days another import has, too."""
        events = self.arguments.events
        log, other = self.log("undo.jsonl", events), self.log("other.jsonl", max(1, events // 100), "--seed", "2")
        for name, logs in (("alone in the store", [log]), ("beside another import of the same days", [other, log])):
            store = self.path("undo.db")
            remove_store(store)
            for path in logs:
                self.imported(store, path)
            before = self.report(store).output
            undone = Run([self.arguments.outlay, "imports", "--store", store, "undo", str(len(logs))])
            figure(f"undo of {events:,} events {name}", undone.seconds, "s", undone.cpu(), at_most=5)
            remaining = events // 100 if len(logs) > 1 else 0
            if sums.of_report(self.report(store).output)[0] != remaining or sums.of_store(store)[0] != remaining:
                sys.exit(f"undo {name}: not {remaining} calls remain")
            if sums.of_report(before)[0] != events + remaining:
                sys.exit(f"undo {name}: there were not {events + remaining} calls before")
            if self.arguments.bench_window:
                self.imported(store, log)
                print_measured(Run([self.arguments.bench_window, store, "--undo"]).output,
                               {"undo of the latest import in the window, painted": 5000})
        os.remove(log)

    def zone(self):
        """Cells rebuilt by the days of another zone; they are those that SQLite finds by adding up the events."""
        events = self.arguments.events
        log, store = self.log("zone.jsonl", events), self.path("zone.db")
        remove_store(store)
        self.imported(store, log)
        os.remove(log)
        runs = [Run([self.arguments.outlay, "zone", "--store", store, name])
                for _ in range(self.arguments.runs) for name in ("Asia/Kolkata", "UTC")]
        runs.append(Run([self.arguments.outlay, "zone", "--store", store, "Asia/Kolkata"]))
        seconds = sorted(run.seconds for run in runs)
        figure(f"change of the reporting zone, {events:,} events", seconds[len(seconds) // 2], "s",
               sorted(runs, key=lambda run: run.seconds)[len(runs) // 2].cpu(), at_most=10, shown=spread(seconds))
        figure(f"peak memory of the change, {events:,} events", max(run.peak for run in runs), "MB", at_most=PEAK_MB)
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
            expected = dict(connection.execute("SELECT date(timestamp, '+330 minutes'), count(*) FROM cost_events"
                                               " GROUP BY 1"))
            found = dict(connection.execute("SELECT date(day * 86400, 'unixepoch'), requests FROM cells"))
        if expected != found or sums.of_report(self.report(store).output) != sums.of_store(store):
            sys.exit("change of the reporting zone: the days are not those that SQLite finds")
        remove_store(store)

    def cardinality(self):
        events, name = self.arguments.many, f"high cardinality, {self.arguments.many:,} events"
        log, store = self.log("many.jsonl", events, *MANY), self.path("many.db")
        remove_store(store)
        run = self.imported(store, log)
        figure(f"{name}: import", events / run.seconds / 1e6, "M events/s", run.cpu())
        figure(f"{name}: peak memory of the import", run.peak, "MB")
        figure(f"{name}: store", os.path.getsize(store) / events, "bytes an event")
        self.check_sums(name, "jsonl", log, store)
        os.remove(log)
        self.queries(store, cube_ms=100)

    def year(self, events):
        store, name = self.path("year.db"), f"piped from the generator, {events:,} events"
        remove_store(store)
        with subprocess.Popen([self.arguments.generator, str(events)], stdout=subprocess.PIPE) as generator:
            run = Run([self.arguments.outlay, "import", "--store", store, "-"], stdin=generator.stdout)
        figure(f"{name}: generator and import", run.seconds, "s", f"{events / run.seconds / 1e6:.2f} M events/s; "
               f"the import {run.cpu()}", at_most=600 if events >= 365_000_000 else None)
        self.size_and_peak(name, store, events, run.peak)
        in_store = sums.of_store(store)
        if sums.of_report(self.report(store).output) != in_store or in_store[0] != events:
            sys.exit(f"{name}: the report is not what SQLite's SUM finds, {in_store}")
        print(f"{name}: sums of the report as by SQLite's SUM over cost_events", flush=True)
        self.queries(store)


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("outlay")
    parser.add_argument("generator")
    parser.add_argument("bench_store", nargs="?")
    parser.add_argument("bench_window", nargs="?")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", help="for logs and stores, which stay there; else a temporary one")
    parser.add_argument("--forms", default="jsonl,csv,python")
    parser.add_argument("--parts", default="forms,queries,undo,zone,cardinality")
    parser.add_argument("--many", type=int, default=2_000_000, help="events of the high-cardinality log")
    parser.add_argument("--year", type=int, help="only this many events, piped from the generator")
    parser.add_argument("--store", help="only the questions to this store")
    return parser.parse_args()


def main():
    arguments = parsed()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or temporary
        bench = Bench(arguments, folder)
        figures.print_machine(folder)
        parts = arguments.parts.split(",")
        if arguments.store:
            bench.queries(arguments.store)
        elif arguments.year:
            bench.year(arguments.year)
        else:
            if "forms" in parts:
                bench.forms()
            if "queries" in parts:
                first = arguments.forms.split(",", maxsplit=1)[0]
                if not os.path.exists(bench.path(f"{first}.db")):
                    bench.imported(bench.path(f"{first}.db"), bench.log("log", arguments.events, "--format", first))
                bench.queries(bench.path(f"{first}.db"))
            if "undo" in parts:
                bench.undo()
            if "zone" in parts:
                bench.zone()
            if "cardinality" in parts:
                bench.cardinality()


if __name__ == "__main__":
    main()

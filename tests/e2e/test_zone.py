#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The zone whose days the figures are of, on the command line."""

import json
import os
import signal
import sqlite3
import subprocess
import time
import unittest

from program import OUTLAY, ProgramTest, generate

LINES = int(os.environ.get("OUTLAY_E2E_LINES", "600000"))

CALLS = [("2026-04-30T21:59:59Z", 0.01), ("2026-04-30T22:00:00Z", 0.02),  # midnight of May 1 in Berlin
         ("2026-05-01T18:29:59Z", 0.04), ("2026-05-01T18:30:00Z", 0.08)]  # midnight of May 2 in Kolkata


class ZoneTest(ProgramTest):
    def setUp(self):
        super().setUp()
        path = self.path("log.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for at, cost in CALLS:
                file.write(json.dumps({"timestamp": at, "feature_name": "faq", "model": "gpt-4o", "input_tokens": 10,
                                       "output_tokens": 1, "cost_usd": cost}) + "\n")
        self.imported(path)

    def run_zone(self, *arguments):
        return self.run_bare("zone", "--store", self.store, *arguments)

    def change(self, zone):
        result = self.run_zone(zone)
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        self.assertEqual(result.stdout.decode(), f"days are those of {zone}\n")

    def days(self):
        """Day, requests and dollars of the report."""
        result = self.run_bare("report", "--store", self.store, "--by", "day", "--format", "json")
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        report = json.loads(result.stdout)
        return report["zone"], sorted((row["day"], row["requests"], row["cost_usd"]) for row in report["rows"])

    def test_days_are_utc_until_another_zone_is_set(self):
        self.assertEqual(self.run_zone().stdout, b"UTC\n")
        self.assertEqual(self.days(), ("UTC", [("2026-04-30", 2, 0.03), ("2026-05-01", 2, 0.12)]))

    def test_the_days_are_those_of_the_zone_that_is_set(self):
        self.change("Europe/Berlin")
        self.assertEqual(self.run_zone().stdout, b"Europe/Berlin\n")
        self.assertEqual(self.days(), ("Europe/Berlin", [("2026-04-30", 1, 0.01), ("2026-05-01", 3, 0.14)]))
        self.change("Asia/Kolkata")
        self.assertEqual(self.days(), ("Asia/Kolkata", [("2026-05-01", 3, 0.07), ("2026-05-02", 1, 0.08)]))
        self.change("UTC")
        self.assertEqual(self.days(), ("UTC", [("2026-04-30", 2, 0.03), ("2026-05-01", 2, 0.12)]))

    def test_reports_say_whose_days_they_are_of(self):
        self.change("Europe/Berlin")
        report = ("report", "--store", self.store, "--by", "month")
        self.assertIn("days in Europe/Berlin", self.run_bare(*report).stdout.decode())
        table = self.run_bare(*report, "--format", "csv")
        self.assertEqual(sorted(line.split(",")[:2] for line in table.stdout.decode().splitlines()),
                         [["2026-04", "1"], ["2026-05", "3"], ["month", "requests"]])
        self.assertEqual(table.stderr.decode(), "outlay: days in Europe/Berlin\n")

    def test_an_unknown_zone_is_refused_with_those_that_are_near(self):
        result = self.run_zone("Europe/Berlim")
        self.assertEqual(result.returncode, 2)
        self.assertEqual(result.stderr.decode(),
                         'outlay: "Europe/Berlim": is no time zone; did you mean Europe/Berlin?\n')
        self.assertEqual(self.run_zone().stdout, b"UTC\n")

    def test_a_closed_month_keeps_its_days(self):
        self.run_bare("months", "--store", self.store, "close", "2026-05")
        result = self.run_zone("Europe/Berlin")
        self.assertEqual(result.returncode, 1)
        self.assertIn("2026-05 is closed, and with another zone its days would begin and end elsewhere; nothing was "
                      "changed. Reopen it first: outlay months reopen 2026-05", result.stderr.decode())
        self.assertEqual(self.run_zone().stdout, b"UTC\n")
        self.run_bare("months", "--store", self.store, "reopen", "2026-05")
        self.change("Europe/Berlin")

    def test_a_store_that_is_not_there_is_not_made(self):
        result = self.run_bare("zone", "--store", self.path("none.db"), "Europe/Berlin")
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("there is no store", result.stderr.decode())

    def interrupt(self, after, by):
        """Starts a change to Kolkata's days and sends the signal after that many seconds."""
        process = subprocess.Popen([OUTLAY, "zone", "--store", self.store, "Asia/Kolkata"], env=self.environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(after)
        process.send_signal(by)
        return process.communicate()[1].decode(), process.returncode

    def cells(self):
        with sqlite3.connect(f"file:{self.store}?mode=ro", uri=True) as connection:
            return connection.execute("SELECT * FROM cells ORDER BY day").fetchall()

    def test_killed_or_cancelled_it_leaves_the_days_as_they_were(self):
        self.imported(generate(self.path("large.jsonl"), LINES))
        before = self.cells()
        begin = time.monotonic()
        self.change("Asia/Kolkata")
        whole = time.monotonic() - begin
        self.assertNotEqual(self.cells(), before)
        self.change("UTC")
        self.assertEqual(self.cells(), before)
        ended = 0
        for part in (0.3, 0.5, 0.7):
            for by in (signal.SIGKILL, signal.SIGINT):
                said, code = self.interrupt(whole * part, by)
                if self.run_zone().stdout == b"Asia/Kolkata\n":  # quicker than its forerunner
                    self.change("UTC")
                    continue
                ended += 1
                if by == signal.SIGINT and code != -signal.SIGINT:  # else it came before the program was up
                    self.assertIn("was stopped; nothing was changed", said)
                self.assertEqual(self.run_zone().stdout, b"UTC\n")
                self.assertEqual(self.cells(), before)
        self.assertGreaterEqual(ended, 1)


if __name__ == "__main__":
    unittest.main()

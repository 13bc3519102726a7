#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window started with logs, with a store and with sample data, without a display."""

import os
import time
import unittest

from program import OUTLAY, ProgramTest, generate


class Window(ProgramTest):
    def start_window(self, *arguments):
        return self.start(OUTLAY, *arguments, QT_QPA_PLATFORM="offscreen")

    def has(self, requests):
        return os.path.exists(self.store) and self.run_bare("report", "--store", self.store).returncode == 0 and \
            self.totals()[0] == requests

    def test_opens_with_logs_and_imports_them(self):
        first = generate(self.path("first log, 2026.jsonl"), 120, "--seed", 1)
        second = generate(self.path("second.csv"), 80, "--seed", 2, "--format", "csv")
        window = self.start_window("--store", self.store, first, second)
        self.wait_for("both logs in the store", lambda: self.has(200))
        self.assertIsNone(window.poll())

    def test_opens_a_store_given_as_a_path(self):
        self.imported(generate(self.path("log.jsonl"), 50, "--seed", 1))
        window = self.start_window(self.store, generate(self.path("more.jsonl"), 30, "--seed", 2))
        self.wait_for("the log in that store", lambda: self.has(80))
        self.assertIsNone(window.poll())

    def test_demo_stays_away_from_the_store_of_the_person(self):
        window = self.start_window("demo")
        time.sleep(3)
        self.assertIsNone(window.poll())
        stores = [name for _, _, names in os.walk(self.path("data")) for name in names if name.endswith(".db")]
        self.assertEqual(stores, [])


if __name__ == "__main__":
    unittest.main()

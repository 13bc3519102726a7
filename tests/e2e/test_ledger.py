#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures that must come out to the cent and to the last nano-dollar, whatever way they are asked for."""

import glob
import json
import os
import shutil
import sqlite3
import subprocess
import unittest
from decimal import Decimal

from program import GENERATOR, SOURCE_DIR, ProgramTest, generate, total_of

FAQ, COMPLEX = "faq_response_generation", "complex_support_reasoning"
# month, feature, segment, requests, dollars: the guide's table
GUIDE = [("2026-05", FAQ, "free", 45000, "157.50"), ("2026-05", COMPLEX, "enterprise", 800, "96.00"),
         ("2026-05", COMPLEX, "free", 150, "18.00"), ("2026-05", FAQ, "enterprise", 5000, "17.50")]


class Guide(ProgramTest):
    def setUp(self):
        super().setUp()
        self.assertEqual(self.imported(generate(self.path("guide.jsonl"), "--guide"))["added"], 50950)

    def test_the_table_reads_back_to_the_cent(self):
        rows = self.table("month,feature,segment")
        self.assertEqual(sorted((r["month"], r["feature"], r["segment"], r["requests"], r["cost_usd"]) for r in rows),
                         sorted((m, f, s, n, Decimal(cost)) for m, f, s, n, cost in GUIDE))
        self.assertEqual(self.totals(), (50950, Decimal("289.00")))

    def test_average_cost_per_request(self):
        averages = {r["feature"]: Decimal(r["avg_cost_usd"]) for r in self.table("feature")}
        self.assertEqual(averages, {FAQ: Decimal("0.0035"), COMPLEX: Decimal("0.12")})

    def test_features_and_their_shares_of_a_budget_of_300(self):
        costs = {r["feature"]: r["cost_usd"] for r in self.table("feature")}
        # 157.50 + 17.50 and 96.00 + 18.00
        self.assertEqual(costs, {FAQ: Decimal("175.00"), COMPLEX: Decimal("114.00")})
        self.assertEqual(round(costs[FAQ] / Decimal("289.00") * 100, 1), Decimal("60.6"))
        for feature, used in ((FAQ, 58.3), (COMPLEX, 38.0), ("total", 96.3)):
            self.outlay("budgets set", feature, "300")
            with self.subTest(feature):
                text = self.outlay("budgets check", "--period", "2026-05", "--json", code=3 if feature == "total" else 0)
                budget, = (b for b in json.loads(text)["budgets"] if b["scope"] == feature)
                self.assertEqual(round(budget["used_percent"], 1), used)
                self.assertEqual(Decimal(budget["spent_usd"]), costs.get(feature, Decimal("289.00")))

    def test_the_pdf_shows_the_total_and_the_shares(self):
        if not shutil.which("pdftotext"):
            self.skipTest("pdftotext is not installed")
        self.outlay("report", "--by", "feature", "--format", "pdf", "-o", self.path("report.pdf"))
        text = subprocess.run(["pdftotext", "-layout", self.path("report.pdf"), "-"], capture_output=True,
                              check=True).stdout.decode()
        for figure in ("289.00", "175.00", "114.00", "60.6", FAQ, COMPLEX):
            self.assertIn(figure, text)

    def test_the_guides_query_runs_on_the_store(self):
        query = """
            SELECT strftime('%Y-%m', timestamp) AS month, feature_name, user_segment, COUNT(*) AS request_count,
                   SUM(input_tokens) AS total_input_tokens, SUM(output_tokens) AS total_output_tokens,
                   SUM(cost_usd) AS total_cost, ROUND(SUM(cost_usd) / COUNT(*), 6) AS avg_cost_per_request
            FROM cost_events GROUP BY month, feature_name, user_segment ORDER BY total_cost DESC"""
        connection = sqlite3.connect("file:%s?mode=ro" % self.store, uri=True)
        self.addCleanup(connection.close)
        rows = connection.execute(query).fetchall()
        self.assertEqual([(m, f, s, n, "%.2f" % cost) for m, f, s, n, _, _, cost, _ in rows],
                         sorted(GUIDE, key=lambda row: -Decimal(row[4])))
        # 1,875 and 500 tokens a call of the FAQ, 20,000 and 4,000 of the complex ones
        self.assertEqual([(i, o) for _, _, _, _, i, o, _, _ in rows],
                         [(45000 * 1875, 45000 * 500), (800 * 20000, 800 * 4000), (150 * 20000, 150 * 4000),
                          (5000 * 1875, 5000 * 500)])
        self.assertEqual([average for *_, average in rows], [0.0035, 0.12, 0.12, 0.0035])


class EveryGrouping(ProgramTest):
    def test_sums_to_the_same_ledger_total(self):
        log = generate(self.path("log.jsonl"), 20000, "--seed", 7, "--days", 200)
        self.imported(log)
        requests, cost = total_of(log)
        dimensions = ["month", "week", "day", "feature", "segment", "provider", "model", "environment", "priority",
                      "cached", "request_type", "outcome", "source", "customer_tier", "region"]
        groupings = dimensions + ["month,feature,segment", "feature,model", "day,model,environment", "week,customer_tier",
                                  ",".join(dimensions)]
        for grouping in groupings:
            with self.subTest(grouping):
                rows = self.table(grouping)
                self.assertEqual(sum(r["requests"] for r in rows), requests)
                self.assertEqual(sum(r["cost_usd"] for r in rows) - cost, 0)


class Seed(ProgramTest):
    def test_python_logs_hold_ten_events_and_ten_other_lines(self):
        files = sorted(glob.glob(os.path.join(SOURCE_DIR, "tests/data/ingest/01-seed/python-*.jsonl")))
        self.assertEqual(len(files), 3)
        for path in files:
            with self.subTest(os.path.basename(path)):
                report = self.imported(path, store=self.path(os.path.basename(path) + ".db"))
                self.assertEqual((report["added"], report["not_events"], report["rejected"]), (10, 10, 0))


class SampleData(ProgramTest):
    def test_is_what_the_generator_writes(self):
        written = subprocess.run([GENERATOR, "--demo"], capture_output=True, check=True).stdout
        with open(os.path.join(SOURCE_DIR, "resources/samples/demo.jsonl"), "rb") as file:
            self.assertEqual(file.read(), written)

    def test_imports_whole_and_has_a_year_and_a_half(self):
        path = os.path.join(SOURCE_DIR, "resources/samples/demo.jsonl")
        report = self.imported(path)
        requests, cost = total_of(path)
        self.assertEqual((report["added"], report["rejected"], report["duplicates"]), (requests, 0, 0))
        self.assertEqual(self.totals(), (requests, cost))
        self.assertEqual(len(self.table("month")), 18)
        self.assertEqual(len(self.table("feature")), 14)


class Generator(ProgramTest):
    def test_the_same_arguments_give_the_same_bytes(self):
        arguments = [GENERATOR, "5000", "--seed", "3"]
        once, twice, other = (subprocess.run(a, capture_output=True, check=True).stdout
                              for a in (arguments, arguments, [*arguments[:3], "4"]))
        self.assertEqual(once, twice)
        self.assertNotEqual(once, other)
        stamps = [json.loads(line)["timestamp"] for line in once.splitlines()]
        self.assertEqual(len(stamps), 5000)
        self.assertEqual(stamps, sorted(stamps))


if __name__ == "__main__":
    unittest.main()

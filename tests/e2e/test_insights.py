#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Forecasts and anomalies on the command line."""

import csv
import datetime
import io
import json
import unittest

from program import ProgramTest

FIRST = datetime.date(2026, 3, 2)  # a Monday
DAYS = 65  # until 2026-05-05, a Tuesday


class InsightsTest(ProgramTest):
    def setUp(self):
        super().setUp()
        path = self.path("log.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for number in range(DAYS):
                day = FIRST + datetime.timedelta(days=number)
                # 12 dollars on working days, 5 at weekends, and 40 more in search on 2026-04-29
                for feature, cost in (("chat", 7 if number % 7 < 5 else 2), ("search", 5 if number % 7 < 5 else 3)):
                    extra = 40 if feature == "search" and number == 58 else 0
                    file.write(json.dumps({
                        "timestamp": "%sT12:00:00Z" % day, "feature_name": feature, "user_segment": "free",
                        "model": "gpt-4o", "input_tokens": 1000, "output_tokens": 100,
                        "cost_usd": cost + extra}) + "\n")
        self.imported(path)

    def forecast(self, *arguments):
        return json.loads(self.outlay("forecast", "--json", *arguments))

    def test_a_month_is_forecast_by_weekdays(self):
        told = self.forecast("--as-of", "2026-04-26")
        # April 1 to 26: 18 working days and 8 others, 256 dollars; four working days are to come.
        self.assertEqual((told["spent_usd"], told["forecast_usd"]), ("256", "304"))
        self.assertEqual((told["low_usd"], told["high_usd"]), ("304", "304"))
        self.assertEqual((told["method"], told["last_day"]), ("weekday-seasonal", "2026-04-30"))
        self.assertEqual([day["cumulative_usd"] for day in told["days"]], ["268", "280", "292", "304"])
        self.assertGreater(told["backtests"], 0)
        text = self.outlay("forecast", "--as-of", "2026-04-26")
        for words in ("$304.00", "80 % interval", "error of past forecasts: 0.0 %"):
            self.assertIn(words, text)

    def test_other_periods_and_scopes(self):
        self.assertEqual(self.forecast("--as-of", "2026-04-21", "--period", "week")["forecast_usd"], "70")
        only = self.forecast("--as-of", "2026-04-21", "--period", "week", "--where", "feature=chat")
        self.assertEqual(only["forecast_usd"], "39")
        self.assertEqual(self.forecast("--as-of", "2026-04-21", "--period", "quarter")["last_day"], "2026-06-30")

    def test_little_history_and_closed_periods_say_so(self):
        self.assertIn("too few for an interval", self.outlay("forecast", "--as-of", "2026-03-10"))
        early = self.forecast("--as-of", "2026-03-10")
        # 9 days since March 2: 7 × 12 + 2 × 5 = 94; of 21 more days 219.333…
        self.assertEqual((early["method"], early["low_usd"], early["forecast_usd"]),
                         ("run rate", None, "313.333333333"))
        self.assertIn("closed", self.outlay("forecast", "--period", "2026-04"))
        self.assertTrue(self.forecast("--period", "2026-04")["is_closed"])

    def test_an_anomaly_is_one_row_with_exact_sums(self):
        rows = list(csv.DictReader(io.StringIO(self.outlay("anomalies", "--format", "csv"))))
        self.assertEqual(len(rows), 1)
        row = rows[0]
        self.assertEqual((row["first_day"], row["last_day"], row["kind"]), ("2026-04-29", "2026-04-29", "rise"))
        self.assertIn("feature=search", row["slice"])
        self.assertEqual((row["expected_usd"], row["actual_usd"], row["excess_usd"]), ("5", "45", "40"))
        self.assertIn("feature=search", row["explained_by"])
        text = self.outlay("anomalies")
        self.assertIn("2026-04-29", text)
        self.assertIn("without", text)
        self.assertEqual(json.loads(self.outlay("anomalies", "--format", "json"))["rows"][0]["excess_usd"], "40")

    def test_what_is_not_asked_for_is_not_there(self):
        self.assertIn("no anomalies", self.outlay("anomalies", "--as-of", "2026-04-28"))
        self.assertIn("no anomalies", self.outlay("anomalies", "--where", "feature=chat"))
        self.assertIn("no anomalies", self.outlay("anomalies", "--floor", "50"))
        self.assertIn("nothing to judge by", self.outlay("anomalies", "--as-of", "2026-03-10"))

    def test_misuse(self):
        for arguments in (["anomalies", "--as-of", "soon"], ["anomalies", "--as-of", "2027-01-01"],
                          ["anomalies", "--floor", "none"], ["anomalies", "--where", "x"],
                          ["forecast", "--period", "all"], ["forecast", "--period", "soon"],
                          ["forecast", "--as-of", "x"], ["anomalies", "--where", "no_such=x"]):
            result = self.run_bare(*arguments, "--store", self.store)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertTrue(result.stderr.startswith(b"outlay: "))


if __name__ == "__main__":
    unittest.main()

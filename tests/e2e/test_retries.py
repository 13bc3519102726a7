#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What failed and repeated attempts cost, on the command line."""

import csv
import io
import json
import unittest

from program import ProgramTest

CALL = {"timestamp": "2026-05-01T12:00:00Z", "feature_name": "faq", "user_id": "u1", "model": "gpt-4o",
        "input_tokens": 1000, "output_tokens": 100, "cost_usd": 0.01}


class RetriesTest(ProgramTest):
    def setUp(self):
        super().setUp()
        calls = [
            # one logical call: a timeout, an answer that came too late, and the answer that was used
            {"status": "timeout", "request_id": "a", "cost_usd": 0.003, "output_tokens": 0},
            {"timestamp": "2026-05-01T12:05:00Z", "status": "success", "request_id": "a"},
            {"timestamp": "2026-05-01T12:06:00Z", "status": "success", "request_id": "a", "cost_usd": 0.012},
            # a failure that was never tried again
            {"timestamp": "2026-05-01T13:00:00Z", "status": 500, "cost_usd": 0.001, "output_tokens": 0},
            # no ids: the same user asks the same within 20 seconds
            {"timestamp": "2026-05-01T14:00:00Z", "feature_name": "search"},
            {"timestamp": "2026-05-01T14:00:20Z", "feature_name": "search", "cost_usd": 0.02},
            {"timestamp": "2026-05-01T15:00:00Z", "feature_name": "search", "status": "cancelled"}]
        path = self.path("log.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(dict(CALL, **call)) + "\n" for call in calls)
        self.imported(path)

    def output(self, *arguments):
        result = self.run_bare(*arguments, "--store", self.store)
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        return result.stdout.decode()

    def rows(self, *arguments):
        return list(csv.reader(io.StringIO(self.output(*arguments))))

    def test_retry_cost_by_feature(self):
        # faq: 0.003 + 0.01 + 0.012 + 0.001 billed, of which the call of 0.012 counts
        # search: 0.01 + 0.02 + 0.01 billed; the first was asked again
        self.assertEqual(self.rows("retries", "--format", "csv"), [
            ["feature", "requests", "failed", "superseded", "partial", "unpriced", "billed_usd",
             "completed_usd", "retry_cost_usd"],
            ["faq", "4", "2", "1", "0", "0", "0.026", "0.012", "0.014"],
            ["search", "3", "0", "1", "1", "0", "0.04", "0.03", "0.01"]])
        self.assertIn("retry cost: 0.024 of 0.066 dollars billed", self.output("retries"))
        self.assertNotIn("no cost", self.output("retries"))

    def test_calls_without_a_cost_are_counted_and_no_sum_is_zero_for_them(self):
        path = self.path("unpriced.jsonl")
        calls = [{"timestamp": "2026-06-01T12:00:00Z", "status": 500}, {"timestamp": "2026-06-01T13:00:00Z"},
                 {"timestamp": "2026-06-01T14:00:00Z", "feature_name": "faq", "model": "gpt-4o", "status": 500,
                  "cost_usd": 0.01}]
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps({"feature_name": "own", "model": "our-own-model", "input_tokens": 7, **call})
                            + "\n" for call in calls)
        self.imported(path)
        self.assertEqual(self.rows("retries", "--period", "2026-06", "--format", "csv")[1:], [
            ["faq", "1", "1", "0", "0", "0", "0.01", "0.00", "0.01"],
            ["own", "2", "1", "0", "0", "2", "", "", ""]])
        self.assertIn("2 calls have no cost and are in no sum; 1 of them failed or were repeated",
                      self.output("retries", "--period", "2026-06"))

    def test_every_event_has_an_outcome(self):
        rows = self.rows("report", "--by", "outcome", "--format", "csv")
        self.assertEqual({row[0]: (row[1], row[6]) for row in rows[1:]},
                         {"failed": ("2", "0.004"), "superseded attempt": ("2", "0.02"),
                          "completed": ("1", "0.012"), "partial": ("1", "0.01"), "(unknown)": ("1", "0.02")})

    def test_billed_less_completed_is_the_retry_cost(self):
        billed = self.rows("report", "--by", "month", "--format", "csv")[1][6]
        completed = self.rows("report", "--by", "month", "--count", "completed", "--format", "csv")[1][6]
        self.assertEqual((billed, completed), ("0.066", "0.042"))  # 0.066 − 0.042 = 0.024

    def test_the_window_is_set_for_the_store(self):
        self.assertEqual(self.rows("retries", "--window", "10", "--format", "csv")[2][3], "0")
        self.assertEqual(self.rows("retries", "--format", "csv")[2][3], "0")
        self.assertEqual(self.rows("retries", "--window", "20", "--format", "csv")[2][3], "1")

    def test_misuse_is_told(self):
        result = self.run_bare("retries", "--window", "7200", "--store", self.store)
        self.assertEqual(result.returncode, 2)
        self.assertIn("7200 seconds: is no time between attempts; 0 to 3600 is", result.stderr.decode())
        result = self.run_bare("retries", "--window", "5", "--store", self.path("none.db"))
        self.assertEqual(result.returncode, 1)
        self.assertIn("there is no store yet", result.stderr.decode())

    def test_calls_without_usage_are_listed(self):
        self.assertEqual(len(self.rows("missing", "--format", "csv")), 1, "all calls have tokens")
        path = self.path("broken.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.write('{"timestamp": "2026-06-01T12:00:00Z", "feature_name": "faq", "model": "gpt-4o", '
                       '"request_id": "r9", "cost_usd": 0.5}\n'
                       '{"timestamp": "2026-06-02T12:00:00Z", "feature_name": "chat", "model": "gpt-4o", '
                       '"status": "timeout"}\n'
                       '{"timestamp": "2026-06-03T12:00:00Z", "feature_name": "chat", "model": "gpt-4o", '
                       '"input_tokens": 0, "output_tokens": 0}\n')
        self.imported(path)
        rows = self.rows("missing", "--format", "csv")
        self.assertEqual([(row[0][:10], row[1], row[3], row[6], row[9]) for row in rows[1:]],
                         [("2026-06-01", "faq", "gpt-4o", "", "0.50"),
                          ("2026-06-02", "chat", "gpt-4o", "failed", "")])
        self.assertIn("r9", rows[1][10])
        self.assertEqual(len(self.rows("missing", "--where", "feature=chat", "--format", "csv")), 2)
        self.assertIn("2 of 10 calls have no tokens", self.output("missing"))


if __name__ == "__main__":
    unittest.main()

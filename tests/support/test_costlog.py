#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The generator's logs are what tests and benchmarks take them for; read here as anyone would read them.

CTest gives the place of the program: COSTLOG_GENERATOR.
"""

import collections
import csv
import datetime
import io
import json
import os
import subprocess
import unittest
from decimal import Decimal

GENERATOR = os.environ["COSTLOG_GENERATOR"]
# In standard dollars per million input and output tokens.
PRICES = {"claude-3-5-haiku-20241022": ("0.80", "4"), "claude-haiku-4-5-20251001": ("1", "5"),
          "claude-opus-4-5-20251101": ("5", "25"), "gpt-4.1-mini": ("0.40", "1.60"), "gpt-5": ("1.25", "10")}


def run(*arguments):
    return subprocess.run([GENERATOR, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)


def log(*arguments):
    return run(*arguments).stdout.decode()


def events(*arguments):
    return [json.loads(line, parse_float=Decimal) for line in log(*arguments).splitlines()]


class Costlog(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.year = events(60_000)

    def calls_a_day(self):
        days = collections.Counter(event["timestamp"][:10] for event in self.year)
        return {datetime.date.fromisoformat(day): calls for day, calls in days.items()}

    def test_the_same_seed_writes_the_same_bytes(self):
        self.assertEqual(log(2000, "--seed", 7), log(2000, "--seed", 7))
        self.assertNotEqual(log(2000, "--seed", 7), log(2000, "--seed", 8))

    def test_there_are_as_many_calls_as_asked_for_in_order_of_time_within_the_days(self):
        self.assertEqual(len(self.year), 60_000)
        times = [event["timestamp"] for event in self.year]
        self.assertEqual(times, sorted(times, key=lambda text: text.rstrip("Z")))
        self.assertEqual((times[0][:10], times[-1][:10]), ("2025-01-01", "2025-12-31"))
        week = events(500, "--from", "2026-05-04", "--days", 7)
        self.assertEqual({event["timestamp"][:10] for event in week}, {f"2026-05-{day:02}" for day in range(4, 11)})

    def test_a_few_features_make_most_calls(self):
        features = collections.Counter(event.get("feature_name", "") for event in self.year)
        self.assertGreater(sum(calls for _, calls in features.most_common(4)), len(self.year) * 0.6)
        self.assertGreater(len(features), 10)

    def test_working_days_are_busier_than_weekends_and_use_grows(self):
        days = self.calls_a_day()
        wednesdays = [calls for day, calls in sorted(days.items()) if day.weekday() == 2]
        sundays = [calls for day, calls in sorted(days.items()) if day.weekday() == 6]
        self.assertGreater(sum(wednesdays), 2 * sum(sundays))
        self.assertGreater(sum(wednesdays[-10:]), 1.3 * sum(wednesdays[:10]))

    def test_one_day_has_a_spike(self):
        # Of 365 days, the one after two thirds (243) of them.
        spike = datetime.date(2025, 1, 1) + datetime.timedelta(days=243)
        days = self.calls_a_day()
        self.assertEqual(max(days, key=days.get), spike)
        self.assertGreater(days[spike], 2 * days[spike + datetime.timedelta(days=7)])

    def test_some_calls_are_tried_again_by_what_asked_for_them(self):
        again = 0
        for before, event in zip(self.year, self.year[1:]):
            if event.get("attempt", 1) > 1:
                again += 1
                for field in ("feature_name", "user_segment", "user_id", "model"):
                    self.assertEqual(event.get(field), before.get(field))
        self.assertTrue(len(self.year) / 250 < again < len(self.year) / 50, again)

    def test_each_model_costs_its_own_price(self):
        checked = collections.Counter()
        for event in self.year:
            if event["model"] in PRICES:
                of_input, of_output = map(Decimal, PRICES[event["model"]])
                cost = (event["input_tokens"] * of_input + event["output_tokens"] * of_output) / 1_000_000
                self.assertEqual(event["cost_usd"], cost)
                checked[event["model"]] += 1
        self.assertEqual(set(checked), set(PRICES))

    def test_the_three_forms_tell_of_the_same_calls(self):
        calls = [(e.get("feature_name", ""), e["model"], e["input_tokens"], e["cost_usd"]) for e in events(3000)]
        table = csv.DictReader(io.StringIO(log(3000, "--format", "csv")))
        self.assertEqual(calls, [(row["feature_name"], row["model"], int(row["input_tokens"]), Decimal(row["cost_usd"]))
                                 for row in table])
        lines = [line for line in log(3000, "--format", "python").splitlines() if line.startswith("{")]
        costs = [Decimal(line.rpartition("'cost_usd': ")[2].rstrip("}")) for line in lines]
        self.assertEqual([call[3] for call in calls], costs)


class Vocabulary(unittest.TestCase):
    FIELDS = ("feature_name", "user_segment", "model", "environment", "priority_level", "cached", "request_type",
              "region", "customer_tier")

    def attributions(self, *arguments):
        return collections.Counter(tuple(event.get(field) for field in self.FIELDS) for event in events(*arguments))

    def test_there_are_as_many_names_and_combinations_as_asked_for(self):
        found = self.attributions(9000, "--features", 60, "--segments", 7, "--models", 5, "--attributions", 2000)
        self.assertEqual(len(found), 2000)
        self.assertEqual([len({key[i] for key in found}) for i in range(3)], [60, 7, 5])

    def test_as_many_calls_as_attributions_are_enough(self):
        self.assertEqual(len(self.attributions(2000, "--features", 60, "--attributions", 2000)), 2000)

    def test_all_combinations_can_be_had(self):
        self.assertEqual(len(self.attributions(200, "--features", 6, "--segments", 5, "--models", 4,
                                               "--attributions", 120)), 120)

    def test_few_attributions_make_most_calls(self):
        found = self.attributions(40_000, "--features", 60, "--attributions", 2000)
        self.assertGreater(sum(calls for _, calls in found.most_common(250)), 40_000 * 0.4)

    def test_a_model_has_one_price(self):
        prices = collections.defaultdict(set)
        for event in events(3000, "--models", 3, "--attributions", 300):
            # Two equations of one call would be needed; of a whole model all calls are on one plane.
            prices[event["model"]].add((event["input_tokens"], event["output_tokens"], event["cost_usd"]))
        self.assertEqual(len(prices), 3)
        for calls in prices.values():
            (a, b, c), (d, e, f) = sorted(calls)[0], sorted(calls)[-1]
            of_input, of_output = (c * e - f * b) / (a * e - d * b), (a * f - d * c) / (a * e - d * b)
            for tokens_in, tokens_out, cost in calls:
                self.assertEqual(cost, round(tokens_in * of_input + tokens_out * of_output, 9))

    def test_the_same_seed_writes_the_same_bytes(self):
        self.assertEqual(log(500, "--features", 50), log(500, "--features", 50))

    def test_what_cannot_be_is_refused_with_the_usage(self):
        for wrong in (("--features", 0), ("--models", -1), ("--segments", "many"), ("--attributions",),
                      ("--features", 2, "--segments", 2, "--models", 2, "--attributions", 9), ("--guide", "--models", 3)):
            with self.subTest(wrong=wrong):
                result = run(*(() if wrong[0] == "--guide" else (100,)), *wrong)
                self.assertEqual((result.returncode, result.stdout), (2, b""))
                self.assertIn(b"--attributions N", result.stderr)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures in another currency, and the fiscal year, on the command line."""

import csv
import io
import json
import re
import sqlite3
import unittest
from decimal import Decimal

from program import ProgramTest

# $1,234.56 x 0.9213 = 1137.400128 euros; $0.03 x 0.9213 = 0.027639; $1,234.59 x 0.9213 = 1137.427767
CALLS = [("2026-05-30T10:00:00Z", "faq", 1234.56), ("2026-05-31T10:00:00Z", "chat", 0.03)]
RATES = """date,currency,rate
2026-05-29,EUR,0.5
2026-05-29,EUR,0.9213
2026-06-01,EUR,0.8
2026-05-29,JPY,151.37
2026-05-29,KWD,0.30721
"""
EUROS = "EUR at 0.9213 per USD of 2026-05-29 (rates.csv)"


class CurrencyTest(ProgramTest):
    def setUp(self):
        super().setUp()
        path = self.path("log.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for at, feature, cost in CALLS:
                file.write(json.dumps({"timestamp": at, "feature_name": feature, "model": "gpt-4o",
                                       "input_tokens": 10, "output_tokens": 1, "cost_usd": cost}) + "\n")
        self.imported(path)
        self.rates = self.written("rates.csv", RATES)

    def written(self, name, text):
        path = self.path(name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def run_currency(self, *arguments, code=0):
        result = self.run_bare("currency", "--store", self.store, *arguments)
        self.assertEqual(result.returncode, code, result.stderr.decode())
        return result.stdout.decode() + result.stderr.decode()

    def report(self, *arguments, by="feature"):
        result = self.run_bare("report", "--store", self.store, "--by", by, *arguments)
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        return result.stdout.decode(), result.stderr.decode()

    def ledger(self):
        with sqlite3.connect(f"file:{self.store}?mode=ro", uri=True) as connection:
            return connection.execute("SELECT * FROM cells ORDER BY day").fetchall()

    def test_dollars_until_another_currency_is_set(self):
        before = self.ledger()
        plain = self.report()[0]
        self.assertNotIn("EUR", plain)
        told = self.run_currency("import", self.rates)
        self.assertIn("4 rates added, 1 in place of another of that day", told)
        self.assertIn("a day comes again: 1 rate; the last of a day counts", told)
        self.assertEqual(self.report()[0], plain)
        self.assertIn("latest: EUR at 0.8 per USD of 2026-06-01", self.run_currency("set", "eur"))
        text = self.report()[0]
        self.assertIn(EUROS, text.splitlines()[0])
        self.assertEqual([line.split()[-2:] for line in text.splitlines() if line.startswith(("faq", "chat", "total"))],
                         [["1137.40", "1137.400128"], ["0.03", "0.027639"],
                          ["1137.43", "568.713884"]])  # half of 1137.427767 is 568.7138835, to even …884
        self.run_currency("set", "USD")
        self.assertEqual(self.report()[0], plain)
        self.assertEqual(self.ledger(), before)

    def test_csv_keeps_dollars_and_says_rate_and_date_in_each_row(self):
        self.run_currency("import", self.rates)
        self.run_currency("set", "EUR")
        table, told = self.report("--format", "csv")
        self.assertEqual(table.splitlines(),
                         ["feature,requests,input_tokens,cache_read_tokens,cache_write_tokens,output_tokens,cost_usd,"
                          "avg_cost_usd,cost_eur,avg_cost_eur,eur_per_usd,rate_date",
                          "faq,1,10,,,1,1234.56,1234.56,1137.400128,1137.400128,0.9213,2026-05-29",
                          "chat,1,10,,,1,0.03,0.03,0.027639,0.027639,0.9213,2026-05-29"])
        self.assertEqual(told, f"outlay: {EUROS}\n")
        data = json.loads(self.report("--format", "json")[0])
        self.assertEqual(data["total"]["cost_usd"], 1234.59)
        self.assertEqual(data["display"], {"currency": "EUR", "per_usd": 0.9213, "date": "2026-05-29",
                                           "file": "rates.csv"})

    def test_one_report_in_another_currency(self):
        self.run_currency("import", self.rates)
        # 1234.56 x 151.37 = 186875.3472 yen, which have no decimals; x 0.30721 = 379.2691776 dinars, which have three
        self.assertIn(" 186875 ", self.report("--currency", "JPY")[0])
        self.assertIn(" 379.269 ", self.report("--currency", "KWD")[0])
        self.assertIn("in USD: there is no rate of CHF on or before 2026-05-31", self.report("--currency", "CHF")[0])
        result = self.run_bare("report", "--store", self.store, "--currency", "euros")
        self.assertEqual(result.returncode, 2)
        self.assertIn("is not three letters, such as EUR", result.stderr.decode())

    def test_the_weekly_report_says_the_rate(self):
        self.run_currency("import", self.rates)
        self.run_currency("set", "EUR")
        page = self.run_bare("report", "--store", self.store, "--weekly", "--week", "2026-W22", "--format", "html")
        self.assertIn("EUR at 0.9213 per USD of 29 May 2026 (rates.csv)", page.stdout.decode())
        self.assertIn("€1,137.43", page.stdout.decode())
        self.assertNotIn("$", page.stdout.decode())
        page = self.run_bare("report", "--store", self.store, "--weekly", "--week", "2026-W22", "--currency", "usd")
        self.assertIn("$1,234.59", page.stdout.decode())
        self.assertNotIn("€", page.stdout.decode())

    def test_bad_lines_are_said_and_the_others_kept(self):
        bad = self.written("bad.csv", "date,currency,rate\nsoon,EUR,1\n2026-05-29,EUR,0.9\n")
        told = self.run_currency("import", bad, code=1)
        self.assertIn('bad.csv:2: "soon" is no date; write one such as 2026-05-29', told)
        self.assertIn("1 line is no rate and left out; the others are kept", told)
        self.assertIn("EUR", self.run_currency("list"))
        self.assertIn("is no file of exchange rates", self.run_currency("import", self.path("log.jsonl"), code=1))

    def test_a_currency_without_rates_cannot_be_set(self):
        self.assertIn("there are no rates of it; import them first", self.run_currency("set", "CHF", code=1))
        self.assertEqual(self.run_currency("show"), "figures are shown in USD\n")

    def test_removed_rates_leave_dollars(self):
        self.run_currency("import", self.rates)
        self.run_currency("set", "EUR")
        self.assertEqual(self.run_currency("remove", "EUR"), "2 rates removed\n")
        self.assertEqual(self.run_currency("show"), "figures are shown in USD\n")
        self.assertEqual(self.run_currency("remove", "--all"), "2 rates removed\n")

    def test_the_fiscal_year(self):
        fiscal = ("fiscal", "--store", self.store)
        self.assertEqual(self.run_bare(*fiscal).stdout, b"1\n")
        self.assertEqual(self.run_bare(*fiscal, "2").stdout, b"the fiscal year begins with month 2\n")
        self.assertEqual(self.run_bare(*fiscal).stdout, b"2\n")
        self.assertEqual(self.run_bare(*fiscal, "13").returncode, 2)
        budgets = ("budgets", "--store", self.store)
        self.run_bare(*budgets[:1], "set", "--store", self.store, "faq", "100", "--period", "quarter")
        self.run_bare(*budgets[:1], "set", "--store", self.store, "chat", "100", "--period", "quarter",
                      "--fiscal-start", "1")
        listed = self.run_bare("budgets", "export", "--store", self.store).stdout.decode()
        self.assertIn(",quarter,2,", [line for line in listed.splitlines() if "faq" in line][0])
        self.assertIn(",quarter,1,", [line for line in listed.splitlines() if "chat" in line][0])


class CommandsTest(ProgramTest):
    """Every command that prints what calls cost, at half a euro for a dollar."""

    HALF = "EUR at 0.5 per USD of 2026-05-01 (half.csv)"

    def setUp(self):
        super().setUp()
        log = self.path("log.jsonl")
        with open(log, "w", encoding="utf-8") as file:
            for month, cost in (("04", 10.0), ("05", 40.0)):
                for day in range(1, 31):
                    for hour, feature in ((9, "faq"), (10, None)):
                        file.write(json.dumps({"timestamp": f"2026-{month}-{day:02}T{hour:02}:00:00Z",
                                               "feature_name": feature, "model": "gpt-4o", "chain_id": f"{month}{day}",
                                               "input_tokens": 1000, "cached": hour == 9, "output_tokens": 10,
                                               "cost_usd": cost}) + "\n")
        self.imported(log)
        rates = self.path("half.csv")
        with open(rates, "w", encoding="utf-8") as file:
            file.write("date,currency,rate\n2026-05-01,EUR,0.5\n")
        self.scenario = self.path("scenario.json")
        with open(self.scenario, "w", encoding="utf-8") as file:
            file.write('{"name": "less", "changes": [{"where": {"feature": "faq"}, "drop": true}]}')
        self.outlay("currency import", rates)
        self.commands = [("retries", "--by", "feature"), ("missing",), ("anomalies",), ("coverage", "--unattributed"),
                         ("bridge", "--period", "2026-05", "--against", "2026-04"),
                         ("bridge", "--period", "2026-05", "--against", "2026-04", "--by", "feature"),
                         ("cache",), ("whatif", self.scenario), ("savings",), ("roi", "--by", "feature"),
                         ("sessions",)]

    def halves(self, row, where):
        """Amounts of a row in dollars have the half of it in euros beside them. Returns how many."""
        found = 0
        for name, value in row.items():
            shown = re.sub(r"(?<!per_)\busd\b", "eur", name.replace("_", " ").replace("per usd", "per_usd"))
            shown = shown.replace(" ", "_")
            if shown == name:
                continue
            self.assertIn(shown, row, (where, name))
            if value:
                found += 1
                half = Decimal(row[shown])
                self.assertLessEqual(abs(half * 2 - Decimal(value)), Decimal("1e-9"), (where, name))
        return found

    def objects(self, data):
        if isinstance(data, list):
            for entry in data:
                yield from self.objects(entry)
        elif isinstance(data, dict):
            yield data
            for name, entry in data.items():
                if name != "scenario":
                    yield from self.objects(entry)

    def in_dollars(self, data):
        """Without what was put beside the dollars."""
        if isinstance(data, list):
            return [self.in_dollars(entry) for entry in data]
        if not isinstance(data, dict):
            return data
        return {name: self.in_dollars(entry) for name, entry in data.items()
                if name not in ("display", "rate_date") and "eur" not in name.split("_")}

    def test_dollars_stay_and_euros_stand_beside_them(self):
        plain = [(self.outlay(*command, "--format", "json"), self.outlay(*command, "--format", "csv"))
                 for command in self.commands]
        self.outlay("currency set", "EUR")
        found = 0
        for command, (in_json, in_csv) in zip(self.commands, plain):
            data = json.loads(self.outlay(*command, "--format", "json"))
            self.assertEqual(self.in_dollars(data), json.loads(in_json), command)
            found += sum(self.halves(entry, command) for entry in self.objects(data))
            told = [data["display"]["per_usd"]] if isinstance(data, dict) else [row["eur_per_usd"] for row in data]
            self.assertTrue(all(rate == "0.5" for rate in told), command)
            rows = list(csv.DictReader(io.StringIO(self.outlay(*command, "--format", "csv"))))
            self.assertIn(self.HALF, self.stderr)
            for row, before in zip(rows, csv.DictReader(io.StringIO(in_csv)), strict=True):
                found += self.halves(row, command)
                self.assertEqual({name: row[name] for name in before}, before)
                self.assertEqual((row["eur_per_usd"], row["rate_date"]), ("0.5", "2026-05-01"))
        self.assertGreater(found, 50)

    def test_tables_are_in_euros_and_end_with_the_rate(self):
        self.outlay("currency set", "EUR")
        for command in self.commands:
            text = self.outlay(*command)
            self.assertEqual(text.splitlines()[-1], self.HALF, command)
            self.assertNotIn("USD ", text.replace(self.HALF, ""), command)
        # May: 60 calls of $40 are $2,400; April: 60 of $10 are $600. Half of the change of $1,800 is 900 euros.
        self.assertIn("+€900.00\n", self.outlay(*self.commands[4]))
        before, after = [line.split()[1] for line in self.outlay(*self.commands[4]).splitlines()
                         if line.startswith(("before", "after"))]
        self.assertEqual((before, after), ("300.00", "1200.00"))
        # All of $3,000, half of it without a feature.
        self.assertIn("retry cost: 0 of 1500 EUR billed", self.outlay(*self.commands[0]))
        text = self.outlay("forecast", "--period", "2026-05", "--as-of", "2026-05-15")
        self.assertIn("spent so far: €600.00", text)  # 15 days of 2 calls of $40 are $1,200
        self.assertEqual(text.splitlines()[-1], self.HALF)
        data = json.loads(self.outlay("forecast", "--period", "2026-05", "--as-of", "2026-05-15", "--json"))
        self.assertEqual((data["spent_usd"], data["spent_eur"], data["display"]["file"]), ("1200", "600", "half.csv"))

    def test_what_is_defined_in_dollars_stays_in_dollars(self):
        self.outlay("budgets set", "faq", "100")
        commands = [("budgets list",), ("prices show", "gpt-4o"), ("savings", "--format", "json")]
        plain = [self.outlay(*command) for command in commands]
        self.outlay("currency set", "EUR")
        self.assertEqual([self.outlay(*command) for command in commands[:2]], plain[:2])
        scenarios = [row["scenario"] for row in json.loads(self.outlay(*commands[2]))]
        self.assertEqual(scenarios, [row["scenario"] for row in json.loads(plain[2])])


if __name__ == "__main__":
    unittest.main()

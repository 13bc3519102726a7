#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Budgets, alerts and planned days on the command line, as gateways and people use them."""

import datetime
import http.server
import json
import os
import re
import threading
import unittest

from program import ProgramTest

MAY = datetime.date(2026, 5, 1)


def call(day, cost, feature="chat", **more):
    return dict({"timestamp": "%sT10:00:00Z" % day, "feature_name": feature, "user_segment": "free", "model": "gpt-4o",
                 "input_tokens": 10, "output_tokens": 1, "cost_usd": cost}, **more)


class BudgetsTest(ProgramTest):
    def log(self, name, *calls):
        path = self.path(name)
        with open(path, "w", encoding="utf-8") as file:
            for event in calls:
                file.write(json.dumps(event) + "\n")
        return path

    def month(self, cost=10, days=20, first=MAY, **more):
        """`cost` dollars a day."""
        return [call(first + datetime.timedelta(n), cost, **more) for n in range(days)]

    def given(self, *calls):
        return self.imported(self.log("log-%d.jsonl" % len(os.listdir(self.folder)), *calls))["import"]

    def checked(self, *arguments, code):
        return json.loads(self.outlay("budgets check --json", *arguments, code=code))

    def alerts(self):
        return json.loads(self.outlay("alerts list --format json"))["rows"]

    def table(self, text):
        return [re.split(r"  +", line.strip()) for line in text.splitlines()]

    # A gateway refuses on it, whatever its owner wants to be told of.
    def test_what_is_spent_is_spent_without_a_threshold_of_100_percent(self):
        self.given(*self.month())  # $200
        for alerts in ("80", "80:forecast", "120", "150:forecast"):
            with self.subTest(alerts):
                self.outlay("budgets set 200 --alert " + alerts)
                budget = self.checked(code=4)["budgets"][0]
                self.assertEqual((budget["is_spent"], budget["state"], budget["spent_on"]), (True, "spent", "2026-05-20"))
                self.assertIn("  spent\n", self.outlay("budgets check", code=4))
        self.outlay("budgets set 200.01 --alert 120")
        self.assertFalse(self.checked(code=0)["budgets"][0]["is_spent"])

    def test_each_of_the_three_budgets_is_one_line(self):
        self.given(*self.month(60, feature="support_qa"), *self.month(4.2, feature="FAQ generation"))
        self.outlay("budgets", "set", "support_qa", "$50", "--period", "day")
        self.outlay("budgets", "set", "FAQ generation", "$100", "--alert", "$80")
        self.outlay("budgets set total 1300 --alert 80,100:actual")
        shown = {b["scope"]: (b["period"], b["amount_usd"], b["alerts"])
                 for b in json.loads(self.outlay("budgets list --json"))["budgets"]}
        self.assertEqual(shown, {"support_qa": ("day", "50", "80,100"), "FAQ generation": ("month", "100", "80"),
                                 "total": ("month", "1300", "80,100:actual")})
        self.outlay("budgets check", code=4)
        fired = {(a["subject"], a["percent"], a["measured"]) for a in self.alerts() if a["period"] in ("2026-05", "2026-05-20")}
        # $60 of $50 on each day; $84 of $100; $1,284 of $1,300, 98.8 %.
        self.assertEqual(fired, {("feature = support_qa", 80, "actual"), ("feature = support_qa", 100, "actual"),
                                 ("feature = FAQ generation", 80, "actual"), ("all spend", 80, "actual")})

    def test_alerts_say_their_period_and_what_an_anomaly_is(self):
        # April $200, which is under 80 % of $300, and May 1 to 10 $290.
        self.given(*self.month(10, 30, MAY - datetime.timedelta(20)), call("2026-05-10", 190))
        self.outlay("budgets set 300 --alert 80:actual")
        self.outlay("budgets check", code=3)
        anomaly, budget = sorted(self.alerts(), key=lambda alert: alert["kind"])
        self.assertEqual((budget["period"], budget["period_first"], budget["period_last"], budget["percent"],
                          budget["expected_usd"], budget["excess_usd"]),
                         ("2026-05", "2026-05-01", "2026-05-31", 80, None, None))
        self.assertEqual((anomaly["period"], anomaly["percent"], anomaly["measured"], anomaly["expected_usd"],
                          anomaly["value_usd"], anomaly["excess_usd"]),
                         ("2026-05-10", None, "", "10.00", "200.00", "190.00"))
        shown = {row[2]: row for row in self.table(self.outlay("alerts list"))[2:]}
        self.assertEqual(shown["all spend"][3:10], ["2026-05", "80 % is spent", "2026-05-10", "290.00", "240.00", "-", "-"])
        self.assertEqual(shown["chat"][3:10],
                         ["2026-05-10", "more than expected", "2026-05-10", "200.00", "-", "10.00", "190.00"])

    def test_an_alert_that_was_reached_days_ago_tells_of_that_day(self):
        # Until the 13th $10 a day and $70 on that: 80 % of $250. Then nothing more: no overrun any longer by the 20th.
        self.outlay("budgets set 250 --alert 80:actual")
        self.given(*self.month(10, 12), call("2026-05-13", 80), call("2026-05-20", 1))
        alert = next(alert for alert in self.alerts() if alert["kind"] == "budget")
        self.assertEqual((alert["day"], alert["value_usd"]), ("2026-05-13", "200.00"))
        # 13 days are too few for weekdays: $200 ÷ 13 × 31.
        self.assertTrue(alert["driver"].startswith("As of 2026-05-13 on pace for $476.92 of $250.00 (91 % over)"), alert)

    def test_a_misspelt_value_is_warned_of_and_an_unknown_dimension_refused(self):
        self.given(*self.month())
        self.outlay("budgets set 50 --where feature=chta,chat")
        self.assertIn("no call in the store has the feature chta", self.stderr)
        self.assertNotIn("feature chat", self.stderr)
        self.outlay("budgets set 50 --where feature=chat")
        self.assertEqual(self.stderr, "")
        file = self.path("budgets.csv")
        with open(file, "w", encoding="utf-8") as out:
            out.write('scope,amount_usd\n"{""feature"": {""in"": [""serach""]}}",5\n')
        self.outlay("budgets import", file)
        self.assertIn("no call in the store has the feature serach", self.stderr)
        with open(file, "w", encoding="utf-8") as out:
            out.write('scope,amount_usd\n{},7\n"{""featur"": {""in"": [""chat""]}}",5\n')
        self.outlay("budgets import", file, code=1)
        self.assertRegex(self.stderr, r"^outlay: .*budgets\.csv: [^\n]*featur[^\n]*nothing was imported\n$")
        self.assertNotIn("total", [b["scope"] for b in json.loads(self.outlay("budgets list --json"))["budgets"]])

    def test_a_budget_that_is_removed_and_set_again_does_not_fire_twice(self):
        self.given(*self.month())  # $200
        self.outlay("budgets set 200 --alert 80:actual --webhook http://127.0.0.1:1/s3cret")
        self.outlay("budgets check", code=4)
        told = self.alerts()
        self.outlay("budgets remove total")
        self.outlay("budgets set 200 --alert 80:actual")
        self.assertNotIn("127.0.0.1", self.outlay("budgets list"))  # the secret went with it
        self.outlay("budgets check", code=4)
        self.assertEqual([a["id"] for a in self.alerts()], [a["id"] for a in told])
        self.outlay("budgets set 100")  # another amount: 80 % is another sum
        self.outlay("budgets check", code=4)
        self.assertEqual([a["limit_usd"] for a in self.alerts() if a["kind"] == "budget"], ["80.00", "160.00"])

    def test_what_an_undone_import_told_is_marked_and_no_news_when_it_comes_again(self):
        self.outlay("budgets set 150 --alert 80:actual,100:actual")
        self.given(*self.month(10, 12))  # $120: 80 %
        more = self.log("more.jsonl", *self.month(10, 5, datetime.date(2026, 5, 13)))
        number = self.imported(more)["import"]  # $170
        self.assertEqual([(a["percent"], a["withdrawn"]) for a in self.alerts()], [(100, "no"), (80, "no")])
        self.assertIn("1 alert", self.outlay("imports undo", str(number)))
        self.assertEqual([(a["percent"], a["withdrawn"]) for a in self.alerts()], [(100, "yes"), (80, "no")])
        self.assertIn("withdrawn", self.outlay("alerts list"))
        self.assertEqual(self.imported(more)["alerts"], [])
        self.assertEqual([(a["percent"], a["withdrawn"]) for a in self.alerts()], [(100, "no"), (80, "no")])

    def test_an_undone_anomaly_is_marked(self):
        self.given(*self.month(10, 40, MAY - datetime.timedelta(30)))
        number = self.given(call("2026-05-11", 190), call("2026-05-10", 10, feature="search"))
        self.assertEqual([(a["kind"], a["withdrawn"]) for a in self.alerts()], [("anomaly", "no")])
        self.outlay("imports undo", str(number))
        self.assertEqual([(a["kind"], a["withdrawn"]) for a in self.alerts()], [("anomaly", "yes")])

    def test_a_webhook_that_fails_is_told_of_while_it_is_waited_for(self):
        class Busy(http.server.BaseHTTPRequestHandler):
            answers = [503, 200]

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(self.answers.pop(0))
                self.end_headers()

            def log_message(self, *_):
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Busy)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.given(*self.month())
        self.outlay("budgets set 200 --alert 80:actual --webhook http://127.0.0.1:%d/s3cret" % server.server_port)
        self.outlay("budgets check", code=4)
        for words in ("posting alert 1 to http://127.0.0.1:%d/…" % server.server_port,
                      "alert 1 is not posted yet: the server answered with status 503 (attempt 1); trying again in 2 s",
                      "alert 1 is posted"):
            self.assertIn(words, self.stderr)
        self.assertNotIn("s3cret", self.stderr)
        self.outlay("budgets set 100 --webhook http://127.0.0.1:1/s3cret")  # where nobody listens
        self.outlay("budgets check", code=4)
        self.assertRegex(self.stderr, r"alert 2 could not be posted: the connection was refused \(attempt 3\)")
        self.assertIn("not posted: the connection was refused (attempt 3)", self.outlay("alerts list"))

    def test_json_says_zone_and_day(self):
        self.given(*self.month())
        self.outlay("zone Europe/Berlin")
        self.outlay("budgets set 500")
        for command in ("budgets list --json", "budgets check --json", "budgets backtest --format json",
                        "alerts list --format json", "anomalies --format json", "forecast --json"):
            with self.subTest(command):
                told = json.loads(self.outlay(command))
                self.assertEqual((told["zone"], told["as_of"], told["as_of_is_partial"]), ("Europe/Berlin", "2026-05-20", False))
        self.given(call("2026-06-01", 1))
        told = json.loads(self.outlay("budgets suggest --format json"))
        self.assertEqual((told["zone"], told["as_of"], told["rows"][0]["median_usd"]), ("Europe/Berlin", "2026-06-01", "200.00"))

    def test_days_are_planned_and_not_any_more(self):
        self.given(*self.month(10, 40, MAY - datetime.timedelta(30)), call("2026-05-10", 190))
        self.assertIn("2026-05-10", self.outlay("anomalies"))
        self.outlay("anomalies mark 2026-05-10 --where feature=chat --note launch")
        self.assertIn("no anomalies", self.outlay("anomalies"))
        self.assertEqual(json.loads(self.outlay("anomalies planned --format json")),
                         [{"day": "2026-05-10", "slice": "feature=chat", "note": "launch"}])
        self.outlay("anomalies unmark 2026-05-10", code=1)  # of all spend it is not planned
        self.outlay("anomalies unmark 2026-05-09..2026-05-11 --where feature=chat")
        self.assertIn("2026-05-10  ", self.outlay("anomalies"))
        self.outlay("anomalies mark 2026-05-09..2026-05-11")  # all spend
        self.assertIn("no anomalies", self.outlay("anomalies"))
        for wrong in ("mark soon", "mark all", "mark 2026-05-10 --where environment=prod", "mark", "unmark x",
                      "mark 2026-05-10 --where feature=chat,search", "mark 2026-05-10 --where feature!=chat"):
            with self.subTest(wrong):
                self.outlay("anomalies " + wrong, code=2)
                self.assertRegex(self.stderr, r"^outlay: [^\n]+\n$")

    def test_amounts_of_a_table_have_the_same_decimals(self):
        self.given(*self.month(10), *self.month(0.000125, feature="tags"))
        self.outlay("budgets set 500")
        self.outlay("budgets set tags 1")
        rows = self.table(self.outlay("budgets check"))
        self.assertEqual([row[2:4] for row in rows[2:4]], [["200.002500", "500.000000"], ["0.002500", "1.000000"]])
        report = self.outlay("report --by feature --period all")
        self.assertRegex(report, r"chat .* 200\.000000 ")
        self.assertRegex(report, r"tags .* 0\.002500 ")

    def test_control_characters_of_a_log_do_not_reach_the_terminal(self):
        self.given(*self.month(10, feature="a\x1b[31mb\x07\u009b2J"))
        self.outlay("budgets", "set", "--where", "feature=a\x1b[31mb\x07\u009b2J", "50")
        for command, code in (("report --by feature --period all", 0), ("budgets check", 4), ("budgets list", 0),
                              ("alerts list", 0)):
            text = self.outlay(command, code=code)
            self.assertNotRegex(text, "[\x1b\x07\u009b]", command)
            self.assertIn(r"a\x1b[31mb\x07\x9b2J", text, command)

    def test_an_import_of_budgets_keeps_what_the_file_does_not_say(self):
        self.given(*self.month())
        self.outlay("budgets set 100 --name All --alert 50:forecast --growth 2.5 --webhook https://hooks.example.com/s3cret")
        self.outlay("budgets set 300 --period quarter --fiscal-start 2")
        for name, text in (("a.csv", "amount_usd,period\n120,month\n350,quarter\n"),
                           ("a.json", '[{"amount_usd": 120}, {"amount_usd": "350", "period": "quarter"}]')):
            with self.subTest(name):
                with open(self.path(name), "w", encoding="utf-8") as out:
                    out.write(text)
                self.outlay("budgets import", self.path(name))
                shown = {b["period"]: b for b in json.loads(self.outlay("budgets list --json"))["budgets"]}
                month = shown["month"]
                self.assertEqual((month["amount_usd"], month["name"], month["alerts"], month["growth_percent"],
                                  month["webhook"]), ("120", "All", "50:forecast", "2.5", "https://hooks.example.com/…"))
                self.assertEqual(shown["quarter"]["amount_usd"], "350")
                self.assertIn("quarter,2,350", self.outlay("budgets export"))

    def test_quarters_of_a_file_are_of_the_companys_year(self):
        self.given(*self.month())
        self.outlay("fiscal", "4")
        path = self.path("quarters.csv")
        with open(path, "w", encoding="utf-8") as out:
            out.write("scope,period,amount_usd,fiscal_start\n,quarter,300,\n"
                      '"{""feature"": {""in"": [""chat""]}}",quarter,60,2\n')
        self.outlay("budgets import", path)
        exported = json.loads(self.outlay("budgets export --format json"))["budgets"]
        self.assertEqual(sorted((float(each["amount_usd"]), each["fiscal_start"]) for each in exported),
                         [(60, 2), (300, 4)])

    def test_a_fiscal_year_is_for_quarters(self):
        self.given(*self.month())
        for kind in ("day", "week", "month"):
            self.outlay("budgets set 5 --fiscal-start 4 --period " + kind, code=2)
            self.assertIn("--period quarter", self.stderr)
        self.outlay("budgets set 5 --fiscal-start 4", code=2)
        with open(self.path("b.csv"), "w", encoding="utf-8") as out:
            out.write("amount_usd,fiscal_start\n5,4\n")
        self.outlay("budgets import", self.path("b.csv"), code=1)
        self.assertIn("line 2: fiscal_start is the month from which quarters are counted", self.stderr)

    def test_amounts_of_different_periods_are_not_mixed_up(self):
        self.given(*self.month())
        self.outlay("budgets set 1000")
        self.outlay("budgets set chat 50 --period day")
        self.assertIn("feature = chat ($50.00 a day) is within all spend ($1000.00 a month); amounts for different periods are "
                      "not held against each other", self.outlay("budgets check"))

    def test_a_webhook_makes_the_store_its_owners_alone(self):
        self.given(*self.month())
        os.chmod(self.store, 0o644)
        self.outlay("budgets set 100")
        self.assertEqual(os.stat(self.store).st_mode & 0o777, 0o644)
        self.outlay("budgets set 100 --webhook https://hooks.example.com/s3cret")
        self.assertEqual(os.stat(self.store).st_mode & 0o777, 0o600)

    def test_coverage_of_nothing_is_none(self):
        self.given(*self.month(10, 20))
        text = self.outlay("report --weekly --where feature=none --format html")
        self.assertNotIn("100.0", text)
        self.assertIn("nothing to attribute", text)
        rows = json.loads(self.outlay("coverage --by feature --where feature=none --format json"))
        rows = rows if isinstance(rows, list) else rows["rows"]
        self.assertEqual({(row["coverage_percent"], row["mark"]) for row in rows}, {(None, "nothing to attribute")})


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line contract: exit codes, shapes of JSON and CSV, help, errors as one sentence."""

import datetime
import json
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import unittest
from decimal import Decimal

from program import FIGURES, OUTLAY, SOURCE_DIR, ProgramTest, generate, lines, total_of

COMMANDS = ([], ["import"], ["report"], ["billing"], ["budgets"], ["budgets", "set"], ["budgets", "list"], ["budgets", "remove"],
            ["budgets", "check"], ["budgets", "suggest"], ["budgets", "backtest"], ["budgets", "export"],
            ["budgets", "import"], ["alerts"], ["alerts", "list"], ["alerts", "mark"], ["imports"], ["imports", "list"], ["imports", "undo"], ["imports", "rejects"], ["months"],
            ["months", "close"], ["months", "reopen"], ["months", "list"], ["months", "restatements"],
            ["prices"], ["prices", "list"], ["prices", "show"], ["prices", "check"], ["prices", "import"],
            ["prices", "reprice"], ["prices", "differences"], ["retries"], ["missing"], ["demo"], ["rules"],
            ["rules", "list"], ["rules", "add"], ["rules", "remove"], ["rules", "move"], ["rules", "enable"],
            ["rules", "disable"], ["rules", "export"], ["rules", "import"], ["rules", "preview"],
            ["rules", "history"], ["coverage"], ["cache"], ["whatif"], ["savings"], ["reconcile"],
            ["bridge"], ["forecast"], ["anomalies"], ["anomalies", "mark"], ["anomalies", "unmark"],
            ["anomalies", "planned"])


class HelpAndMisuse(ProgramTest):
    def test_help_and_version_everywhere(self):
        for command in COMMANDS:
            with self.subTest(command):
                help_text = self.run_bare(*command, "--help")
                self.assertEqual((help_text.returncode, help_text.stderr), (0, b""))
                self.assertIn(b"--help", help_text.stdout)
                version = self.run_bare(*command, "--version")
                self.assertEqual((version.returncode, version.stderr), (0, b""))
                self.assertRegex(version.stdout, rb"^outlay \d+\.\d+\.\d+\n$")

    def test_misuse_exits_2_with_one_sentence(self):
        generate(self.path("log.jsonl"), 10)
        self.imported("log.jsonl")
        for arguments in (["import"], ["import", "--no-such-option", "x"], ["report", "--format", "xls"],
                          ["report", "--period", "May"], ["report", "--by", "no_such_dimension"],
                          ["report", "--where", "feature"], ["report", "--format", "pdf"], ["budgets"],
                          ["budgets", "set"], ["budgets", "set", "chat", "-5"], ["budgets", "set", "chat", "lots"],
                          ["budgets", "set", "chat", "5", "--alert", "80;100"], ["budgets", "set", "chat", "5", "--growth", "a"],
                          ["budgets", "set", "5", "--where", "month=2026-05"], ["budgets", "set", "5", "--webhook", "http://example.com/s3cret"],
                          ["alerts", "mark", "1", "gone"],
                          ["imports", "undo"], ["imports", "undo", "one"], ["--no-such-option"]):
            with self.subTest(arguments):
                extra = [] if arguments[0].startswith("--") else ["--store", self.store]
                result = self.run_bare(*arguments[:1], *extra, *arguments[1:])
                self.assertEqual(result.returncode, 2, result.stderr)
                self.assertEqual(result.stdout, b"")
                self.assertRegex(result.stderr, rb"^outlay: [^\n]+\n$")

    def test_a_word_that_is_no_command_file_or_folder_is_misuse(self):
        log = generate(self.path("log.jsonl"), 3)
        for arguments in (["frobnicate"], ["reports", "--by", "month"], ["--store", self.store, "frobnicate"],
                          [log, "frobnicate"], [self.path("nowhere", "log.jsonl")]):
            with self.subTest(arguments):
                result = self.run_bare(*arguments)
                self.assertEqual((result.returncode, result.stdout), (2, b""))
                self.assertRegex(result.stderr, rb"^outlay: [^\n]+\n$")
        self.assertIn(b"there is no such command, file or folder", result.stderr)

    def test_a_price_book_that_is_named_must_be_there(self):
        log = generate(self.path("log.jsonl"), 3)
        self.outlay("import", "--prices", self.path("nope.json"), log, code=1)
        self.assertIn("nope.json: there is no such price book", self.stderr)
        result = self.run_bare("prices", "--prices", self.path("nope.json"), "list")
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"no such price book", result.stderr)

    def test_a_store_without_a_name_is_misuse(self):
        result = self.run_bare("import", "--store", "", self.path("log.jsonl"))
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"--store", result.stderr)

    def test_a_store_that_is_not_there_is_made_by_an_import_and_a_budget_alone(self):
        for command in ("report", "retries", "retries --window 5", "missing", "billing", "budgets list", "budgets check",
                        "budgets remove total", "budgets suggest", "budgets export", "alerts list", "alerts mark 1 seen", "anomalies mark 2026-05-09", "anomalies unmark 2026-05-09", "anomalies planned", "imports list", "imports rejects 1", "imports undo 1", "months list",
                        "months close 2026-05", "months reopen 2026-05", "prices reprice", "prices differences"):
            with self.subTest(command):
                self.outlay(command, code=1)
                self.assertRegex(self.stderr, r"^outlay: [^\n]+costs\.db[^\n]+\n$")
                self.assertFalse(os.path.exists(self.store))

    def test_a_file_that_is_no_store_is_left_alone(self):
        with open(self.store, "w", encoding="utf-8") as file:
            file.write("shopping list\n" * 100)
        before = lines(self.store)
        generate(self.path("log.jsonl"), 10)
        self.outlay("import", "log.jsonl", code=1)
        self.outlay("report", code=1)
        self.assertEqual(lines(self.store), before)


class Import(ProgramTest):
    def test_json_shape(self):
        log = generate(self.path("log.jsonl"), 100)
        report = self.imported(log)
        counts = {"added", "duplicates", "superseded", "rejected", "not_events", "redacted", "unpriced", "assumptions"}
        self.assertLessEqual(counts | {"files"}, set(report))
        self.assertEqual(len(report["files"]), 1)
        self.assertLessEqual(counts | {"path", "format"}, set(report["files"][0]))
        self.assertEqual((report["added"], report["files"][0]["added"], report["files"][0]["path"]), (100, 100, log))
        self.assertIsInstance(report["assumptions"], list)

    def test_all_forms_of_the_log_give_the_same_money(self):
        reports = {}
        for form in ("jsonl", "csv", "python"):
            store = self.path(form + ".db")
            report = self.imported(generate(self.path("log." + form), 500, "--format", form), store=store)
            self.assertEqual((report["added"], report["rejected"]), (500, 0), form)
            self.assertEqual(report["not_events"], 500 if form == "python" else 0)
            reports[form] = self.totals(store)
        self.assertEqual(reports["jsonl"], total_of(self.path("log.jsonl")))
        self.assertEqual(reports["csv"], reports["jsonl"])
        self.assertEqual(reports["python"], reports["jsonl"])

    def test_standard_input(self):
        log = generate(self.path("log.jsonl"), 200)
        report = self.imported("-", stdin=b"".join(lines(log)))
        self.assertEqual((report["added"], report["files"][0]["path"]), (200, "-"))
        self.assertEqual(self.totals(), total_of(log))

    def test_folders_are_read_whole(self):
        os.makedirs(self.path("logs", "older"))
        generate(self.path("logs", "a.jsonl"), 30, "--seed", 1)
        generate(self.path("logs", "older", "b.csv"), 40, "--seed", 2, "--format", "csv")
        self.assertEqual(self.imported("logs")["added"], 70)

    def test_the_same_file_twice_adds_nothing(self):
        log = generate(self.path("log.jsonl"), 300)
        self.imported(log)
        before = self.totals()
        again = self.imported(log)
        self.assertEqual((again["added"], self.totals()), (0, before))

    def test_a_grown_file_adds_its_new_lines_only(self):
        log = generate(self.path("log.jsonl"), 300)
        whole = lines(log)
        with open(log, "wb") as file:
            file.writelines(whole[:180])
        self.assertEqual(self.imported(log)["added"], 180)
        with open(log, "wb") as file:
            file.writelines(whole)
        self.assertEqual(self.imported(log)["added"], 120)
        self.assertEqual(self.totals(), total_of(log))

    def test_a_bad_line_is_rejected_with_its_place_and_stops_nothing(self):
        log = generate(self.path("log.jsonl"), 20)
        whole = lines(log)
        whole[7] = whole[7].replace(b'"cost_usd":', b'"cost_usd":"much",,')
        with open(log, "wb") as file:
            file.writelines(whole)
        report = self.imported(log)
        self.assertEqual((report["added"], report["rejected"]), (19, 1))
        rejects = json.loads(self.outlay("imports rejects", str(self.imports()[0]["id"]), "--format", "json"))
        self.assertEqual([(os.path.basename(r["file"]), r["line"]) for r in rejects], [("log.jsonl", 8)])
        self.assertTrue(rejects[0]["reason"] and rejects[0]["excerpt"])

    def test_rejects_of_an_import_that_is_not_there_are_an_error(self):
        self.imported(generate(self.path("log.jsonl"), 3))
        self.outlay("imports rejects 99", code=1)
        self.assertRegex(self.stderr, r"^outlay: [^\n]*there is no import 99 in this store\n$")
        self.outlay("imports rejects 1")

    def test_an_import_of_which_all_was_rejected_does_not_look_like_one_that_went_well(self):
        with open(self.path("sheet.csv"), "w", encoding="utf-8") as file:
            file.write("when,in\nyesterday,3\ntomorrow,4\n")
        with open(self.path("m.json"), "w", encoding="utf-8") as file:
            json.dump({"format": "M", "fields": {"timestamp": "when", "input_tokens": "in"}}, file)
        self.outlay("import", "--map", self.path("m.json"), self.path("sheet.csv"), code=1)
        self.assertRegex(self.stderr, r"^outlay: nothing could be taken in: all 2 records were rejected by "
                                      r"[^\n]*m\.json; [^\n]*outlay imports rejects 1\n$")
        self.assertEqual(len(json.loads(self.outlay("imports rejects 1", "--format", "json"))), 2)

    def test_what_cannot_be_read_exits_1_and_what_can_is_kept(self):
        generate(self.path("log.jsonl"), 20)
        with open(self.path("empty.jsonl"), "wb"):
            pass
        with open(self.path("picture.png"), "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
        for path in ("absent.jsonl", "empty.jsonl", "picture.png"):
            with self.subTest(path):
                self.outlay("import", path, code=1)
                self.assertRegex(self.stderr, r"^outlay: [^\n]*%s[^\n]+\n$" % path.replace(".", r"\."))
        report = self.imported("absent.jsonl", "log.jsonl")
        self.assertEqual(report["added"], 20)
        self.assertIn("absent.jsonl", self.stderr)


class Report(ProgramTest):
    def setUp(self):
        super().setUp()
        self.log = generate(self.path("log.jsonl"), 2000, "--from", "2026-04-01", "--days", 61)
        self.imported(self.log)

    def test_csv_columns(self):
        for by in ("feature", "month,feature,segment", "day,customer_tier"):
            text = self.outlay("report", "--by", by, "--format", "csv")
            self.assertEqual(text.split("\n")[0], ",".join(by.split(",") + FIGURES))

    def test_json_says_the_same_as_csv(self):
        found = json.loads(self.outlay("report", "--by", "feature,model", "--format", "json"), parse_float=Decimal)
        rows = [(r["feature"], r["model"], r["requests"], Decimal(r["cost_usd"])) for r in found["rows"]]
        self.assertEqual(rows, [(r["feature"], r["model"], r["requests"], r["cost_usd"])
                                for r in self.table("feature,model")])

    def test_periods_partition_the_whole(self):
        def requests(period):
            text = self.outlay("report", "--by", "feature", "--period", period, "--format", "json")
            return json.loads(text)["total"]["requests"]
        self.assertEqual(requests("2026-04") + requests("2026-05"), 2000)
        self.assertEqual(requests("2026-04-01..2026-04-10") + requests("2026-04-11..2026-05-31"), 2000)
        self.assertEqual(requests("2027-01"), 0)

    def test_where_selects_and_excludes(self):
        everything = {r["segment"]: r["requests"] for r in self.table("segment")}
        self.assertEqual([(r["segment"], r["requests"]) for r in self.table("segment", "--where", "segment=pro")],
                         [("pro", everything["pro"])])
        two = self.table("segment", "--where", "segment=pro,free")
        self.assertEqual({r["segment"] for r in two}, {"pro", "free"})
        both = self.table("segment", "--where", "segment=pro", "--where", "environment=staging")
        self.assertLess(sum(r["requests"] for r in both), everything["pro"])

    def test_unattributed_is_a_row_of_its_own(self):
        logged = [json.loads(line).get("feature_name") for line in lines(self.log)]
        nobody = sum(1 for name in logged if name in (None, "unknown"))
        self.assertGreater(nobody, 0)
        rows = {r["feature"]: r["requests"] for r in self.table("feature")}
        self.assertEqual(rows["(unattributed)"], nobody)
        self.assertNotIn("unknown", rows)

    def test_output_goes_to_a_file(self):
        for form in ("table", "csv", "json"):
            printed = self.outlay("report", "--by", "feature", "--format", form)
            self.assertEqual(self.outlay("report", "--by", "feature", "--format", form, "-o", self.path("out")), "")
            self.assertEqual(b"".join(lines(self.path("out"))).decode(), printed)

    def test_a_pdf_is_a_pdf(self):
        self.outlay("report", "--by", "feature", "--format", "pdf", "-o", self.path("out.pdf"))
        with open(self.path("out.pdf"), "rb") as file:
            text = file.read()
        self.assertTrue(text.startswith(b"%PDF-") and text.rstrip().endswith(b"%%EOF"))

    def test_names_in_a_pdf_can_be_searched_for(self):
        if not shutil.which("pdftotext"):
            self.skipTest("pdftotext is not installed")
        with open(self.path("office.jsonl"), "w", encoding="utf-8") as file:
            file.write('{"timestamp": "2026-05-01T10:00:00Z", "request_id": "r1", "feature_name": "office_efficient",'
                       ' "model": "gpt-4o", "input_tokens": 10, "output_tokens": 5, "cost_usd": 0.5}\n')
        store = self.path("office.sqlite")
        self.imported(self.path("office.jsonl"), store=store)
        self.outlay("report", "--by", "feature", "--format", "pdf", "-o", self.path("office.pdf"), store=store)
        text = subprocess.run(["pdftotext", "-layout", self.path("office.pdf"), "-"], capture_output=True,
                              check=True).stdout.decode()
        self.assertGreater(text.count("office_efficient"), 2)
        for joined in "ﬀﬁﬂﬃﬄ":
            self.assertNotIn(joined, text)

    def test_an_unwritable_place_is_an_error_and_leaves_nothing(self):
        self.outlay("report", "--format", "csv", "-o", self.path("no", "such", "folder.csv"), code=1)
        self.assertRegex(self.stderr, r"^outlay: [^\n]+folder\.csv[^\n]+\n$")


class Imports(ProgramTest):
    def test_a_full_disk_is_told_of_wherever_the_output_goes(self):
        self.imported(generate(self.path("ten.jsonl"), 10))
        for arguments in (["report", "--format", "csv"], ["imports", "list"], ["report"]):
            with open("/dev/full", "wb") as full:
                result = subprocess.run([OUTLAY, *arguments, "--store", self.store], env=self.environment,
                                        stdout=full, stderr=subprocess.PIPE, timeout=60)
            self.assertEqual(result.returncode, 1, arguments)
            self.assertIn(b"could not be written", result.stderr)
        self.outlay("report", "-o", "/dev/full", code=1)
        self.assertIn("could not be written", self.stderr)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/full").st_mode), "a device stays what it is")

    def test_undo_takes_one_import_back_out(self):
        first = generate(self.path("first.jsonl"), 100, "--seed", 1)
        self.imported(first)
        before = self.totals()
        self.imported(generate(self.path("second.jsonl"), 50, "--seed", 2))
        newest, oldest = self.imports()
        self.assertEqual((newest["added"], oldest["added"]), (50, 100))
        self.outlay("imports undo", str(newest["id"]))
        self.assertEqual(self.totals(), before)
        self.assertEqual([i["id"] for i in self.imports()], [oldest["id"]])
        self.outlay("imports undo", str(newest["id"]), code=1)
        self.assertEqual(self.imported(self.path("second.jsonl"))["added"], 50)


class OlderStore(ProgramTest):
    """A store as the first version of Outlay wrote it."""

    def setUp(self):
        super().setUp()
        with open(os.path.join(SOURCE_DIR, "models", "store", "schema.cpp"), encoding="utf-8") as file:
            first = re.search(r'kVersion1 = R"sql\((.*?)\)sql"', file.read(), re.S).group(1)
        with sqlite3.connect(self.store) as database:
            database.executescript(first + """
                INSERT INTO attributions (id, feature, source) VALUES (1, 'chat', 'a.jsonl');
                INSERT INTO events VALUES (1, 120 * 86400000000, 1, 7, 1200, 300, 3500000, 850000);
                INSERT INTO event_blocks VALUES (0, 1, 120 * 86400000000, 120 * 86400000000, 3500000);
                INSERT INTO cells VALUES (20574, 1, 1, 1, 3500000, 1200, 1, 0, 0, 0, 0, 0, 300, 1, 850000, 1);
                INSERT INTO imports VALUES (1, 0);
                INSERT INTO import_files (import, path, format, added, duplicates, superseded, rejected, not_events,
                                          redacted, unpriced, cost_nanos, first_event, last_event, min_at, max_at)
                    VALUES (1, 'a.jsonl', 'CostEvent JSON lines', 1, 0, 0, 0, 0, 0, 0, 3500000, 1, 1,
                            120 * 86400000000, 120 * 86400000000);
                UPDATE meta SET value = 16384 WHERE name = 'next_event';
                PRAGMA user_version = 1;""")
        database.close()

    def test_it_is_brought_up_to_date_by_who_only_asks_and_a_copy_is_kept(self):
        self.assertEqual(self.totals(), (1, Decimal("0.0035")))
        self.assertRegex(self.stderr, r"^outlay: [^\n]*costs\.db: was written by an older Outlay and is being "
                                      r"brought up to date; [^\n]*copy[^\n]*\n$")
        self.assertTrue(os.path.exists(self.store + ".v1.bak"))
        self.assertEqual(self.totals(), (1, Decimal("0.0035")))
        self.assertEqual(self.stderr, "")

    @unittest.skipIf(os.geteuid() == 0, "root may write anywhere")
    def test_where_it_cannot_be_written_that_is_said_with_what_to_do(self):
        os.chmod(self.store, 0o444)
        self.outlay("report", code=1)
        self.assertIn("copy it to a folder that you can write to", self.stderr)


class Budgets(ProgramTest):
    """The guide's $289.00 of May 2026 against budgets that are kept, nearly spent and spent."""

    def setUp(self):
        super().setUp()
        self.imported(generate(self.path("guide.jsonl"), "--guide"))

    def check(self, code):
        self.outlay("budgets check", "--period", "2026-05", code=code)

    def test_exit_codes(self):
        self.check(0)
        self.outlay("budgets set", "total", "400")  # 72 %
        self.check(0)
        self.outlay("budgets set", "faq_response_generation", "200")  # 175 of 200 = 87.5 %
        self.check(3)
        self.outlay("budgets set", "complex_support_reasoning", "114")  # 114 of 114
        self.check(4)
        self.outlay("budgets remove", "complex_support_reasoning")
        self.outlay("budgets remove", "faq_response_generation")
        self.check(0)
        self.outlay("budgets remove", "complex_support_reasoning", code=1)

    def test_list(self):
        self.outlay("budgets set", "chat", "12.50")
        self.outlay("budgets set", "total", "300")
        text = self.outlay("budgets list", "--json")
        self.assertIn("chat", text)
        self.assertIn("12.5", text)
        self.assertIn("300", text)

    def test_any_scope_and_period(self):
        self.outlay("budgets set 50 --period day --where feature=faq_response_generation --alert 80,100:actual --name FAQ")
        self.outlay("budgets set 60 --where segment!=free --growth 2.5")
        self.outlay("budgets set 1000 --period quarter --fiscal-start 2")
        shown = json.loads(self.outlay("budgets list --json"))["budgets"]
        self.assertEqual([(b["period"], b["amount_usd"], b["alerts"]) for b in shown],
                         [("quarter", "1000", "80,100"), ("day", "50", "80,100:actual"), ("month", "60", "80,100")])
        self.outlay("budgets set 70 --where segment!=free")  # what is not said stays
        shown = json.loads(self.outlay("budgets list --json"))["budgets"]
        self.assertEqual([(b["amount_usd"], b["growth_percent"]) for b in shown][2], ("70", "2.5"))
        self.outlay("budgets remove FAQ")
        self.outlay("budgets set 5 --where featur=chat", code=2)
        self.assertIn("feature", self.stderr)

    def test_check_says_it_in_words_and_json(self):
        self.outlay("budgets set total 400")
        text = self.outlay("budgets check --period 2026-05")
        self.assertIn("72 % used, 28 % left, day 31 of 31", text)  # 289 of 400 = 72.25 %
        self.outlay("budgets set complex_support_reasoning 114")
        state = {b["scope"]: b for b in json.loads(self.outlay("budgets check --json --period 2026-05", code=4))["budgets"]}
        self.assertEqual([state[s]["is_spent"] for s in ("total", "complex_support_reasoning")], [False, True])
        self.assertEqual(state["complex_support_reasoning"]["within"], state["total"]["id"])
        self.assertEqual(state["total"]["spent_usd"], "289")
        self.assertIsNone(state["total"]["forecast"])  # closed

    def test_a_threshold_fires_once_and_is_marked(self):
        self.outlay("budgets set complex_support_reasoning 114")
        self.outlay("budgets check", code=4)
        fired = json.loads(self.outlay("alerts list --format json"))
        self.assertEqual([(a["percent"], a["measured"], a["state"]) for a in self.rows(fired)],
                         [(100, "actual", "new"), (80, "actual", "new")])
        self.outlay("budgets check", code=4)
        self.assertEqual(json.loads(self.outlay("alerts list --format json")), fired)
        self.outlay("alerts mark 1 planned")
        self.assertEqual(len(self.rows(json.loads(self.outlay("alerts list --format json --state new")))), 1)
        self.outlay("alerts mark 99 done", code=1)

    @staticmethod
    def rows(listing):
        return listing if isinstance(listing, list) else listing["rows"]

    def test_an_import_makes_a_threshold_fire(self):
        store = self.path("later.db")
        self.run_bare("budgets", "--store", store, "set", "total", "300")
        result = self.run_bare("import", "--store", store, self.path("guide.jsonl"))
        self.assertIn(b"alert: all spend: has used 80 % of its budget", result.stdout)

    def test_each_day_of_an_import_is_held_against_a_daily_budget(self):
        store, log = self.path("days.db"), self.path("days.jsonl")
        with open(log, "w", encoding="utf-8") as file:
            for day, cost in ((4, 10), (5, 10), (6, 500), (7, 10), (8, 10), (9, 10)):
                file.write(json.dumps({"timestamp": f"2026-05-0{day}T10:00:00Z", "feature_name": "support_qa",
                                       "model": "gpt-4o", "user_segment": "free", "input_tokens": 1,
                                       "output_tokens": 1, "cost_usd": cost}) + "\n")
        self.run_bare("budgets", "--store", store, "set", "support_qa", "50", "--period", "day", "--alert", "100:actual")
        self.run_bare("import", "--store", store, log)
        fired = self.rows(json.loads(self.run_bare("alerts", "--store", store, "list", "--format", "json").stdout))
        self.assertEqual([alert["day"] for alert in fired], ["2026-05-06"])
        self.assertIn("support_qa on gpt-4o in segment free is responsible for $450.00", fired[0]["driver"])

    def test_an_anomaly_is_told_once_without_any_budget(self):
        store, log = self.path("unusual.db"), self.path("unusual.jsonl")
        first = datetime.date(2026, 4, 1)
        with open(log, "w", encoding="utf-8") as file:
            for day in range(41):  # $10 a day; on 11 May $200
                file.write(json.dumps({"timestamp": f"{first + datetime.timedelta(day)}T10:00:00Z",
                                       "feature_name": "support_qa", "model": "gpt-4o", "user_segment": "free",
                                       "input_tokens": 1, "output_tokens": 1, "cost_usd": 200 if day == 40 else 10}) + "\n")
        result = self.run_bare("import", "--store", store, log)
        # Nothing varies, so that the band is the floor of a dollar.
        self.assertRegex(result.stdout, rb"alert: .*: costs more than expected \(\$200\.00, usual up to \$11\.00\)")
        listed = self.run_bare("alerts", "--store", store, "list", "--format", "json").stdout
        self.assertEqual([(alert["kind"], alert["period_first"], alert["value_usd"], alert["limit_usd"])
                          for alert in self.rows(json.loads(listed))], [("anomaly", "2026-05-11", "200.00", "11.00")])
        self.run_bare("budgets", "--store", store, "check")
        self.assertEqual(self.run_bare("alerts", "--store", store, "list", "--format", "json").stdout, listed)
        self.run_bare("alerts", "--store", store, "mark", "1", "planned")
        told = self.run_bare("anomalies", "--store", store, "--as-of", "2026-05-11").stdout
        self.assertIn(b"no anomalies", told)

    def test_budgets_go_round_as_csv_and_json(self):
        self.outlay("budgets set --period day --where feature=faq_response_generation 50.000000001 --alert 80:forecast,100 "
                    "--webhook https://hooks.example.com/s3cret")
        self.outlay("budgets set 1000 --period quarter --fiscal-start 2 --growth -1.25 --name =Everything")
        self.assertNotIn("s3cret", self.outlay("budgets list") + self.outlay("budgets list --json"))
        for form in ("csv", "json"):
            file = self.path("budgets." + form)
            self.outlay("budgets export", "--format", form, "-o", file)
            self.assertIn("secrets", self.stderr)
            text = lines(file)
            self.assertNotIn("s3cret", "".join(map(str, text)))
            other = self.path(form + ".db")
            self.assertEqual(self.run_bare("budgets", "--store", other, "import", file).returncode, 0)
            again = self.run_bare("budgets", "--store", other, "export", "--format", form).stdout
            with open(file, "rb") as exported:
                self.assertEqual(again, exported.read())
            self.outlay("budgets import", file)  # the webhook that is set stays
            self.assertIn("hooks.example.com/…", self.outlay("budgets list"))

    def test_a_bad_file_of_budgets_changes_nothing(self):
        for content, line, word in (("name,amount_usd\nA,5\nB,lots\n", 3, "not an amount"),
                                    ("name,amount\nA,5\n", 1, "not known"),
                                    ("amount_usd,alerts\n5,80\n6,100\n", 3, "further up"),
                                    ('[{"amount_usd": "5"},\n {"amount_usd": "-1"}]', 2, "not an amount"),
                                    ('{"budgets": [\n{"amount_usd": 5, "period": "year"}]}', 2, "day, week, month"),
                                    ('[{"amount_usd": 5,\n}]', 2, "no JSON")):
            with self.subTest(content):
                file = self.path("bad")
                with open(file, "w", encoding="utf-8") as out:
                    out.write(content)
                self.outlay("budgets import", file, code=1)
                self.assertRegex(self.stderr, r"^outlay: %s, line %d: [^\n]*%s[^\n]*\n$" % (re.escape(file), line, word))
                self.assertEqual(json.loads(self.outlay("budgets list --json"))["budgets"], [])

    def test_suggest_and_backtest_need_a_complete_period(self):
        self.outlay("budgets suggest", code=0)
        text = self.outlay("budgets suggest --format csv")
        self.assertIn("289.00", text)  # May is the one complete month
        text = self.outlay("budgets backtest total 280")
        self.assertIn("fired in 1 of 1 periods; 1 reached the amount", text)
        self.outlay("budgets backtest", code=2)


if __name__ == "__main__":
    unittest.main()

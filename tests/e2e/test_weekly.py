#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The weekly report as who gets it meets it: a message that mail programs take apart, a page that is whole in itself."""

import datetime
import email
import email.header
import email.policy
import email.utils
import html.parser
import json
import os
import re
import subprocess
import unittest
from decimal import Decimal

from program import OUTLAY, ProgramTest

EVIL = "<script>alert('x')</script> & \"Ünï\""
# Monday 2026-05-04 is the first day of 2026-W19. Dollars of feature, model and segment on a day.
CALLS = [
    ("2026-04-20", "chat", "haiku", "free", "1.00"),
    ("2026-04-28", "chat", "haiku", "free", "2.00"),
    ("2026-04-29", "search", "haiku", "pro", "4.50"),
    ("2026-05-04", "chat", "sonnet", "free", "7.25"),
    ("2026-05-05", EVIL, "haiku", "pro", "3.00"),
    ("2026-05-06", None, "haiku", "free", "0.75"),
    ("2026-05-10", "search", "haiku", "pro", "1.50"),
    ("2026-05-11", "chat", "haiku", "free", "100.00"),
]
WEEK_COST = Decimal("12.50")  # 7.25 + 3.00 + 0.75 + 1.50
CHANGE = Decimal("6.00")  # 12.50 − 2.00 − 4.50
MAIL = ("--format", "eml", "--to", "ann@example.com", "--from", "outlay@example.com")


class Page(html.parser.HTMLParser):
    """What a page is made of, and its text."""

    VOID = {"meta", "wbr", "br"}

    def __init__(self, text):
        super().__init__()
        self.elements, self.text, self.open, self.wrong = [], "", [], []
        self.feed(text)
        self.close()
        self.wrong += self.open

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append("/" + tag)

    def handle_data(self, data):
        self.text += data


class WeeklyTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.log(CALLS)

    def log(self, calls):
        with open(self.path("calls.jsonl"), "a", encoding="utf-8") as file:
            for number, (day, feature, model, segment, cost) in enumerate(calls):
                file.write(json.dumps({"timestamp": "%sT10:00:%02dZ" % (day, number), "feature_name": feature,
                                       "model": model, "user_segment": segment, "input_tokens": 100,
                                       "output_tokens": 10, "cost_usd": float(cost)}) + "\n")
        self.imported(self.path("calls.jsonl"))

    def weekly(self, *arguments, code=0):
        return self.outlay("report --weekly", *arguments, code=code)

    def message(self, *arguments):
        result = self.run_bare("report", "--weekly", "--store", self.store, *MAIL, *arguments)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout


class Week(WeeklyTest):
    def test_the_last_week_that_is_over_and_its_cost_is_the_ledgers(self):
        page = Page(self.weekly())
        self.assertIn("Week 19 of 2026, 4 May – 10 May 2026", page.text)
        ledger = json.loads(self.outlay("report", "--period", "2026-05-04..2026-05-10", "--by", "feature", "--format", "json"),
                            parse_float=Decimal, parse_int=Decimal)["total"]["cost_usd"]
        self.assertEqual(Decimal(ledger), WEEK_COST)
        self.assertIn("$12.50 was spent: +$6.00 (+92.3\N{NO-BREAK SPACE}%) against the week before.", page.text)

    def test_a_week_or_a_day_can_be_named(self):
        self.assertIn("Week 18 of 2026", self.weekly("--week", "2026-W18"))
        self.assertIn("Week 18 of 2026", self.weekly("--as-of", "2026-05-07"))
        begun = self.weekly("--week", "2026-W20")
        self.assertIn("The week is told up to 11 May 2026, where the data ends.", begun)

    def test_drivers_add_up_to_the_change(self):
        message = email.message_from_bytes(self.message(), policy=email.policy.default)
        text = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
        table = text.split("What changed\n")[1].split("Budgets at risk")[0]
        changes = [Decimal(match[1].replace("−", "-").replace("+", "").replace("$", ""))
                   for match in re.finditer(r"([+−]?\$\d+\.\d\d)$", table, re.M)]
        self.assertEqual(sum(changes[:-1]), changes[-1])
        self.assertEqual(changes[-1], CHANGE)

    def test_where_features_come_from_is_told_where_rules_say_any(self):
        self.assertNotIn("where the feature comes from", Page(self.weekly()).text)
        # Of 7.25 + 1.50 + 3.00 + 0.75: chat's 7.25 becomes bot's, the 0.75 without a feature is split.
        self.outlay("rules add", "--where", "feature=chat", "--set", "feature=bot")
        self.outlay("rules add", "--where", "feature=unknown", "--split", "share", "--over", "search=1")
        self.assertIn("Spend (and calls) by where the feature comes from: logged $4.50 (2), by rule $7.25 (1), "
                      "split $0.75 (1), untagged $0.00 (0).", Page(self.weekly()).text)

    def test_what_has_no_answer_says_why(self):
        first = Page(self.weekly("--week", "2026-W17")).text
        self.assertIn("there is no data of the week before", first)
        self.assertIn("A trend needs two whole weeks of data.", first)
        self.assertIn("No budget is set", first)

    def test_what_makes_no_sense_is_one_sentence(self):
        for arguments, said in ((["--week", "W19"], "is no ISO week such as 2026-W19"),
                                (["--week", "2026-W53"], "there is no data of that week"),
                                (["--week", "2025-W53"], "is no ISO week"),
                                (["--as-of", "May"], "is no day"), (["--as-of", "2020-01-01"], "no data yet on that day"),
                                (["--format", "csv"], "pdf, html or eml"), (["--format", "pdf"], "-o FILE"),
                                (["--format", "pdf", "-o", "-"], "-o FILE"), (["--by", "model"], "--by"),
                                (["--period", "2026-05"], "--period"), (["--to", "a@b.example"], "--format eml")):
            with self.subTest(arguments):
                self.weekly(*arguments, code=2)
                self.assertRegex(self.stderr, r"^outlay: [^\n]+\n$")
                self.assertIn(said, self.stderr)
        self.outlay("report", "--format", "html", code=2)
        self.assertIn("--weekly", self.stderr)
        self.outlay("report", "--week", "2026-W19", code=2)

    def test_a_budget_at_risk_is_named(self):
        self.outlay("budgets set", "chat", "8")
        self.assertIn("90.6\N{NO-BREAK SPACE}%", Page(self.weekly()).text)  # 7.25 of 8, by 10 May
        self.assertIn("All budgets are on track as of 3 May 2026.", Page(self.weekly("--week", "2026-W18")).text)


class Html(WeeklyTest):
    def test_it_is_whole_in_itself_and_of_what_mail_programs_keep(self):
        text = self.weekly("--format", "html")
        page = Page(text)
        self.assertEqual(page.wrong, [])
        self.assertLessEqual({tag for tag, _ in page.elements},
                             {"html", "head", "meta", "title", "body", "table", "tr", "td", "th", "h1", "h2", "wbr"})
        for word in ("http:", "https:", "url(", "src=", "@import", "@media", "class=", "position:", "float:", "flex",
                     "javascript", "onclick", "cid:", "<!--[if !mso"):
            self.assertNotIn(word, text)
        self.assertLess(len(text.encode()), 102 * 1024)  # what Gmail shows without cutting it off
        for tag, attributes in page.elements:
            self.assertLessEqual(int(re.sub(r"\D.*", "", attributes.get("width", "0")) or 0), 640)
            if "color:" in re.sub(r"[a-z]+-color:", "", attributes.get("style", "")) and tag in ("td", "th"):
                self.assertIn("bgcolor", attributes, "a colour without its ground is lost in a dark mode")

    def test_what_logs_say_is_text(self):
        text = self.weekly()
        self.assertNotIn("<script", text)
        self.assertIn(EVIL, Page(text).text)

    def test_trends_are_cells_with_words(self):
        text = self.weekly()
        labels = re.findall(r'role="img" aria-label="([^"]+)"', text)
        # Three features, one spend without, and the total, each with the weeks 17 to 19.
        self.assertEqual(len(labels), 5)
        self.assertEqual(labels[-1], "3 weeks, from $1.00 to $12.50 a week, last $12.50")

    def test_a_file_is_written_whole_or_not_at_all(self):
        self.weekly("-o", self.path("week.html"))
        with open(self.path("week.html"), encoding="utf-8") as file:
            self.assertTrue(file.read().endswith("</html>\n"))
        self.weekly("-o", self.path("no such folder", "week.html"), code=1)
        self.assertIn("could not be written", self.stderr)
        self.assertEqual(self.weekly("-o", "-"), self.weekly())
        self.assertFalse(os.path.exists(self.path("-")))


class Pdf(WeeklyTest):
    def test_the_name_of_the_file_tells_the_format(self):
        self.weekly("-o", self.path("week.pdf"))
        with open(self.path("week.pdf"), "rb") as file:
            data = file.read()
        self.assertTrue(data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF"))
        try:
            text = subprocess.run(["pdftotext", "-layout", self.path("week.pdf"), "-"], capture_output=True, check=True,
                                  encoding="utf-8").stdout
        except FileNotFoundError:
            self.skipTest("pdftotext is not installed")
        for words in ("Week 19 of 2026", "$12.50 was spent", "Top features by cost", "What changed", "Savings found"):
            self.assertIn(words, text)


class Message(WeeklyTest):
    def test_it_has_text_page_and_pdf(self):
        raw = self.message()
        message = email.message_from_bytes(raw, policy=email.policy.default)
        self.assertEqual([part.get_content_type() for part in message.walk()],
                         ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf"])
        for part in message.walk():
            self.assertEqual(part.defects, [])
        self.assertIn("$12.50 was spent", message.get_body(("plain",)).get_content())
        self.assertIn("$12.50 was spent", Page(message.get_body(("html",)).get_content()).text)
        pdf = list(message.iter_attachments())[0]
        self.assertEqual(pdf.get_filename(), "outlay-2026-W19.pdf")
        self.assertTrue(pdf.get_content().startswith(b"%PDF-") and pdf.get_content().rstrip().endswith(b"%%EOF"))
        self.assertIn(EVIL, message.get_body(("plain",)).get_content())

    def test_its_lines_are_those_of_rfc_5322(self):
        raw = self.message()
        self.assertEqual(raw.count(b"\n"), raw.count(b"\r\n"))
        self.assertEqual(raw.count(b"\r"), raw.count(b"\r\n"))
        self.assertTrue(raw.isascii())
        lines = raw.split(b"\r\n")
        self.assertLessEqual(max(map(len, lines)), 78)
        self.assertNotIn(b".", lines)  # alone on a line it would end what sendmail reads

    def test_its_header_says_who_what_and_when(self):
        message = email.message_from_bytes(self.message(), policy=email.policy.default)
        self.assertEqual(message["Subject"], "LLM cost 2026-W19: $12.50 (+92.3\N{NO-BREAK SPACE}%)")
        self.assertEqual(message["To"], "ann@example.com")
        self.assertEqual(message["From"], "outlay@example.com")
        age = datetime.datetime.now(datetime.timezone.utc) - message["Date"].datetime
        self.assertLess(abs(age.total_seconds()), 300)
        self.assertRegex(message["Message-ID"], r"^<outlay\.2026-W19\.[0-9a-f]{32}@example\.com>$")
        self.assertEqual(message["MIME-Version"], "1.0")
        self.assertNotEqual(message["Message-ID"], email.message_from_bytes(self.message())["Message-ID"])

    def test_names_and_addresses_of_any_letters(self):
        message = email.message_from_bytes(
            self.message("--to", "Jürgen Groß <j.gross@bücher.example>", "--to", '"Lee, Ann" <ann+ai@mail.example.com>',
                         "--to", "国際化 部署 <x@example.org>"), policy=email.policy.default)
        self.assertEqual([(a.display_name, a.addr_spec) for a in message["To"].addresses],
                         [("", "ann@example.com"), ("Jürgen Groß", "j.gross@xn--bcher-kva.example"),
                          ("Lee, Ann", "ann+ai@mail.example.com"),
                          ("国際化 部署", "x@example.org")])

    def test_a_long_name_is_folded_between_letters(self):
        name = "部署 有限 会社 国際化" * 6
        message = email.message_from_bytes(self.message("--to", name + " <x@example.org>"))
        words = email.header.decode_header(message["To"].replace("\n", ""))
        self.assertIn(name, "".join(word if isinstance(word, str) else word.decode(kind or "ascii") for word, kind in words))

    def test_no_address_breaks_out_of_its_line(self):
        for bad in ("", "ann", "@example.com", "ann@", "ann@exa mple.com", "a@b@c.example x", "ann@example.com\nBcc: x@y.example",
                    "Ann\r\nX: y <ann@example.com>", "ann@example.com, ben@example.com", "<ann@example.com> x", "ann@-example.com",
                    "ann..lee@example.com", "ann@example..com", "ann\x00@example.com"[:3] + "\t@example.com", "a<b@c.example>d@e.example"):
            for option in ("--to", "--from"):
                with self.subTest((option, bad)):
                    others = [word for word in MAIL[:2]] + (["--from", "o@example.com"] if option == "--to"
                                                            else ["--to", "o@example.com"])
                    self.weekly(*others, option + "=" + bad, code=2)
                    self.assertRegex(self.stderr, r"^outlay: [^\n]+\n$")

    def test_who_sends_and_who_gets_it_must_be_said(self):
        self.weekly("--format", "eml", "--from", "outlay@example.com", code=2)
        self.assertIn("--to ann@example.com", self.stderr)
        self.weekly("--format", "eml", "--to", "ann@example.com", code=2)
        self.assertIn("--from outlay@example.com", self.stderr)

    def test_started_by_cron_it_says_nothing_but_the_message(self):
        # cron sends whatever is on stderr by mail; there is no folder of the session there.
        del self.environment["XDG_RUNTIME_DIR"]
        done = subprocess.run([OUTLAY, "report", "--weekly", "--store", self.store, *MAIL], env=self.environment,
                              capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertIn(b"To: ann@example.com", done.stdout)


if __name__ == "__main__":
    unittest.main()

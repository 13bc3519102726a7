#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logs that are compressed, in archives or in UTF-16: the same money, and what is wrong with them told of."""

import gzip
import io
import lzma
import os
import tarfile
import unittest
import zipfile

from program import ProgramTest, generate, lines, total_of


def zipped(files):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return memory.getvalue()


def tarred(files, mode):
    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode=mode) as archive:
        for name, content in files:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return memory.getvalue()


class Packed(ProgramTest):
    def setUp(self):
        super().setUp()
        self.log = generate(self.path("log.jsonl"), 600)
        self.content = b"".join(lines(self.log))
        self.total = total_of(self.log)

    def write(self, name, content):
        with open(self.path(name), "wb") as file:
            file.write(content)
        return self.path(name)

    def packings(self):
        whole = lines(self.log)
        parts = [("a/1.jsonl", b"".join(whole[:200])), ("b/2.jsonl", b"".join(whole[200:]))]
        return {
            "log.jsonl.gz": gzip.compress(self.content),
            "log.jsonl.xz": lzma.compress(self.content),
            "logs.zip": zipped(parts),
            "logs.tar": tarred(parts, "w"),
            "logs.tar.gz": tarred([(name + ".gz", gzip.compress(content)) for name, content in parts], "w:gz"),
            "log.utf16": self.content.decode().encode("utf-16"),
        }

    def test_the_same_money_however_it_is_packed_and_nothing_twice(self):
        for name, content in self.packings().items():
            with self.subTest(name):
                store = self.path(name + ".db")
                report = self.imported(self.write(name, content), store=store)
                self.assertEqual((report["added"], report["rejected"]), self.total[:1] + (0,))
                self.assertEqual(self.totals(store), self.total)
                again = self.imported(self.write("renamed", content), store=store)
                self.assertEqual((again["added"], again["duplicates"]), (0, self.total[0]))
                plain = self.imported(self.log, store=store)
                self.assertEqual((plain["added"], self.totals(store)), (0, self.total))

    def test_standard_input_may_be_packed(self):
        for name, content in self.packings().items():
            with self.subTest(name):
                store = self.path(name + ".db")
                self.imported("-", stdin=content, store=store)
                self.assertEqual(self.totals(store), self.total)

    def test_members_of_an_archive_are_logs_of_their_own(self):
        report = self.imported(self.write("logs.zip", self.packings()["logs.zip"]))
        self.assertEqual([file["path"] for file in report["files"]],
                         [self.path("logs.zip/a/1.jsonl"), self.path("logs.zip/b/2.jsonl")])
        self.assertEqual({row["source"]: row["requests"] for row in self.table("source")},
                         {"logs.zip/a/1.jsonl": 200, "logs.zip/b/2.jsonl": 400})

    def test_a_grown_gzip_adds_its_new_lines_only(self):
        whole = lines(self.log)
        start = gzip.compress(b"".join(whole[:350]))
        self.assertEqual(self.imported(self.write("log.gz", start))["added"], 350)
        grown = self.imported(self.write("log.gz", start + gzip.compress(b"".join(whole[350:]))))
        self.assertEqual((grown["added"], self.totals()), (250, self.total))

    def test_what_is_cut_off_keeps_its_beginning_and_takes_the_rest_later(self):
        packed = gzip.compress(self.content)
        first = self.imported(self.write("log.gz", packed[:len(packed) * 2 // 3]))
        self.assertTrue(0 < first["added"] < self.total[0])
        self.assertEqual(first["rejected"], 1)
        rest = self.imported(self.write("log.gz", packed))
        self.assertEqual((first["added"] + rest["added"], self.totals()), self.total[:1] + (self.total,))

    def test_what_is_damaged_leaves_nothing_and_stops_nothing(self):
        packed = bytearray(gzip.compress(self.content))
        packed[-6] ^= 1  # the checksum
        self.write("bad.gz", bytes(packed))
        self.imported("bad.gz", code=1)
        self.assertRegex(self.stderr, r"bad\.gz: is damaged")
        report = self.imported("bad.gz", self.log)
        self.assertEqual((report["added"], self.totals()), (self.total[0], self.total))

    def test_a_bomb_is_no_harm(self):
        bomb = b"\n" * (300 << 20)
        self.write("bombs.zip", zipped([("zeros.jsonl", bytes(64 << 20)), ("blank.jsonl", bomb),
                                        ("inner.zip", zipped([("log.jsonl", self.content)])),
                                        ("log.jsonl", self.content)]))
        report = self.imported("bombs.zip")
        self.assertEqual((report["added"], self.totals()), (self.total[0], self.total))
        errors = {os.path.basename(file["path"]): file.get("error", "") for file in report["files"]}
        self.assertIn("is a binary file", str(errors["zeros.jsonl"]))
        self.assertIn("more than 500 times its size", str(errors["blank.jsonl"]))
        self.assertIn("is an archive within an archive", str(errors["inner.zip"]))


if __name__ == "__main__":
    unittest.main(verbosity=2)

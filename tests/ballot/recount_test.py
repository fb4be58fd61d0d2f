"""The recount of the program and the one in Python agree on the sample bulletins, good and tampered with."""
import json
import os
import subprocess
import sys
import tempfile
import unittest
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from recount import keys_fingerprint, recount  # noqa: E402

program, folder = sys.argv[1:3]


def by_program(path):
    ended = subprocess.run([program, "recount", path, "--format", "json"], capture_output=True, check=False)
    return ended.returncode, json.loads(ended.stdout)


class Recount(unittest.TestCase):
    def test_agrees(self):
        for name in ("bulletin.json", "scrutineers.json", "words.json"):
            path = os.path.join(folder, name)
            rows, faults = recount(path)
            self.assertEqual(faults, [])
            status, told = by_program(path)
            self.assertEqual(status, 0)
            self.assertEqual(len(rows), len(told["rows"]))
            compared = 0
            for mine, theirs in zip(rows, told["rows"]):
                self.assertEqual(mine["subject"], theirs["subject"])
                self.assertEqual(mine["returned"], theirs["returned"])
                if "marks" in mine and not theirs["withheld"]:
                    self.assertEqual(mine["marks"], theirs["marks"])
                    self.assertEqual(mine["blank"], theirs["blank"])
                    compared += 1
            self.assertGreaterEqual(compared, 2)

    def test_means_of_words_are_those_of_their_values(self):
        path = os.path.join(folder, "words.json")
        with open(path, encoding="utf-8") as file:
            papers = [json.loads(line.rstrip(",\n"))["paper"] for line in file if '"numbers":' in line]
        rows, _ = recount(path)
        _, told = by_program(path)
        for paper, mine, theirs in zip(papers, rows, told["rows"]):
            value = dict(zip(paper["marks"], (Fraction(one) for one in paper["values"])))
            total = sum(value[mark] * times for mark, times in mine["marks"].items())
            self.assertEqual(Fraction(theirs["mean"]), total / sum(mine["marks"].values()))
        self.assertEqual(len(papers), 2)

    def test_the_keys_have_the_same_fingerprint(self):
        for name in ("bulletin.json", "scrutineers.json", "words.json"):
            path = os.path.join(folder, name)
            self.assertEqual(keys_fingerprint(path), by_program(path)[1]["keys_sha256"])
        self.assertEqual(keys_fingerprint(os.path.join(folder, "bulletin.json")),
                         "306e852fabd107f1083a07542f8d4ddfd4dbdeeca588006a4a084cc19a23e99c")

    def test_both_find_what_was_tampered_with(self):
        with open(os.path.join(folder, "bulletin.json"), encoding="utf-8") as file:
            lines = file.read().split("\n")
        ballots = [i for i, line in enumerate(lines) if line.startswith('{"ballot"') and '"sheet":"10"' in line]
        changed = list(lines)
        changed[ballots[0]] = changed[ballots[0]].replace('"sheet":"10"', '"sheet":"0"')
        dropped = lines[:ballots[0]] + lines[ballots[0] + 1:]
        doubled = lines[:ballots[0]] + [lines[ballots[0]]] + lines[ballots[0]:]
        for kind, tampered in (("changed", changed), ("dropped", dropped), ("doubled", doubled)):
            with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
                file.write("\n".join(tampered))
                file.flush()
                _, faults = recount(file.name)
                self.assertTrue(any(fault.startswith(kind) for fault in faults), (kind, faults))
                status, told = by_program(file.name)
                self.assertEqual(status, 1)
                codes = {one["code"] for one in told["problems"]["problems"]}
                self.assertIn("BALLOT_" + kind.upper(), codes)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

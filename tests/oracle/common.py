"""What the oracles share: reading facts, exact numbers, ranks, places of a quota.

Straight from the written semantics of each programme; nothing here knows the engine. Standard library only,
and no float anywhere: every number is a Fraction.
"""
import csv
import json
import sys
from fractions import Fraction as F
from pathlib import Path

YES = {"是": True, "有": True, "yes": True, "1": True, "否": False, "无": False, "no": False, "0": False}


def number(text):
    """"45/50", "93.5", "93.5%": exact; an empty cell is None, which is missing and never 0."""
    text = text.strip().rstrip("%").strip()
    return None if text == "" else F(text)


def rate(text):
    """A per cent: "93.5", "93.5%", or positive/base as "187/200"."""
    text = text.strip()
    if text == "":
        return None
    if "/" in text:
        top, base = text.split("/")
        return F(top) / F(base) * 100
    return F(text.rstrip("%"))


def samples(text):
    return [F(part) for part in text.replace("；", ";").split(";") if part.strip()]


def names(text):
    """Choices in a cell; 无 or none says that there is none."""
    return [part.strip() for part in text.replace("；", ";").split(";") if part.strip() not in ("", "无", "none")]


def flag(text):
    text = text.strip().lower()
    return None if text == "" else YES[text]


def mean(values):
    return sum(values, F(0)) / len(values) if values else None


class Row(dict):
    """A line of facts, by header. A header may be the bare name of an input where only one has that name."""

    def get_text(self, name):
        if name in self:
            return self[name]
        found = [key for key in self if key.split(" ", 1)[-1] == name]
        if len(found) != 1:
            raise KeyError(name)
        return self[found[0]]

    def num(self, name):
        return number(self.get_text(name))

    def rate(self, name):
        return rate(self.get_text(name))

    def flag(self, name):
        return flag(self.get_text(name))

    def list(self, name):
        return samples(self.get_text(name))

    def names(self, name):
        return names(self.get_text(name))


def read_facts(folder):
    with open(Path(folder) / "facts.csv", encoding="utf-8-sig", newline="") as file:
        rows = [Row(row) for row in csv.DictReader(file)]
    for row in rows:
        row["id"] = row.get("编号", row.get("id"))
        row["pool"] = row.get("分组", row.get("pool"))
        row["kind"] = row.get("类别", row.get("kind", ""))
    return rows


def pools_of(rows):
    """Pools in the order in which they first appear."""
    pools = {}
    for row in rows:
        pools.setdefault(row["pool"], []).append(row)
    return pools


def ranks(keys):
    """Competition ranks (1, 2, 2, 4) of {id: sort key}, the greatest first."""
    return {one: 1 + sum(1 for other in keys.values() if other > key) for one, key in keys.items()}


def seats(candidates, places):
    """Who gets one of `places`, best first: {id: key} -> (placed, left out by a tie at the cut).

    A tied group that does not fit as a whole is left out as a whole."""
    placed, tied = set(), set()
    for one, key in candidates.items():
        above = sum(1 for other in candidates.values() if other > key)
        alike = sum(1 for other in candidates.values() if other == key)
        if above + alike <= places:
            placed.add(one)
        elif above < places:
            tied.add(one)
    return placed, tied


def cap(share_percent, size):
    """Places of "at most p %": the whole number below."""
    return int(F(share_percent) * size / 100)


def say(value):
    """Fractions as the result files write them: a decimal where it ends, else a/b."""
    if isinstance(value, F):
        if value.denominator == 1:
            return str(value.numerator)
        rest = value.denominator
        for prime in (2, 5):
            while rest % prime == 0:
                rest //= prime
        if rest != 1:
            return f"{value.numerator}/{value.denominator}"
        places = 0
        while (value * 10**places).denominator != 1:
            places += 1
        digits = abs(value * 10**places).numerator
        text = str(digits).rjust(places + 1, "0")
        return ("-" if value < 0 else "") + text[:-places] + "." + text[-places:]
    if isinstance(value, dict):
        return {key: say(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [say(one) for one in value]
    return value


def main(rate_folder, default):
    folder = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "schemes" / default
    json.dump(say(rate_folder(folder)), sys.stdout, ensure_ascii=False, indent=1)
    print()

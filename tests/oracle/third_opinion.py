"""Holds the engine to a second evaluator, on random schemes and facts.

Usage: third_opinion.py RATE_MANY [--schemes N] [--seed S] [--only CASE] [--keep-going]

RATE_MANY is the program that tests/oracle/rate_many.cpp makes. Case k of seed S is always the same one. On the first
difference (with --keep-going, of each kind) the scheme is made as small as it goes while they still differ, and printed with its facts.
"""
import argparse
import copy
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from fractions import Fraction as F
from pathlib import Path

import random_scheme
from evaluator import NONE, evaluate
from random_scheme import UNRATED, facts_csv, history_json, markdown


class Engine:
    """The engine in a process of its own."""

    def __init__(self, program):
        self.folder = Path(tempfile.mkdtemp(prefix="third-opinion-"))
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def close(self):
        self.process.stdin.close()
        shutil.rmtree(self.folder)
        return self.process.wait()

    def block(self):
        head = self.process.stdout.readline().split()
        if len(head) != 2:
            documents = "\n".join(one.read_text(encoding="utf-8") for one in sorted(self.folder.iterdir(), reverse=True))
            raise RuntimeError(f"the engine ended with {self.process.wait()} on\n\n{documents}")
        return head[0].decode(), self.process.stdout.read(int(head[1])).decode("utf-8")

    def rate(self, scheme, facts):
        """The result and the explanations; or what it refused."""
        for old in self.folder.iterdir():
            old.unlink()
        (self.folder / "scheme.md").write_text(markdown(scheme), encoding="utf-8")
        (self.folder / "facts.csv").write_text(facts_csv(scheme, facts), encoding="utf-8")
        for k, states in enumerate(facts["history"]):
            (self.folder / f"history-{k + 1}.json").write_text(history_json(scheme, states), encoding="utf-8")
        self.process.stdin.write(f"{self.folder}\n".encode())
        self.process.stdin.flush()
        word, text = self.block()
        if word == "refused":
            return None, text.replace(str(self.folder), "")
        return json.loads(text), json.loads(self.block()[1])


def exact(text):
    return None if text is None or text == "" else F(text)


def exact_ends(ends):
    return None if ends is None else [exact(x) for x in ends]


def end(x):
    return None if x is None or abs(x) == NONE else x


def shown(x):
    return str(x) if isinstance(x, F) else repr(x)


def differences(scheme, facts, result, explained):
    """Lines (what, where, ours, theirs); `what` is the kind of the difference."""
    ours, out = evaluate(scheme, facts), []

    def hold(what, where, mine, its):
        if mine != its:
            out.append((what, where, mine, its))

    names = scheme["grades"] + [UNRATED[scheme["lang"]]]
    explained = {one["id"]: one for one in explained}
    for its in result["subjects"]:
        who, mine = its["id"], ours["subjects"][its["id"]]
        hold("items", who, {n: None if i["missing"] else i["score"] for n, i in mine["items"].items()}, {n: exact(x) for n, x in its["items"].items()})
        hold("sections", who, {n: None if x["open"] else x["low"] for n, x in mine["sections"].items() if x["counts"]}, {n: exact(x) for n, x in its["sections"].items()})
        if ours["has_scores"]:
            ends = [end(mine["low"]), end(mine["high"])] if mine["pending"] else None
            hold("total", who, None if ends else mine["low"], exact(its["total"]))
            hold("interval", who, ends, exact_ends(its.get("total_range")))
            hold("explained total", who, None if ends else mine["low"], exact(explained[who]["total"]))
            hold("explained interval", who, ends, exact_ends(explained[who].get("total_range")))
            items = {item["id"]: item for section in explained[who]["sections"] for item in section["items"] if item["applies"]}
            hold("explained items", who, {n: None if i["missing"] else i["score"] for n, i in mine["items"].items()}, {n: exact(i["score"]) for n, i in items.items()})
            hold("item intervals", who, {n: [end(i["low"]), end(i["high"])] for n, i in mine["items"].items() if i["missing"]}, {n: exact_ends(i["range"]) for n, i in items.items() if i.get("range")})
            if "graded_total" in its and not mine["pending"]:
                hold("graded total", who, mine["graded"][0], exact(its["graded_total"]))
        hold("status", who, mine["status"], its["status"])
        if ours["has_scores"]:
            hold("rank", who, mine.get("rank"), its["rank"])
        if names[:-1]:
            hold("grade", who, None if mine["grade"] is None else names[mine["grade"]], its["grade"])
        if mine["status"] == "rated":
            hold("marks", who, sorted(set(mine["marks"])), sorted({m["code"] for m in its["marks"]}))
    decisions = [(d["code"], sorted(d["subjects"])) for d in result["decisions_needed"]]
    hold("ties", "", sorted(ours["ties"]), sorted(s for c, s in decisions if c == "TIE_AT_CUT"))
    hold("input missing", "", sorted(w for w, x in ours["subjects"].items() if x["status"] == "pending" and x["lacking"]), sorted(w for c, s in decisions if c == "INPUT_MISSING" for w in s))
    lacking = {w for w, x in ours["subjects"].items() if x.get("lacking")}  # where figures are missing too, those are asked for first
    hold("turnout", "", sorted(w for w, x in ours["subjects"].items() if x.get("turnout") and w not in lacking), sorted({w for c, s in decisions if c == "TURNOUT" for w in s} - lacking))
    by_grade = Counter(q[:3] for q in ours["quotas"])
    quotas = [(p["name"] or None, names.index(q["grade"]), q["or_better"], q["candidates"], q["placed"]) for p in result["pools"] for q in p["quotas"]]
    alone = [g for g, n in by_grade.items() if n == 1]  # of several for one grade the order is nobody's business
    for kind in alone:
        hold("quota", kind, [q for q in ours["quotas"] if q[:3] == kind], [q for q in quotas if q[:3] == kind])
    targets = [(t["pool"], names.index(t["grade"]), t["or_better"], t["reached"], t["base"], t["is_met"]) for t in result["targets"]]
    hold("targets", "", sorted(ours["targets"], key=str), sorted(targets, key=str))
    reviews = [(one["id"], one["kind"] == "evaluation", one["by"], one["is_self"]) for one in result.get("reviews", [])]
    hold("reviews", "", sorted(ours["reviews"], key=str), sorted(reviews, key=str))
    lines = markdown(scheme).split("\n")
    first = next((k + 3 for k, line in enumerate(lines) if line in ("## 后果", "## Consequences")), 0)
    followed = [(c["id"], c["line"] - first, exact(c.get("amount"))) for c in result.get("consequences", [])]
    hold("consequences", "", sorted(ours["consequences"], key=str), sorted(followed, key=str))
    return out


# ---- smaller ----------------------------------------------------------------------------------------------------------


def parts(value, path=()):
    """Paths to all that may be left out: entries of lists, and what is stated and need not be."""
    optional = {"precision", "quota_base", "quota_rounding", "tied", "ladder_mode", "demotions", "bonus_counts", "top_exempt", "total_floor", "floor", "cap", "without", "samples", "first", "total", "assessor", "range", "absent", "used_up", "ledger"}
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in optional and inner is not None:
                yield path + (key,)
            elif key in ("kinds", "line_kinds") and inner and path and path[0] != "reviews":
                yield path + (key,)
            elif key not in ("grades", "cells", "effect"):
                yield from parts(inner, path + (key,))
    elif isinstance(value, list):
        for k in reversed(range(len(value))):
            if isinstance(value[k], (dict, list)):
                yield path + (k,)
                yield from parts(value[k], path + (k,))


def without(case, path):
    made = copy.deepcopy(case)
    inner = made
    for key in path[:-1]:
        inner = inner[key]
    if isinstance(inner, list):
        if len(inner) == 1 and path[-2] == "when":
            raise KeyError("a line without conditions")
        del inner[path[-1]]
    else:
        inner[path[-1]] = [] if path[-1] in ("kinds", "line_kinds") else None
    return made


def graded(scheme):
    return {line["grade"] for line in scheme["grading"] if line["line"] == "rule"} | {level["grade"] for level in scheme["ladder"]}


def shrink(engine, case, what):
    """As small as it goes while a difference of this kind stays."""
    def differs(one):
        if not one["scheme"]["grades_stated"] and graded(one["scheme"]) != graded(case["scheme"]):
            return False  # the lines say which grades there are
        try:
            result, explained = engine.rate(one["scheme"], one["facts"])
            return result is not None and any(d[0] == what for d in differences(one["scheme"], one["facts"], result, explained))
        except (KeyError, StopIteration, IndexError, TypeError, AttributeError, ZeroDivisionError):
            return False  # something that the rest speaks of is gone

    is_smaller = True
    while is_smaller:
        is_smaller = False
        paths = [("facts",) + p for p in parts({"rows": case["facts"]["rows"], "history": case["facts"]["history"]})] + [("scheme",) + p for p in parts(case["scheme"])]
        paths = [p for p in paths if not (p[-1] == 0 and "rules" in p[-2:] and "sections" in p)] + [p for p in paths if p[-1] == 0 and "rules" in p[-2:]]
        for path in paths:
            try:
                smaller = without(case, path)
            except (KeyError, IndexError, TypeError):
                continue  # an earlier step took it
            if differs(smaller):
                case, is_smaller = smaller, True
    return case


def tell(engine, case, name):
    result, explained = engine.rate(case["scheme"], case["facts"])
    print(f"\n==== {name}\n\n{markdown(case['scheme'])}\n{facts_csv(case['scheme'], case['facts'])}")
    for states in case["facts"]["history"]:
        print(history_json(case["scheme"], states))
    for what, where, mine, its in differences(case["scheme"], case["facts"], result, explained):
        print(f"{what} {where}\n  by docs/rating.md {pretty(mine)}\n  by the engine     {pretty(its)}")


def pretty(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {pretty(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(pretty, value)) + "]"
    return str(value)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("engine")
    options.add_argument("--schemes", type=int, default=1000)
    options.add_argument("--seed", default="1")
    options.add_argument("--only", type=int, help="one case of the seed")
    options.add_argument("--tell", type=int, default=1, metavar="N", help="print so many differences of each kind")
    options.add_argument("--keep-going", action="store_true", help="go on behind a difference, and count them by kind")
    options = options.parse_args()
    engine, kinds, statuses, refused = Engine(options.engine), Counter(), Counter(), 0
    for k in range(options.schemes) if options.only is None else [options.only]:
        name = f"--seed {options.seed} --only {k}"
        scheme, facts = random_scheme.make(f"{options.seed}:{k}")
        result, explained = engine.rate(scheme, facts)
        if result is None:
            refused += 1
            print(f"{name}: the engine refuses it:\n{explained}")
            continue
        statuses.update(one["status"] for one in result["subjects"])
        found = differences(scheme, facts, result, explained)
        if found:  # the others mostly follow from the first
            what = found[0][0]
            kinds[what] += 1
            if kinds[what] <= options.tell:
                tell(engine, shrink(engine, dict(scheme=scheme, facts=facts), what), f"{what}: {name}")
        if found and not options.keep_going:
            break
    ended = engine.close()
    print(f"{sum(statuses.values())} subjects compared ({', '.join(f'{n} {s}' for s, n in sorted(statuses.items()))}); schemes refused: {refused}; that differ: {dict(kinds) or 0}")
    return 1 if kinds or refused or ended or not statuses else 0


if __name__ == "__main__":
    sys.exit(main())

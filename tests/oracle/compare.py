"""Compares a result of the engine with the oracle of its scheme, exactly.

Usage: compare.py SCHEME_DIR RESULT.json [ORACLE]
The oracle is oracle_<name of the folder>.py unless named; a case of boundary.py brings its expected.json. Every number is compared as a fraction; every difference is a
line. Ends with 1 where there is any, and with 2 where the two cannot be compared at all.
"""
import importlib
import json
import re
import sys
from fractions import Fraction as F
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

NUMBERED = re.compile(r"^[一二三四五六七八九十]+、")
# How the engine may call what an oracle calls by one of these.
STATUS = {"rated": {"rated", "定级", "已定级", None}, "pending": {"pending", "待定", "暂不定级"}, "disqualified": {"disqualified", "取消资格"},
          "out of scope": {"out of scope", "out_of_scope", "不参评"}}


def exact(value):
    """A number of the engine: "1.60", "260/3", 3. Floats are refused: what is exact is written as a string."""
    if isinstance(value, float):
        raise ValueError(f"{value!r} is a float")
    return None if value is None else F(str(value))


def keyed_by_title(sections):
    return {NUMBERED.sub("", title): value for title, value in (sections or {}).items()}


class Comparison:
    def __init__(self):
        self.differences, self.compared = [], 0

    def same(self, where, wanted, found, as_number=False):
        self.compared += 1
        if as_number:
            try:
                found = exact(found)
            except ValueError as error:
                self.differences.append(f"{where}: {error}")
                return
        if wanted != found:
            self.differences.append(f"{where}: oracle {wanted}, engine {found}")

    def subject(self, one, wanted, found):
        if wanted.get("status") is not None:
            self.compared += 1
            if found.get("status") not in STATUS[wanted["status"]]:
                self.differences.append(f"{one} status: oracle {wanted['status']}, engine {found.get('status')}")
        settled = wanted.get("status", "rated") == "rated"
        if settled and wanted.get("total") is not None:
            self.same(f"{one} total", wanted["total"], found.get("total"), True)
        if "rank" in wanted:
            self.same(f"{one} rank", wanted["rank"], found.get("rank") or None)
        if settled and "grade" in wanted:
            self.same(f"{one} grade", wanted["grade"], found.get("grade"))
        if not settled and found.get("grade") is not None and "grade" in wanted:
            self.differences.append(f"{one} grade: not to be graded, engine {found['grade']}")
        if settled and wanted.get("stars") and wanted["stars"] > 0:
            self.same(f"{one} stars", wanted["stars"], found.get("stars"))
        for key, value in wanted.get("items", {}).items():
            self.same(f"{one} item {key}", value, found.get("items", {}).get(key), True)
        parts = keyed_by_title(found.get("sections"))
        for key, value in wanted.get("sections", {}).items():
            self.same(f"{one} section {key}", value, parts.get(key), True)
        for key in ("reviewer", "evaluators"):
            if key in wanted:
                self.same(f"{one} {key}", wanted[key], found.get(key) or None)
        if "consequences" in wanted:
            got = sorted([one["text"], None if one.get("amount") is None else exact(one["amount"])] if isinstance(one, dict) else [one, None]
                         for one in found.get("consequences", []))
            self.same(f"{one} consequences", sorted([text, amount] for text, amount in wanted["consequences"]), got)

    def tied(self, wanted, result):
        """Who is left out because of a tie at a cut, over all pools."""
        found = {one["id"] if isinstance(one, dict) else one for decision in result.get("decisions_needed", []) if decision.get("code") == "TIE_AT_CUT"
                 for one in decision.get("subjects", [])}
        self.same("tied at a cut", sorted(wanted), sorted(found))

    def pools(self, wanted, result):
        """Targets within pools."""
        for pool in wanted:
            target = pool.get("three_star_target")
            found = [one for one in result.get("targets", []) if one.get("pool") == pool["pool"]]
            if target and not found:
                self.differences.append(f"{pool['pool']} target: not in the result")
            for one in found:
                self.same(f"{pool['pool']} target", target["met"], one["met"])

    def targets(self, wanted, found):
        for target in wanted:
            like = [one for one in found if one.get("grade") == target["grade"] and one.get("due", "") == target["due"]]
            if not like:
                self.differences.append(f"target {target['grade']} {target['due']}: not in the result")
            for one in like[:1]:
                for key in ("reached", "base", "met"):
                    self.same(f"target {target['grade']} {target['due']} {key}", target[key], one.get(key))


def expected(folder, oracle):
    """What the oracle says, or what was written down when the case was made."""
    written = Path(folder) / "expected.json"
    if oracle or not written.exists():
        return importlib.import_module(oracle or "oracle_" + Path(folder).name.replace("-", "_")).rate_folder(folder)
    wanted = json.loads(written.read_text(encoding="utf-8"))
    for subject in wanted["subjects"].values():
        if "total" in subject:
            subject["total"] = exact(subject["total"])
        if "items" in subject:
            subject["items"] = {key: exact(value) for key, value in subject["items"].items()}
    return wanted


def compare(folder, result, oracle=None):
    wanted = expected(folder, oracle)
    made = Comparison()
    found = {subject["id"]: subject for subject in result["subjects"]}
    for one in sorted(set(wanted["subjects"]) ^ set(found)):
        made.differences.append(f"{one}: only in {'the oracle' if one in wanted['subjects'] else 'the result'}")
    for one, subject in wanted["subjects"].items():
        if one in found:
            made.subject(one, subject, found[one])
    if "tied" in wanted:
        made.tied(wanted["tied"], result)
    made.pools(wanted.get("pools", []), result)
    if "targets" in wanted:
        made.targets(wanted["targets"], result.get("targets", []))
    return made


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        result = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
        made = compare(sys.argv[1].rstrip("/"), result, sys.argv[3] if len(sys.argv) > 3 else None)
    except (OSError, KeyError, ValueError, ModuleNotFoundError) as error:
        print(f"{sys.argv[1]}: cannot be compared: {error!r}", file=sys.stderr)
        return 2
    for difference in made.differences:
        print(difference)
    print(f"{Path(sys.argv[1]).name}: {made.compared} figures compared, {len(made.differences)} differ")
    return 1 if made.differences or made.compared == 0 else 0


if __name__ == "__main__":
    sys.exit(main())

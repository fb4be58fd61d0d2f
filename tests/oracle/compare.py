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
            self.same(f"{one} status", wanted["status"], found.get("status"))
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

    def aftermath(self, wanted, result):
        """What follows for each subject: consequences with their amounts, reviewers and evaluators."""
        for one, subject in wanted.items():
            if "consequences" in subject:
                found = [[line["text"], exact(line.get("amount"))] for line in result.get("consequences", []) if line["id"] == one]
                self.same(f"{one} consequences", sorted(map(str, subject["consequences"])), sorted(map(str, found)))
            for key, kind in (("reviewer", "review"), ("evaluators", "evaluation")):
                if key in subject:
                    found = [line["by"] for line in result.get("reviews", []) if line["id"] == one and line["kind"] == kind]
                    self.same(f"{one} {key}", [subject[key]], found)
            for code in subject.get("codes", []):
                found = [line for line in result["decisions_needed"] if line["code"] == code and one in line["subjects"]]
                self.same(f"{one} {code}", 1, len(found))

    def tied(self, wanted, result):
        """Who is left out because of a tie at a cut, over all pools."""
        found = {one for decision in result["decisions_needed"] if decision["code"] == "TIE_AT_CUT" for one in decision["subjects"]}
        self.same("tied at a cut", sorted(wanted), sorted(found))

    def pools(self, wanted, result):
        """Sizes and places of pools, and targets within them."""
        by_name = {pool["name"]: pool for pool in result.get("pools", [])}
        for pool in wanted:
            name = pool["pool"]
            found = by_name.get(name, {})
            self.same(f"{name} size", pool["size"], found.get("size"))
            self.same(f"{name} places", pool["places"], {quota["grade"]: quota["places"] for quota in found.get("quotas", [])})
            for target in result.get("targets", []):
                if target.get("pool") == name:
                    self.same(f"{name} target", pool["three_star_target"]["met"], target["is_met"])

    def targets(self, wanted, found):
        for target in wanted:
            like = [one for one in found if one["grade"] == target["grade"] and one["due"] == target["due"]]
            self.same(f"target {target['grade']} {target['due']}",
                      [[target["reached"], target["base"], target["met"]]], [[one["reached"], one["base"], one["is_met"]] for one in like])


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
    made.aftermath(wanted["subjects"], result)
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

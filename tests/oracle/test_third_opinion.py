"""The evaluator by itself: worked examples of docs/rating.md, and that its intervals hold what can still come of them."""
import unittest
from fractions import Fraction as F
from random import Random

import random_scheme
import third_opinion
from evaluator import Evaluator, evaluate, rounded


def completed(maker, facts, random):
    """The same facts with nothing missing. Where a rule says what counts without samples, a blank is not missing; nor is
    one beside 不适用, where a figure would be a contradiction."""
    maker.r = random
    rules = [rule for section in random_scheme.walk(maker.scheme["sections"]) for item in section["items"] for rule in item["rules"]]
    rules += [rule for section in random_scheme.walk(maker.scheme["bonus"] + maker.scheme["deductions"]) for rule in section["rules"]]
    blank = {rule["inputs"][0] for rule in rules if rule["without"] is not None}
    rows = [dict(row, cells=dict(row["cells"])) for row in facts["rows"]]
    items = [{h for rule in item["rules"] for h in rule["inputs"]} for section in random_scheme.walk(maker.scheme["sections"]) for item in section["items"]]
    for row in rows:
        answered = set().union(*(headers for headers in items if any((row["cells"].get(h) or ("",))[0] == random_scheme.ABSENT_CELL for h in headers)))
        for header, cell in row["cells"].items():
            asked = maker.asked[header]
            if cell is None and asked["type"] != "votes" and header not in blank and header not in answered:
                row["cells"][header] = maker.value(asked, False)
    return dict(facts, rows=rows)


class RandomSchemes(unittest.TestCase):
    def test_a_seed_makes_the_same_case_again(self):
        for seed in ("a:1", "a:2", "a:3"):
            documents = [(random_scheme.markdown(s), random_scheme.facts_csv(s, f)) for s, f in (random_scheme.make(seed), random_scheme.make(seed))]
            self.assertEqual(documents[0], documents[1])

    def test_every_form_is_made_in_every_kind_of_section(self):
        met = set()
        for k in range(600):
            scheme, _ = random_scheme.make(f"forms:{k}")
            for section in random_scheme.walk(scheme["sections"]):
                where = "shared" if section["shared"] else "weighted" if section["weight"] else "plain"
                met.update((where, rule["form"]) for item in section["items"] for rule in item["rules"])
            met.update(("bonus", rule["form"]) for section in random_scheme.walk(scheme["bonus"]) for rule in section["rules"])
            met.update(("deductions", rule["form"]) for section in random_scheme.walk(scheme["deductions"]) for rule in section["rules"])
        free = random_scheme.GIVING - {"panel"} | random_scheme.DEDUCTING | {"bands", "answers", "void", "void_unless", "exempt"}
        wanted = {(where, form) for where in ("plain", "weighted", "shared") for form in free} | {(where, form) for where in ("plain", "weighted") for form in ("choices", "panel")}
        wanted |= {("bonus", form) for form in ("adds", "adds_steps", "adds_judged", "adds_judged_each", "answers", "each_adds", "each_scores", "met_scores", "levels", "bands", "judged")}
        wanted |= {("deductions", form) for form in random_scheme.DEDUCTING}
        self.assertEqual(set(), wanted - met)

    def test_every_outcome_is_met(self):
        met = set()
        for k in range(500):
            rated = evaluate(*random_scheme.make(f"outcomes:{k}"))
            for one in rated["subjects"].values():
                met.update([one["status"], *one["marks"]])
            met.update(name for name in ("ties", "quotas", "targets", "consequences", "reviews") if rated[name])
        self.assertLessEqual({"rated", "pending", "disqualified", "out of scope", "GAP", "OVERLAP", "AT_FLOOR", "TURNOUT", "ties", "quotas", "targets", "consequences", "reviews"}, met)

    def test_an_interval_holds_every_total_that_may_still_come(self):
        looked_at = 0
        for k in range(120):
            maker = random_scheme.Maker(f"ends:{k}")
            scheme, facts = maker.make(), None
            facts = maker.facts()
            before = evaluate(scheme, facts)["subjects"]
            for again in range(3):
                after = evaluate(scheme, completed(maker, facts, Random(f"{k}:{again}")))["subjects"]
                for who, was in before.items():
                    if was["pending"]:
                        looked_at += 1
                        self.assertLessEqual(was["low"], after[who]["low"], f"ends:{k} {who}")
                        self.assertGreaterEqual(was["high"], after[who]["high"], f"ends:{k} {who}")
        self.assertGreater(looked_at, 300)

    def test_a_comparison_sees_a_difference(self):
        scheme, facts = next(case for case in (random_scheme.make(f"sees:{k}") for k in range(99)) if case[0]["sections"] and not case[0]["grades"] and not case[0]["reviews"] and all(one["status"] == "rated" for one in evaluate(*case)["subjects"].values()))
        ours = evaluate(scheme, facts)["subjects"]
        result = {"subjects": [], "decisions_needed": [], "pools": [], "targets": []}
        explained = []
        for who, one in ours.items():
            self.assertNotEqual("pending", one["status"])
            result["subjects"].append({"id": who, "status": one["status"], "items": {n: str(i["score"]) for n, i in one["items"].items()}, "sections": {n: str(x["low"]) for n, x in one["sections"].items() if x["counts"]},
                                       "total": str(one["low"]), "rank": one.get("rank"), "grade": None, "marks": [{"code": m} for m in one["marks"]]})
            items = [{"id": n, "applies": True, "score": x} for n, x in result["subjects"][-1]["items"].items()]
            explained.append({"id": who, "total": str(one["low"]), "sections": [{"items": items}]})
        self.assertEqual([], third_opinion.differences(scheme, facts, result, explained))
        result["subjects"][0]["total"] = str(F(result["subjects"][0]["total"]) + F(1, 1000))
        self.assertEqual(["total"], [d[0] for d in third_opinion.differences(scheme, facts, result, explained)])


class Paragraphs(unittest.TestCase):
    def shared(self, rules, cells):
        """S-2.2: a section of 5 points and one item; its score, or its ends."""
        made = [dict(dict(reach="item", cap=None, kinds=[], samples=None, without=None, points=None, inputs=[str(k)], name=str(k)), **rule) for k, rule in enumerate(rules)]
        scheme = dict(lang="zh", grades=[], total=None, precision=None, trims={}, bonus=[], deductions=[], total_floor=None, absent=None, ledger=None, kinds=[], bonus_counts=None, ground_kinds={}, eligibility=[], veto=[], demotion=[], grading=[], ladder=[], targets=[], consequences=[], reviews=[],
                      sections=[dict(name="A", points=F(5), weight=None, shared=True, absent=None, kinds=[], sections=[], items=[dict(number="1", title="a", points=None, kinds=[], floor=None, assessor=None, range=None, inner=None, absent=None, used_up=None, rules=made)])])
        facts = dict(rows=[dict(id="S", pool=None, kind=None, cells={str(k): None if x is None else (x, "") for k, x in enumerate(cells)})], history=[], headers=[dict(header=str(k), type="number") for k in range(len(rules))])
        one = Evaluator(scheme, facts).scores(facts["rows"][0])
        return (one["low"], one["high"], one["pending"])

    def test_points_given_make_good_what_was_deducted_and_no_more(self):
        rules = [dict(form="adds", amount=F(3)), dict(form="deduct_each", amount=F(2))]
        self.assertEqual((F(5), F(5), False), self.shared(rules, [True, F(1)]))
        self.assertEqual((F(4), F(4), False), self.shared(rules, [True, F(2)]))
        self.assertEqual((F(0), F(0), False), self.shared(rules, [False, F(9)]))

    def test_a_void_settles_a_section_but_not_what_is_deducted_beyond(self):
        void, further = dict(form="void"), dict(form="deduct_once", amount=F(1), reach="further")
        self.assertEqual((F(0), F(0), False), self.shared([void, dict(form="deduct_once", amount=F(1))], [True, None]))
        self.assertEqual((F(-1), F(-1), False), self.shared([void, further], [True, True]))
        self.assertEqual((F(-1), F(0), True), self.shared([void, further], [True, None]))

    def outcome(self, value, points=F(10), **rule):
        """What a rule gives, deducts, and whether it voids an item of 10 points."""
        rule = dict(dict(cap=None, points=None, percent=False), **rule)
        return Evaluator.give_deduct(Evaluator.__new__(Evaluator), rule, points, value)

    def test_steps_are_full_ones_on_either_side_of_a_line(self):
        below = dict(form="steps_below", amount=F(1), per=F(2), over=F(95))
        self.assertEqual([F(0), F(0), F(1), F(1)], [self.outcome(x, **below)[1] for x in (F(96), F(94), F(93), F(911, 10))])
        above = dict(form="adds_steps", amount=F(1), per=F(2), over=F(6))
        self.assertEqual([F(0), F(0), F(1), F(1)], [self.outcome(x, **above)[0] for x in (F(5), F(7), F(8), F(9))])
        self.assertEqual([F(3, 2), F(1)], [self.outcome(F(5, 2), form="shortfall", required=F(4), amount=F(1), percent=is_percent)[1] for is_percent in (False, True)])

    def test_full_beside_what_deducts_takes_nothing(self):
        def answers(*gives):
            return dict(form="answers", bands=[dict(when=random_scheme.interval(F(k), F(k)), gives=g) for k, g in zip((1, 0), gives)])

        self.assertEqual((F(0), F(3), False), self.outcome(False, **answers(("full",), ("deduct", F(3)))))
        self.assertEqual((F(0), F(0), False), self.outcome(True, **answers(("full",), ("deduct", F(3)))))
        self.assertEqual([F(10), F(5)], [self.outcome(x, **answers(("full",), ("half",)))[0] for x in (True, False)])
        self.assertEqual((F(0), F(0), True), self.outcome(False, **answers(("deduct", F(1)), ("nothing",))))

    def test_a_part_takes_no_more_than_its_points_and_is_void_alone(self):
        self.assertEqual((F(0), F(3), False), self.part(F(9), form="deduct_each", amount=F(1)))
        self.assertEqual((F(0), F(3), False), self.part(True, form="void"))
        self.assertEqual((F(3), F(0), False), self.part(True, form="met_or_not"))
        self.assertEqual((F(0), F(0), False), self.part(False, form="met_or_not"))

    def part(self, value, **rule):
        made = dict(dict(cap=None, points=F(3), percent=False), **rule)
        return Evaluator.give_deduct(Evaluator.__new__(Evaluator), made, F(10), value)

    def test_rounding_speaks_of_the_amount(self):
        self.assertEqual([F(-3), F(-2), F(-3), F(3)], [rounded(x, (0, how, "total")) for x, how in ((F(-5, 2), "half"), (F(-5, 2), "down"), (F(-5, 2), "up"), (F(5, 2), "half"))])


if __name__ == "__main__":
    unittest.main()

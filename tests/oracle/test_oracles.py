"""Tests of the oracles themselves: worked examples, and that a comparison does see a difference.

Run: python3 -m unittest discover -s tests/oracle
"""
import contextlib
import copy
import io
import json
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import boundary
import compare
import make_facts
import oracle_branch_stars as branch
import oracle_bureau_stars as stars
import oracle_city_two_part as city
import oracle_community_ladder as ladder
import oracle_county_rubric as county
import oracle_factory_rubric as factory
import oracle_leader_review as review
import oracle_national as national
import oracle_two_ballots as ballots
from common import F, Row, cap, ranks, read_facts, say, seats

SCHEMES = Path(__file__).resolve().parents[2] / "schemes"


def row_of(scheme, one, **changes):
    row = next(row for row in read_facts(SCHEMES / scheme) if row["id"] == one)
    return Row(row | {key.replace("__", " "): value for key, value in changes.items()})



class Common(unittest.TestCase):
    def test_ranks_skip_after_equals(self):
        self.assertEqual(ranks({"a": 9, "b": 8, "c": 8, "d": 7}), {"a": 1, "b": 2, "c": 2, "d": 4})

    def test_a_tied_group_is_placed_whole_or_not_at_all(self):
        self.assertEqual(seats({"a": 9, "b": 8, "c": 8, "d": 7}, 2), ({"a"}, {"b", "c"}))
        self.assertEqual(seats({"a": 9, "b": 8, "c": 8, "d": 7}, 3), ({"a", "b", "c"}, set()))
        self.assertEqual(seats({"a": 9, "b": 9}, 1), (set(), {"a", "b"}))

    def test_places_of_23(self):
        self.assertEqual((cap(10, 23), cap(20, 23), cap(F("33.3"), 3), cap(10, 9)), (2, 4, 0, 0))

    def test_numbers_are_written_exactly(self):
        self.assertEqual([say(F(1, 8)), say(F(8, 3)), say(F(-3, 2)), say(F(50)), say(F(1, 400))], ["0.125", "8/3", "-1.5", "50", "0.0025"])


class BureauStars(unittest.TestCase):
    def test_earned_stars(self):
        self.assertEqual(stars.level_of([F(8), F(8), F(8), F("7.9"), F(10)]), (4, 4))
        self.assertEqual(stars.level_of([F(8)] * 5), (5, 5))

    def test_an_average_of_exactly_four_is_a_ceiling(self):
        self.assertEqual(stars.level_of([F(8), F(8), F(2), F(1), F(1)]), (2, 2))

    def test_who_is_outside_a_quota_competes_one_below(self):
        themes = {f"m{k}": [F(10), F(10), F(10), F(10), 10 - F(k, 10)] for k in range(23)}
        level, rank, tied5, tied4 = stars.rate_branch((23, themes))
        self.assertEqual([level[f"m{k}"] for k in range(7)], [5, 5, 4, 4, 4, 4, 3])
        self.assertEqual((rank["m0"], rank["m22"], tied5, tied4), (1, 23, set(), set()))

    def test_unused_five_star_places_are_not_added(self):
        themes = {f"m{k}": [F(9), F(9), F(9), F(9), 7 - F(k, 100)] for k in range(20)}  # nobody earns five
        level = stars.rate_branch((20, themes))[0]
        self.assertEqual(sorted(level.values(), reverse=True)[:5], [4, 4, 4, 4, 3])


class BranchStars(unittest.TestCase):
    def test_thresholds(self):
        self.assertEqual([branch.star_of(F(score), []) for score in ("79.99", "80", "89.99", "90")], [3, 4, 4, 5])

    def test_demotions_count_once_and_stop_at_three(self):
        self.assertEqual([branch.star_of(F(95), [True] * count) for count in (1, 3, 6)], [4, 4, 4])
        self.assertEqual(branch.star_of(F(70), [True]), 3)

    def test_no_rise_in_two_years(self):
        self.assertEqual([branch.is_stale(series) for series in ([4, 4, 4], [4, 3, 3], [3, 4, 4], [5, 5, 5], [4, 4])], [True, True, False, False, False])

    def test_two_per_cent_of_48000(self):
        subject = branch.rate_folder(SCHEMES / "branch-stars")["subjects"]["S08"]
        self.assertIn(["扣发支部书记绩效工资的2%", F(960)], subject["consequences"])


class CommunityLadder(unittest.TestCase):
    def test_a_smaller_number_is_the_higher_class_of_culture(self):
        wanted = dict(ladder.LEVELS[1])["文化社区"]
        self.assertEqual([wanted(ladder.SCALES["文化社区"], step) for step in ("无", "三级", "二级", "一级")], [False, True, True, True])

    def test_petitions_by_level(self):
        scale = ladder.SCALES["集体访最高去向"]
        highest = {k: [step for step in scale if dict(ladder.LEVELS[k])["集体访最高去向"](scale, step)][-1] for k in (3, 4, 5)}
        self.assertEqual(highest, {3: "市", 4: "县", 5: "无"})

    def test_badly_hurt(self):
        wanted = dict(ladder.LEVELS[3])["单起事故重伤人数"]
        self.assertEqual([wanted(F(hurt)) for hurt in (0, 1, 2)], [True, True, False])

    def test_a_veto_leaves_three_stars(self):
        subjects = ladder.rate_folder(SCHEMES / "community-ladder")["subjects"]
        self.assertEqual((subjects["Q01"]["stars"], subjects["Q02"]["stars"], subjects["Q03"]["unmet_of_next"]), (5, 3, ["集体访最高去向"]))


class TwoBallots(unittest.TestCase):
    def test_the_worked_example(self):
        a, b = ballots.class_of([6, 3, 1, 0, 0]), ballots.class_of([2, 2, 4, 1, 1])
        self.assertEqual([ballots.GRADES[k] for k in (a, b, max(a, b))], ["优秀", "基本合格", "基本合格"])
        self.assertEqual(ballots.rate_folder(SCHEMES / "two-ballots")["subjects"]["P01"]["grade"], "基本合格")

    def test_exactly_half_is_enough_and_one_vote_less_is_not(self):
        self.assertEqual((ballots.class_of([5, 5, 0, 0, 0]), ballots.class_of([4, 5, 0, 0, 0])), (0, 1))


class CountyRubric(unittest.TestCase):
    def item(self, key, **changes):
        return county.items_of(row_of("county-rubric", "X08", **changes))[key]

    def test_item_3(self):
        self.assertEqual(self.item("3", **{"3__制度缺项": "3"}), F("1.4"))
        self.assertEqual(self.item("3", **{"3__主要领导到联系点": "2"}), F(1))
        self.assertEqual(self.item("3", **{"3__建立联络和联系点制度": "否"}), F(1))

    def test_counts_and_voids(self):
        self.assertEqual(self.item("8", **{"8__缺少总结": "2"}), F("0.6"))
        self.assertEqual(self.item("9", **{"9__档案缺项": "4"}), F("0.2"))
        self.assertEqual(self.item("16", **{"16__缺少会议": "1"}), F("1.5"))
        self.assertEqual(self.item("26", **{"26__未再承诺党员": "3"}), F("1.4"))
        self.assertEqual(self.item("27", **{"27__未落实承诺": "2"}), F(3))
        self.assertEqual(self.item("11", **{"11__党徽佩戴率": "99.9%"}), F(0))

    def test_awareness(self):
        self.assertEqual([self.item("19", **{"19__知晓率": rate}) for rate in ("89.99%", "80%", "79.99%", "9/10")], [F(1), F(1), F(0), F(2)])

    def test_recognitions_and_spot_checks(self):
        self.assertEqual([self.item("33", **{"33__经认定的批示表彰": names}) for names in ("自治区", "市;市", "无")], [F(4), F(5), F(0)])
        self.assertEqual([self.item("35", **{"35__抽查满意率": checks}) for checks in ("88;91;94", "89.5", "79.5;79.9")], [F(5), F(4), F(2)])

    def test_the_most_of_each_kind(self):
        self.assertEqual([sum(county.items_of(row_of("county-rubric", one)).values()) for one in ("X08", "X16", "X26")], [100, 100, 90])


class FactoryRubric(unittest.TestCase):
    def item(self, key, **changes):
        return factory.items_of(row_of("factory-rubric", "C01", **changes))[key]

    def test_items(self):
        self.assertEqual(self.item("1.1", **{"1.1__未执行集体讨论制度": "是", "1.1__执行不够": "是"}), F(0))
        self.assertEqual(self.item("1.2", **{"1.2__缺少的程序": "2"}), F(2))
        self.assertEqual(self.item("1.4", **{"1.4__党课": "1", "1.4__党小组会": "2"}), F(1))
        self.assertEqual(self.item("1.9", **{"1.9__方案、检查、考核、典型、总结": "2"}), F(6))
        self.assertEqual(self.item("1.10", **{"1.10__责任制考核得分": "92.5"}), F("27.75"))
        self.assertEqual([self.item("5.3", **{"5.3__人才流失率": rate}) for rate in ("1%", "1.5%", "2.1%")], [F(1), F(0), F(0)])

    def test_satisfaction_deducts_by_half_open_bands(self):
        self.assertEqual([factory.satisfaction_deduction(F(s)) for s in ("90.01", "90", "85", "84.5", "75", "74.99", "59")], [0, 1, 1, 2, 2, 3, 3])

    def test_the_shared_pool_stops_at_nothing(self):
        self.assertEqual(factory.rate_folder(SCHEMES / "factory-rubric")["subjects"]["C09"]["sections"]["党风廉政"], F(0))

    def test_grades_on_the_limits(self):
        subjects = factory.rate_folder(SCHEMES / "factory-rubric")["subjects"]
        self.assertEqual([(subjects[one]["total"], subjects[one]["grade"]) for one in ("C01", "C02", "C03")],
                         [(F(120), "模范"), (F(85), "模范"), (F("84.97"), "未达标")])
        self.assertEqual([subjects[one]["grade"] for one in ("C04", "C05", "C06", "C07", "C14")], ["先进", "先进", "达标", "达标", "模范"])


class Others(unittest.TestCase):
    def test_visible_points_of_the_city(self):
        self.assertEqual((sum(most for _, most in city.BASE), sum(most for _, most in city.SPOT) + 15), (49, 100))

    def test_everybody_is_reviewed_but_for_the_two_gaps(self):
        subjects = review.rate_folder(SCHEMES / "leader-review")["subjects"]
        self.assertEqual({one: subject["codes"] for one, subject in subjects.items() if subject["codes"]}, {"R22": ["REVIEWER_MISSING"], "R31": ["SELF_REVIEW"]})

    def test_the_national_population_has_the_published_checksums(self):
        rows = [national.organisation(i, 10_000) for i in range(10_000)]
        ids = [row["id"] for row in rows]
        self.assertEqual(national.checksum([[row[name] for row in rows] for name in national.HEADER], ids), national.PUBLISHED[10_000][0])
        self.assertEqual(national.checksum(national.result_columns(national.rate_all(rows)), ids), national.PUBLISHED[10_000][1])

    def test_the_weighted_total_that_doubles_get_wrong(self):
        case = boundary.weighted_case()
        self.assertEqual(case.expected["K001"], {"status": "rated", "total": F(90), "grade": "五星级"})
        self.assertLess(0.7 * 86.1 + 0.3 * 99.1, 90)

    def test_the_sample_facts_are_those_that_are_made(self):
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            before, make_facts.SCHEMES = make_facts.SCHEMES, Path(folder)
            try:
                for name, maker in make_facts.MAKERS.items():
                    (Path(folder) / name).mkdir()
                    maker()
                    for made in (Path(folder) / name).iterdir():
                        self.assertEqual(made.read_text(encoding="utf-8"), (SCHEMES / name / made.name).read_text(encoding="utf-8"), made.name)
            finally:
                make_facts.SCHEMES = before


def as_result(wanted):
    """A result of the engine that agrees with the oracle."""
    subjects = [{"id": one} | say(subject) for one, subject in wanted["subjects"].items()]
    decisions = [{"code": "TIE_AT_CUT", "subjects": wanted["tied"]}]
    pools = [{"name": pool["pool"], "size": pool["size"], "quotas": [{"grade": grade, "places": places} for grade, places in pool["places"].items()]}
             for pool in wanted["pools"]]
    targets = [{"pool": pool["pool"], "is_met": pool["three_star_target"]["met"]} for pool in wanted["pools"]]
    follows = [{"id": one, "text": text, "amount": amount} for one, subject in wanted["subjects"].items() for text, amount in subject["consequences"]]
    return {"subjects": subjects, "consequences": follows, "pools": pools, "targets": targets, "decisions_needed": decisions}


class Compare(unittest.TestCase):
    def setUp(self):
        self.folder = SCHEMES / "bureau-stars"
        self.result = as_result(stars.rate_folder(self.folder))

    def differences(self, change):
        result = copy.deepcopy(self.result)
        change(result)
        return compare.compare(self.folder, result).differences

    def test_agrees_with_itself(self):
        made = compare.compare(self.folder, self.result)
        self.assertEqual(made.differences, [])
        self.assertGreater(made.compared, 1500)

    def test_every_kind_of_change_is_seen(self):
        def first(result):
            return result["subjects"][0]

        changes = {
            "total": lambda r: first(r).update(total="44.0000001"), "float": lambda r: first(r).update(total=44.5), "rank": lambda r: first(r).update(rank=99),
            "grade": lambda r: first(r).update(grade="二星级"), "stars": lambda r: first(r).update(stars=2), "status": lambda r: first(r).update(status="pending"),
            "item": lambda r: first(r)["items"].update({"3": "1"}), "missing item": lambda r: first(r)["items"].pop("3"), "subject": lambda r: r["subjects"].pop(),
            "target": lambda r: r["targets"][7].update(is_met=True), "places": lambda r: r["pools"][0]["quotas"][0].update(places=3), "consequence": lambda r: r["consequences"].pop(), "size": lambda r: r["pools"][9].update(size=10), "tie": lambda r: r["decisions_needed"].clear(),
            "graded though pending": lambda r: next(s for s in r["subjects"] if s["id"] == "D0708").update(grade="三星级"),
        }
        for name, change in changes.items():
            with self.subTest(name):
                self.assertNotEqual(self.differences(change), [])

    def test_consequences_and_reviewers_are_compared(self):
        for scheme, key, line in (("branch-stars", "consequences", {"id": "S02", "when": "", "text": "表彰"}),
                                  ("leader-review", "reviews", {"id": "R03", "kind": "review", "by": "测试员99"})):
            with self.subTest(scheme):
                result = {"subjects": [], "decisions_needed": [], "targets": [], key: [line]}
                self.assertTrue(any(line["id"] in one for one in compare.compare(SCHEMES / scheme, result).differences))

    def test_golden_results_agree_with_the_oracles(self):
        golden = [folder for folder in sorted(SCHEMES.iterdir()) if (folder / "result.json").exists()]
        for folder in golden:
            with self.subTest(folder.name):
                result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
                self.assertEqual(compare.compare(folder, result).differences, [])


if __name__ == "__main__":
    unittest.main()

"""A company's star-rated branches (formal: 001 branch stars).

Choices: the latest review counts (O-001-1), one grade down however many grounds (-2), three stars is the lowest (-3), a
ground of two alternatives is one ground (-4), five stars is spared by "no rise" (-5), "no three-star branch" belongs to
the last date (-6).
"""
import json
from pathlib import Path

from common import F, main, ranks, read_facts

GRADES = {5: "五星级", 4: "四星级", 3: "三星级"}
GROUNDS = ["班子不团结或不作为影响工作、未完成核定的生产经营任务", "班子成员违规违纪受处分", "重大质量安全责任事故造成重大损失并被上级追责",
           "集体上访、越级上访或聚众闹事造成重大影响并被通报", "党员群众受党内警告或行政记过以上处分、被立案侦查或取保候审", "计划生育一票否决"]


def star_of(score, grounds):
    base = 5 if score >= 90 else 4 if score >= 80 else 3
    return max(3, base - (1 if any(grounds) else 0))


def is_stale(series):
    """No rise in the last two years; `series` ends with this year."""
    return len(series) >= 3 and series[-1] != 5 and series[-1] <= series[-2] <= series[-3]


def past_rounds(names, draw):
    """Invented results of the two years before, for the sample: {year: subjects}."""
    rounds = {}
    for year in (2013, 2014):
        score = {one: F(draw.between(740, 960), 10) for one, _ in names}
        place = ranks(score)
        rounds[year] = []
        for one, name in names:
            star = star_of(score[one], [])
            if one in ("S08", "S09"):
                star = 4  # they stay at four stars for three years
            if one == "S10":
                star = 5
            low, high = {5: (90, 100), 4: (80, 89), 3: (60, 79)}[star]
            total = min(max(score[one], F(low)), F(high))
            rounds[year].append({"id": one, "name": name, "pool": "全公司", "kind": "", "total": str(float(total)).removesuffix(".0"), "rank": place[one],
                                 "grade": GRADES[star], "stars": star, "status": "rated"})
    return rounds


def histories(folder):
    series = {}
    for path in sorted(Path(folder).glob("history-*.json")):
        for subject in json.loads(path.read_text(encoding="utf-8"))["subjects"]:
            series.setdefault(subject["id"], []).append(subject["stars"])
    return series


def rate_folder(folder):
    past, subjects, score = histories(folder), {}, {}
    rows = read_facts(folder)
    for row in rows:
        reviews = row.list("1 半年评审得分")
        subjects[row["id"]] = {"status": "rated" if reviews else "pending", "total": None, "rank": None, "grade": None, "items": {}, "consequences": []}
        if not reviews:
            continue
        score[row["id"]] = min(reviews[-1], F(100))
        star = star_of(score[row["id"]], [row.flag(ground) for ground in GROUNDS])
        one = subjects[row["id"]]
        one |= {"total": score[row["id"]], "items": {"1": score[row["id"]]}, "stars": star, "grade": GRADES[star]}
        if star == 5:
            one["consequences"].append(["优先推荐为先进基层党组织", None])
        if star == 3:
            one["consequences"].append(["组织人员或其他党组织定向帮扶", None])
        if is_stale(past.get(row["id"], []) + [star]):
            pay = row.num("支部书记绩效工资")
            one["consequences"] += [["支部书记年度考核不评优秀", None], ["支部书记不得晋升职务", None], ["扣发支部书记绩效工资的2%", pay * F(2, 100)]]
    for one, rank in ranks(score).items():
        subjects[one]["rank"] = rank
    stars = [subject.get("stars") for subject in subjects.values()]
    share = F(stars.count(5), len(stars))
    targets = [{"due": due, "grade": "五星级", "reached": stars.count(5), "base": len(stars), "met": share >= F(wanted, 100)}
               for due, wanted in (("自方案发布之日起一年内", 30), ("2014年6月30日前", 50), ("2015年6月30日前", 70))]
    targets.append({"due": "2015年6月30日前", "grade": "三星级", "reached": stars.count(3), "base": len(stars), "met": stars.count(3) == 0})
    return {"subjects": subjects, "targets": targets}


if __name__ == "__main__":
    main(rate_folder, "branch-stars")

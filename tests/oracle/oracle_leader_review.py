"""Who reviews and who evaluates whom (formal: 004 review matrix).

Choices: the group secretary and the team are reviewed by the body above (O-004-1), a grass-roots branch by its contact team
member (-2), special rules before general ones, which the kinds of the sample spell out (-3), nobody evaluates themselves
(-4), branches are evaluated by their members (-5), the caring form is noted on the roll (-6).
"""
from common import main, read_facts


def reviewer(row):
    kind = row["kind"]
    if kind in ("党组书记", "领导班子"):
        return "上级党组织"
    if kind in ("班子成员", "机关党员", "机关支部"):
        return "党组书记"
    if kind in ("支部书记", "党员干部", "基层支部"):
        return row["联系班子成员"] or None
    return row["所在支部书记"] or None


def evaluators(row):
    kind = row["kind"]
    if kind in ("党组书记", "领导班子", "班子成员"):
        return "全体工作人员"
    if kind == "机关党员":
        return "基层单位工作人员"
    return "本支部党员" if kind in ("机关支部", "基层支部") else "市场经营户"


def rate_folder(folder):
    subjects = {}
    for row in read_facts(folder):
        by = reviewer(row)
        codes = ["REVIEWER_MISSING"] if by is None else ["SELF_REVIEW"] if by == row["名称"] else []
        subjects[row["id"]] = {"reviewer": by, "evaluators": evaluators(row), "codes": codes}
    return {"subjects": subjects}


if __name__ == "__main__":
    main(rate_folder, "leader-review")

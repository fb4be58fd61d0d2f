"""A county's rubric of 100 points (formal: 003a rubric).

Choices: no rescale for units of neither class (O-003a-0), the committee's systems cost one point (-1), either lack voids
publicity (-2), one brief scores 0 (-3), the gaps of item 10 score 0 (-4, -5), item 11 needs all three (-6), no record voids
16 and 18 (-7), item 17 in two halves where no record means that all are missing (-8), incomplete records void 19 to 21
(-9), no duty to pledge again is full (-10), recognitions add up (-11), item 34 by the repaired bands (-12), item 35 by
half-open bands (-13).
"""
from common import F, main, mean, pools_of, ranks, read_facts

COMMITTEES = ("乡镇党委", "窗口党委", "其他党委")
LEVELS = {"中央": 5, "自治区": 4, "市": 3, "县": 2, "本级": 1}


def step(value, *bands):
    """The value of the band with the greatest lower end that `value` reaches; below all of them 0."""
    return next((F(points) for low, points in bands if value >= low), F(0))


def less(most, *deductions):
    return max(F(0), F(most) - sum(deductions))


def void(faults, otherwise):
    return F(0) if any(faults) else otherwise


def items_of(row):
    n, f, r = row.num, row.flag, row.rate
    committee = row["kind"] in COMMITTEES
    items = {
        "1": F(2) if f("1 成立领导小组") and f("1 办事机构健全") and f("1 有专兼职人员") else F(0),
        "2": n("2 一把手负总责"),
        "3": less(2, F("0.2") * n("3 制度缺项"), 1 if committee and not f("3 建立联络和联系点制度") else 0,
                  F("0.5") * max(0, 4 - n("3 主要领导到联系点"))),
        "4": n("4 实施方案"), "5": n("5 主题载体目标"), "6": n("6 学习教育"),
        "7": void([not f("7 开展宣传"), not f("7 有宣传标识")], n("7 宣传效果")),
        "8": less(1 if n("8 县级以上刊发信息") >= 2 else 0, F("0.2") * n("8 缺少总结")),
        "9": less(1, F("0.2") * n("9 档案缺项"), F("0.2") * n("9 上报材料缺项") if committee else 0),
        "10": (F(1) if r("10 参与率") == 100 else F(0)) + (F(2) if r("10 知晓率") >= 90 else F(0)),
        "11": F(5) if r("11 党徽佩戴率") == 100 and r("11 示范户比例") >= 10 and f("11 开展先锋岗活动") else F(0),
        "12": n("12 岗位奉献"), "13": n("13 党组织基本承诺"), "12b": n("12b 党组织创争承诺"),
        "14": n("14 党员基本承诺"), "15": n("15 党员创争承诺"),
        "16": void([not f("16 有会议记录")], less(2, F("0.5") * n("16 缺少会议"))),
        "17": less(1, F("0.5") * n("17 上级书记点评缺少")) + less(1, F("0.5") * n("17 本级书记点评缺少")),
        "18": void([not f("18 有评议记录")], less(2, F("0.5") * n("18 缺少评议"))),
        "22": F(2) if f("22 按期全部整改") else F(0),
        "25": F(2) if n("25 未完成承诺") == 0 else F(0),
        "26": F(2) if f("26 没有再承诺任务") else void([not f("26 党组织再承诺")], less(2, F("0.2") * n("26 未再承诺党员"))),
        "27": void([f("27 全部未落实")], less(5, n("27 未落实承诺"))),
        "28": F(5) if f("28 办实事有效果") else F(0),
        "31": F(5) if f("31 达到要求") else F(0),
        "32": n("32 挖掘培养典型"),
        "33": min(F(5), sum((F(LEVELS[name]) for name in row.names("33 经认定的批示表彰")), F(0))),
        "34": step(r("34 年终满意率"), (90, 5), (85, 4), (80, 2)),
    }
    for key in ("19", "20", "21"):
        items[key] = void([not f(f"{key} 公开记录完备")], step(r(f"{key} 知晓率"), (90, 2), (80, 1)))
    for key in ("23", "24"):
        items[key] = void([f(f"{key} {fault}") for fault in ("未建台账", "完成未销号", "未完成而销号")], F(2))
    if row["kind"] == "乡镇党委":
        items["29"] = n("29 党群共建")
    if row["kind"].startswith("窗口"):
        items["30"] = n("30 窗口单位为民服务")
    checks = row.list("35 抽查满意率")
    items["35"] = step(mean(checks), (90, 5), (80, 4), (70, 2)) if checks else None
    return items


def rate_folder(folder):
    subjects = {}
    for rows in pools_of(read_facts(folder)).values():
        total = {}
        for row in rows:
            items = items_of(row)
            known = None not in items.values()
            if known:
                total[row["id"]] = sum(items.values())
            subjects[row["id"]] = {"status": "rated" if known else "pending", "total": total.get(row["id"]), "rank": None,
                                   "items": {key: value for key, value in items.items() if value is not None}}
        for one, rank in ranks(total).items():
            subjects[one]["rank"] = rank
    return {"subjects": subjects}


if __name__ == "__main__":
    main(rate_folder, "county-rubric")

"""A factory's half-yearly rubric with three grades (formal: 003d factory).

Choices: floor 0 on every item (O-003d-1), both severities of A1 cost 3 (-2), no meeting voids A2 (-3), satisfaction by
half-open bands (-4), a meeting without record counts as not held (-5), A10 capped at its points (-6), each bonus once (-7),
the bonus counts for 85 (-8), exactly 85 is reached (-9). The year's mean of halves (-10) is left to the yearly table.
Keys: 1.1 is A1 of the written semantics, and so on; 4 is the shared pool D.
"""
from math import ceil

from common import F, main, pools_of, ranks, read_facts

BONUS = {"党政配合默契、成效显著": 5, "活动有特色有创新": 4, "重点工作突出": 2, "厂内交流经验": 2, "帮助职工解难事例突出": 2, "经济效益贡献突出": 5}
VETOES = ["主要经营指标未完成", "职工违纪违法受处分", "班子不团结造成重大失误", "集体上访、闹事或怠工", "重大事故、综合治理或计划生育否决", "养老保险迟缴或拖欠"]
SIX = ["贯彻决策部署、开创新局面", "党建工作成绩突出", "民主集中制落实、班子廉洁有凝聚力", "三会一课制度化", "职工队伍稳定", "思想政治工作有效"]


def satisfaction_deduction(s):
    return 0 if s > 90 else 1 if s >= 85 else 2 if s >= 75 else 3


def items_of(row):
    def n(name):
        return row.num(name)

    def y(name, points):
        return points if row.flag(name) else 0

    def item(most, *deductions):
        return max(F(0), min(F(most), F(most) - sum(deductions)))

    loss = row.rate("5.3 人才流失率")
    result = row.num("1.10 责任制考核得分")
    pool = (y("4.1 责任制不健全", 2), y("4.1 责任制未执行", 1), n("4.2 半年教育"), y("4.3 未及时报告", 5), y("4.4 未按规定使用", 2),
            y("4.4 未向职工报告", 3), y("4.5 瞒报违纪", 5), y("4.6 不配合检查", 3))
    return {
        "1.1": item(3, y("1.1 未执行集体讨论制度", 3), y("1.1 执行不够", 1)),
        "1.2": F(0) if row.flag("1.2 没有召开") else item(4, n("1.2 缺少的程序")),
        "1.3": item(3, satisfaction_deduction(row.rate("1.3 班子满意率"))),
        "1.4": item(5, 2 * n("1.4 党员大会"), n("1.4 支委会"), n("1.4 党小组会"), 2 * n("1.4 党课"), n("1.4 出勤率不足95%的会议"),
                    2 * n("1.4 无记录视为未开"), n("1.4 记录不规范")),
        "1.5": item(2, n("1.5 程序未达要求")),
        "1.6": item(1, y("1.6 未在发薪后第五个工作日前上缴", 1)),
        "1.7": item(1, F("0.5") * n("1.7 党员无故缺席"), F("0.5") * n("1.7 书记委员迟到早退"), n("1.7 书记委员无故缺席")),
        "1.8": item(1, y("1.8 未按时上报", 1)),
        "1.9": F(0) if row.flag("1.9 没有成果") else item(10, 2 * n("1.9 方案、检查、考核、典型、总结"), y("1.9 组织不力", 5)),
        "1.10": None if result is None else 30 * min(result, F(100)) / 100,
        "2.1": item(4, 2 * n("2.1 未学习或无记录"), F("0.5") * n("2.1 笔记"), y("2.1 未交心得或论文", 1)),
        "2.2": item(1, y("2.2 未按要求进行", 1)),
        "2.3": item(2, n("2.3 未落实的工作"), y("2.3 项目未完成", 2)),
        "2.4": item(3, 2 * n("2.4 职工被拘留"), n("2.4 受警告或罚款"), y("2.4 违章动火", 3)),
        "3.1": item(6, y("3.1 总结和计划迟报", 2), y("3.1 信息迟报", 2), y("3.1 瞒报漏报", 4), y("3.1 支委会无记录", 2)),
        "3.2": item(2, F("0.5") * n("3.2 缺少文件")),
        "3.3": item(2, y("3.3 没有研究记录", 1)),
        "4": item(10, *pool),
        "5.1": item(5, y("5.1 不团结并造成工作失误", 5)),
        "5.2": item(3, y("5.2 制度执行不力", 3)),
        "5.3": item(1, ceil(loss - 1) if loss > 1 else 0),
        "5.4": item(1, n("5.4 无故不参加培训")),
    }


def grade_of(row, total):
    satisfaction = row.rate("1.3 班子满意率")
    if total < 85:
        return "未达标"
    if satisfaction < 85 or any(row.flag(name) for name in VETOES):
        return "达标"
    if satisfaction < 90 or not all(row.flag(name) for name in SIX):
        return "达标"
    is_model = satisfaction >= 95 and row.rate("组织生活参加率") >= 98 and row.flag("改革生产有突出贡献") and row.flag("支部建设有创新")
    return "模范" if is_model else "先进"


def rate_folder(folder):
    subjects = {}
    for rows in pools_of(read_facts(folder)).values():
        total = {}
        for row in rows:
            items = items_of(row)
            one = {"status": "pending", "total": None, "rank": None, "grade": None, "consequences": []}
            if None not in items.values():
                total[row["id"]] = sum(items.values()) + sum(points for name, points in BONUS.items() if row.flag(name))
                one |= {"status": "rated", "total": total[row["id"]], "grade": grade_of(row, total[row["id"]])}
                follows = {"未达标": ["下达整改通知书,限期整改并复查"], "先进": ["授予称号,颁发奖状"], "模范": ["授予称号,颁发奖状"]}  # criticism asks for earlier halves
                one["consequences"] = [[text, None] for text in follows.get(one["grade"], [])]
            one["sections"] = {"党风廉政": items.pop("4")}
            one["items"] = {key: value for key, value in items.items() if value is not None}
            subjects[row["id"]] = one
        for one, rank in ranks(total).items():
            subjects[one]["rank"] = rank
    return {"subjects": subjects}


if __name__ == "__main__":
    main(rate_folder, "factory-rubric")

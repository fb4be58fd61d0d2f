"""Writes the sample facts of the ready-made schemes, the same ones every time.

Usage: make_facts.py [NAME…]   (all where none is named). Every name in them is invented. The special cases that a
sample is there to show (a tie at a cut, a missing figure …) are written out below; the rest is drawn from a
fixed seed.
"""
import csv
import sys
from fractions import Fraction as F
from pathlib import Path

SCHEMES = Path(__file__).resolve().parents[2] / "schemes"
MASK = (1 << 64) - 1


class Draw:
    """splitmix64: the same numbers with every version of Python."""

    def __init__(self, seed):
        self.state = seed

    def next(self, below):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return ((z ^ (z >> 31)) >> 32) * below >> 32

    def between(self, low, high):
        return low + self.next(high - low + 1)

    def often(self, percent):
        return self.next(100) < percent


def write(name, header, rows):
    path = SCHEMES / name / "facts.csv"
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        for row in rows:
            out.writerow([row.get(column, "") for column in header])
    print(f"{path}: {len(rows)} rows")


def yes(value):
    return "是" if value else "否"


def plain(value):
    """A fraction that ends, as a decimal."""
    value = F(value)
    text = f"{float(value):.4f}".rstrip("0").rstrip(".")
    assert F(text) == value, value
    return text


# ---- bureau-stars -----------------------------------------------------------------------------------------------

GROUNDS = ["在职正式党员", "连续未参加组织生活", "连续未交纳党费", "连续未做所分配的工作", "煽动、参与或组织非法上访",
           "参加非法组织", "受党内警告及以上处分", "被立案侦查或取保候审", "其他违反党纪国法的行为"]
ELECTORATES = ["党员票", "党外职工票", "执法对象票", "服务对象票"]
BRANCHES = [("青松支部", 24), ("翠竹支部", 22), ("红梅支部", 20), ("白杨支部", 19), ("银杏支部", 18), ("雪莲支部", 16),
            ("丹桂支部", 15), ("金菊支部", 14), ("玉兰支部", 12), ("木棉支部", 10), ("芦花支部", 8), ("山茶支部", 8)]


def ballots(draw, tenths, count):
    """`count` whole scores whose mean is near tenths/10."""
    low, rest = divmod(min(tenths, 100), 10)
    list_of = [low + (1 if i * 10 < rest * count else 0) for i in range(count)]
    for _ in range(2):  # some raters are kinder than others
        a, b = draw.next(count), draw.next(count)
        if a != b and 0 < list_of[a] and list_of[b] < 10 and draw.often(60):
            list_of[a] -= 1
            list_of[b] += 1
    for i in range(count - 1, 0, -1):
        j = draw.next(i + 1)
        list_of[i], list_of[j] = list_of[j], list_of[i]
    return ";".join(str(max(0, min(10, one))) for one in list_of)


def stars_of(row, theme, values):
    for electorate, value in zip(ELECTORATES, values):
        row[f"{theme} {electorate}"] = value


def bureau_stars():
    draw = Draw(20240101)
    header = ["编号", "名称", "分组"] + [f"{k} {e}" for k in range(1, 6) for e in ELECTORATES] + GROUNDS
    rows, serial = [], 0
    for number, (branch, size) in enumerate(BRANCHES, 1):
        weak = branch == "金菊支部"
        for place in range(1, size + 1):
            serial += 1
            row = {"编号": f"D{number:02}{place:02}", "名称": f"测试员{serial:03}", "分组": branch}
            quality = draw.between(78, 87) if weak else draw.between(82, 95)
            for theme in range(1, 6):
                level = quality + draw.between(-5, 5) - (3 if weak and theme in (2, 3, 4) else 0)
                level = max(0, min(100, level))
                stars_of(row, theme, [ballots(draw, level, 6), ballots(draw, max(0, level - 2), 5),
                                      plain(F(max(0, min(100, level + draw.between(-5, 4))), 10)),
                                      plain(F(max(0, min(100, level + draw.between(-4, 5))), 10))])
            row |= {ground: yes(ground == "在职正式党员") for ground in GROUNDS}
            for ground in GROUNDS[1:4]:
                row[ground] = "0"
            rows.append(row)

    by_id = {row["编号"]: row for row in rows}

    def same(one, scores):  # a score for each theme, alike from every electorate
        for theme, score in enumerate(scores, 1):
            whole = F(score).denominator == 1
            stars_of(by_id[one], theme, [";".join([plain(score)] * 6) if whole else plain(score),
                                         ";".join([plain(score)] * 5) if whole else plain(score), plain(score), plain(score)])

    # A tie at the five-star cut: 24 members, 2 places, one above and two alike; both fall to four stars.
    same("D0103", [10, 10, 10, 10, F("9.8")])
    same("D0107", [10, 9, 10, 10, 10])
    same("D0111", [9, 10, 10, 10, 10])
    # A tie at the four-star cut: 22 members, 2 and 4 places.
    same("D0201", [10, 10, 10, 10, 10])
    same("D0202", [10, 10, 10, 9, 10])
    same("D0203", [10, 10, 10, 9, F("9.5")])
    same("D0204", [10, 10, 9, 9, 10])
    same("D0205", [9, 10, 10, 9, F("9.9")])
    same("D0206", [9, F("9.5"), 10, 9, 10])
    same("D0207", [10, 9, F("9.5"), 9, 10])
    # Disqualified with the best total of the branch; and six months of a kind, against five.
    same("D0305", [10, 10, 10, 10, 10])
    by_id["D0305"]["受党内警告及以上处分"] = "是"
    by_id["D0404"]["连续未参加组织生活"] = "6"
    by_id["D0405"]["连续未参加组织生活"] = "5"
    # Exactly 8 everywhere, and 7.99 in one theme.
    same("D0501", [8, 8, 8, 8, 8])
    same("D0502", [9, 9, 9, 9, 9])
    stars_of(by_id["D0502"], 3, ["8;8;8;8;8;8", "8;8;8;8;8", "8", "7.96"])
    # On average exactly 4 with two stars earned; and 4.01.
    same("D0601", [8, 8, 2, 1, 1])
    same("D0602", [8, 8, 2, 1, F("1.05")])
    # One electorate has not handed in its ballots.
    by_id["D0708"]["5 服务对象票"] = ""
    for theme in range(1, 5):
        stars_of(by_id["D0708"], theme, ["8;7;8;8;7;8", "8;7;8;7;8", "7.6", "7.9"])
    stars_of(by_id["D0708"], 5, ["7;8;8;8;7;8", "8;8;7;7;8", "7.8", ""])
    # Not yet a full member: out of scope, so that nine are left and no five-star place.
    by_id["D1006"]["在职正式党员"] = "否"
    write("bureau-stars", header, rows)


# ---- county-rubric ----------------------------------------------------------------------------------------------

COMMITTEES = ("乡镇党委", "窗口党委", "其他党委")
COUNTY_COUNTS = [("3 制度缺项", 4), ("8 缺少总结", 3), ("9 档案缺项", 3), ("16 缺少会议", 3), ("17 上级书记点评缺少", 3), ("17 本级书记点评缺少", 2),
                 ("18 缺少评议", 3), ("26 未再承诺党员", 6), ("27 未落实承诺", 3)]
COUNTY_YES = ["1 成立领导小组", "1 办事机构健全", "1 有专兼职人员", "3 建立联络和联系点制度", "7 开展宣传", "7 有宣传标识", "11 开展先锋岗活动",
              "16 有会议记录", "18 有评议记录", "19 公开记录完备", "20 公开记录完备", "21 公开记录完备", "22 按期全部整改", "26 党组织再承诺",
              "28 办实事有效果", "31 达到要求"]
COUNTY_NO = ["23 未建台账", "23 完成未销号", "23 未完成而销号", "24 未建台账", "24 完成未销号", "24 未完成而销号", "26 没有再承诺任务", "27 全部未落实"]
COUNTY_JUDGED = [("2 一把手负总责", 10), ("4 实施方案", 10), ("5 主题载体目标", 20), ("6 学习教育", 10), ("7 宣传效果", 10), ("12 岗位奉献", 50),
                 ("13 党组织基本承诺", 20), ("12b 党组织创争承诺", 20), ("14 党员基本承诺", 20), ("15 党员创争承诺", 20), ("29 党群共建", 100),
                 ("30 窗口单位为民服务", 100), ("32 挖掘培养典型", 50)]
COUNTY_RATES = ["10 知晓率", "19 知晓率", "20 知晓率", "21 知晓率", "34 年终满意率"]
COUNTY_HEADER = ["编号", "名称", "分组", "类别", "1 成立领导小组", "1 办事机构健全", "1 有专兼职人员", "2 一把手负总责", "3 制度缺项",
                 "3 建立联络和联系点制度", "3 主要领导到联系点", "4 实施方案", "5 主题载体目标", "6 学习教育", "7 开展宣传", "7 有宣传标识",
                 "7 宣传效果", "8 县级以上刊发信息", "8 缺少总结", "9 档案缺项", "9 上报材料缺项", "10 参与率", "10 知晓率", "11 党徽佩戴率",
                 "11 示范户比例", "11 开展先锋岗活动", "12 岗位奉献", "13 党组织基本承诺", "12b 党组织创争承诺", "14 党员基本承诺",
                 "15 党员创争承诺", "16 有会议记录", "16 缺少会议", "17 上级书记点评缺少", "17 本级书记点评缺少", "18 有评议记录", "18 缺少评议",
                 "19 公开记录完备", "19 知晓率", "20 公开记录完备", "20 知晓率", "21 公开记录完备", "21 知晓率", "22 按期全部整改", "23 未建台账",
                 "23 完成未销号", "23 未完成而销号", "24 未建台账", "24 完成未销号", "24 未完成而销号", "25 未完成承诺", "26 党组织再承诺",
                 "26 没有再承诺任务", "26 未再承诺党员", "27 全部未落实", "27 未落实承诺", "28 办实事有效果", "29 党群共建", "30 窗口单位为民服务",
                 "31 达到要求", "32 挖掘培养典型", "33 经认定的批示表彰", "34 年终满意率", "35 抽查满意率"]


def county_rubric():
    draw = Draw(20240102)
    kinds = ["乡镇党委"] * 10 + ["窗口党委"] * 4 + ["窗口支部"] * 6 + ["其他党委"] * 4 + ["其他支部"] * 6
    rows = []
    for serial, kind in enumerate(kinds, 1):
        good = draw.between(40, 100)  # how well the unit works
        row = {"编号": f"X{serial:02}", "名称": f"测试{kind}{serial:02}", "分组": "全县", "类别": kind}
        row |= {name: yes(draw.often(80 + good // 5)) for name in COUNTY_YES}
        row |= {name: yes(draw.often((100 - good) // 5)) for name in COUNTY_NO}
        row |= {name: str(max(0, draw.between(0, most) - good // 40)) for name, most in COUNTY_COUNTS}
        for name, most in COUNTY_JUDGED:
            row[name] = plain(F(most - most * draw.next(140 - good) // 200, 10))
        for name in COUNTY_RATES:
            row[name] = plain(F(1000 - draw.next(3 * (130 - good)), 10)) + "%"
        row["3 主要领导到联系点"] = str(draw.between(2, 6))
        row["8 县级以上刊发信息"] = str(draw.between(0, 4))
        row["9 上报材料缺项"] = str(draw.between(0, 2))
        row["25 未完成承诺"] = str(0 if draw.often(good) else 1)
        row["10 参与率"] = "45/45" if draw.often(70) else f"{draw.between(40, 44)}/45"
        row["11 党徽佩戴率"] = "100%" if draw.often(75) else "98.5%"
        row["11 示范户比例"] = f"{draw.between(8, 20)}%"
        row["33 经认定的批示表彰"] = ";".join(["中央", "自治区", "市", "县", "本级"][draw.between(1, 4)] for _ in range(draw.between(0, 3))) or "无"
        row["35 抽查满意率"] = ";".join(str(draw.between(70 + good // 6, 99)) for _ in range(draw.between(2, 5)))
        rows.append(row)
    by_id = {row["编号"]: row for row in rows}
    # On the ends of the bands, and just beside them.
    for one, rates in {"X01": ("90%", "89.9%", "80%", "79.9%", "90%"), "X02": ("89.99%", "90%", "79.99%", "80%", "89.9%"),
                       "X03": ("180/200", "161/180", "4/5", "159/200", "85%"), "X11": ("100%", "95%", "90.0%", "89.9%", "84.99%"),
                       "X15": ("90%", "90%", "90%", "90%", "80%"), "X21": ("80%", "80%", "80%", "80%", "79.9%")}.items():
        by_id[one] |= dict(zip(COUNTY_RATES, rates))
    by_id["X01"]["35 抽查满意率"] = "88;91;94"
    by_id["X02"]["35 抽查满意率"] = "90;90;89.7;90.2"
    by_id["X03"]["35 抽查满意率"] = "80;79;81"
    by_id["X11"]["35 抽查满意率"] = "70;69.99"
    by_id["X15"]["35 抽查满意率"] = ""  # not yet checked: the unit is pending
    by_id["X01"]["33 经认定的批示表彰"] = "自治区;县"
    by_id["X02"]["33 经认定的批示表彰"] = "县;县"
    by_id["X03"]["33 经认定的批示表彰"] = "无"
    by_id["X04"]["33 经认定的批示表彰"] = "本级;本级;本级"
    by_id["X04"] |= {"3 制度缺项": "3", "3 主要领导到联系点": "2", "3 建立联络和联系点制度": "否"}
    by_id["X05"] |= {"8 县级以上刊发信息": "1", "9 档案缺项": "4", "9 上报材料缺项": "2"}
    by_id["X06"] |= {"27 全部未落实": "是", "26 没有再承诺任务": "是", "26 党组织再承诺": "否"}
    by_id["X07"] |= {"11 党徽佩戴率": "99.9%", "10 参与率": "99.9%"}
    # A perfect unit of each kind that has another maximum.
    for one in ("X08", "X16", "X26"):
        row = by_id[one]
        row |= {name: "是" for name in COUNTY_YES} | {name: "否" for name in COUNTY_NO} | {name: "0" for name, _ in COUNTY_COUNTS}
        row |= {name: plain(F(most, 10)) for name, most in COUNTY_JUDGED} | {name: "100%" for name in COUNTY_RATES}
        row |= {"3 主要领导到联系点": "4", "8 县级以上刊发信息": "2", "9 上报材料缺项": "0", "25 未完成承诺": "0", "10 参与率": "100%",
                "11 党徽佩戴率": "100%", "11 示范户比例": "10%", "33 经认定的批示表彰": "中央", "35 抽查满意率": "90;90"}
    for row in rows:
        if row["类别"] not in COMMITTEES:
            row["3 建立联络和联系点制度"] = row["9 上报材料缺项"] = ""
        if row["类别"] != "乡镇党委":
            row["29 党群共建"] = ""
        if not row["类别"].startswith("窗口"):
            row["30 窗口单位为民服务"] = ""
    write("county-rubric", COUNTY_HEADER, rows)


# ---- factory-rubric ---------------------------------------------------------------------------------------------

FACTORY = [  # header, "y" yes/no or "n" a count, how often (per cent) or at most
    ("1.1 未执行集体讨论制度", "y", 4), ("1.1 执行不够", "y", 15), ("1.2 没有召开", "y", 4), ("1.2 缺少的程序", "n", 2), ("1.3 班子满意率", "r", 0),
    ("1.4 党员大会", "n", 1), ("1.4 支委会", "n", 1), ("1.4 党小组会", "n", 2), ("1.4 党课", "n", 1), ("1.4 出勤率不足95%的会议", "n", 1),
    ("1.4 无记录视为未开", "n", 1), ("1.4 记录不规范", "n", 1), ("1.5 程序未达要求", "n", 1), ("1.6 未在发薪后第五个工作日前上缴", "y", 10),
    ("1.7 党员无故缺席", "n", 2), ("1.7 书记委员迟到早退", "n", 1), ("1.7 书记委员无故缺席", "n", 1), ("1.8 未按时上报", "y", 15),
    ("1.9 没有成果", "y", 4), ("1.9 方案、检查、考核、典型、总结", "n", 2), ("1.9 组织不力", "y", 8), ("1.10 责任制考核得分", "r", 0),
    ("2.1 未学习或无记录", "n", 1), ("2.1 笔记", "n", 3), ("2.1 未交心得或论文", "y", 15), ("2.2 未按要求进行", "y", 10), ("2.3 未落实的工作", "n", 1),
    ("2.3 项目未完成", "y", 8), ("2.4 职工被拘留", "n", 0), ("2.4 受警告或罚款", "n", 1), ("2.4 违章动火", "y", 5), ("3.1 总结和计划迟报", "y", 10),
    ("3.1 信息迟报", "y", 10), ("3.1 瞒报漏报", "y", 5), ("3.1 支委会无记录", "y", 10), ("3.2 缺少文件", "n", 2), ("3.3 没有研究记录", "y", 10),
    ("4.1 责任制不健全", "y", 8), ("4.1 责任制未执行", "y", 8), ("4.2 半年教育", "n", 1), ("4.3 未及时报告", "y", 5), ("4.4 未按规定使用", "y", 5),
    ("4.4 未向职工报告", "y", 8), ("4.5 瞒报违纪", "y", 3), ("4.6 不配合检查", "y", 3), ("5.1 不团结并造成工作失误", "y", 5), ("5.2 制度执行不力", "y", 8),
    ("5.3 人才流失率", "r", 0), ("5.4 无故不参加培训", "n", 1),
    ("党政配合默契、成效显著", "y", 25), ("活动有特色有创新", "y", 30), ("重点工作突出", "y", 40), ("厂内交流经验", "y", 30), ("帮助职工解难事例突出", "y", 40),
    ("经济效益贡献突出", "y", 20), ("贯彻决策部署、开创新局面", "Y", 80), ("党建工作成绩突出", "Y", 85), ("民主集中制落实、班子廉洁有凝聚力", "Y", 90),
    ("三会一课制度化", "Y", 90), ("职工队伍稳定", "Y", 95), ("思想政治工作有效", "Y", 90), ("组织生活参加率", "r", 0), ("改革生产有突出贡献", "Y", 60),
    ("支部建设有创新", "Y", 60), ("主要经营指标未完成", "y", 6), ("职工违纪违法受处分", "y", 6), ("班子不团结造成重大失误", "y", 3),
    ("集体上访、闹事或怠工", "y", 3), ("重大事故、综合治理或计划生育否决", "y", 3), ("养老保险迟缴或拖欠", "y", 3)]


def factory_rubric():
    draw = Draw(20240103)
    rows = []
    for serial in range(1, 21):
        good = draw.between(30, 100)
        row = {"编号": f"C{serial:02}", "名称": f"{'甲乙'[serial > 10]}{(serial - 1) % 10 + 1}支部", "分组": "一赛区" if serial <= 10 else "二赛区"}
        for name, kind, value in FACTORY:
            if kind == "y":
                row[name] = yes(draw.often(value * (140 - good) // 60))
            elif kind == "Y":
                row[name] = yes(draw.often(min(100, value + good // 10)))
            elif kind == "n":
                row[name] = str(draw.between(0, value) if draw.often(130 - good) else 0)
        row["1.3 班子满意率"] = plain(F(820 + draw.between(0, good * 18 // 10), 10)) + "%"
        row["1.10 责任制考核得分"] = plain(F(850 + draw.between(0, 190), 10))
        row["5.3 人才流失率"] = plain(F(draw.between(0, 15), 10)) + "%"
        row["组织生活参加率"] = plain(F(960 + draw.between(0, 40), 10)) + "%"
        rows.append(row)
    by_id = {row["编号"]: row for row in rows}
    clean = {name: {"y": "否", "Y": "是", "n": "0", "r": "100"}[kind] for name, kind, _ in FACTORY}
    clean |= {"5.3 人才流失率": "0%", "1.3 班子满意率": "96%", "组织生活参加率": "98%"}
    all_bonus = {name: "是" for name, _, _ in FACTORY[49:55]}

    by_id["C01"] |= clean | all_bonus  # 120, the most there is
    by_id["C02"] |= clean | {"1.10 责任制考核得分": "50"}  # exactly 85
    by_id["C03"] |= clean | {"1.10 责任制考核得分": "49.9"}  # just below
    by_id["C04"] |= clean | {"1.3 班子满意率": "95%", "组织生活参加率": "97.99%"}  # advanced, and no model
    by_id["C05"] |= clean | {"1.3 班子满意率": "90%"}  # in the band that deducts, and still advanced
    by_id["C06"] |= clean | {"1.3 班子满意率": "89.99%"}  # not advanced
    by_id["C07"] |= clean | {"1.3 班子满意率": "84.99%"}  # vetoed
    by_id["C08"] |= clean | {"1.3 班子满意率": "75%", "1.10 责任制考核得分": "104"}  # a result over 100 earns no more than 100
    by_id["C09"] |= clean | {name: "是" for name, kind, _ in FACTORY[37:45] if kind == "y"} | {"4.2 半年教育": "2"}  # 23 against a pool of 10
    by_id["C10"] |= clean | {"1.1 未执行集体讨论制度": "是", "1.1 执行不够": "是", "5.3 人才流失率": "1%"}
    by_id["C11"] |= {"5.3 人才流失率": "1.01%", "1.9 没有成果": "是"}
    by_id["C12"] |= clean | {"养老保险迟缴或拖欠": "是"}
    by_id["C13"] |= {"1.10 责任制考核得分": ""}  # not in yet: pending
    by_id["C14"] |= clean | {"1.10 责任制考核得分": "20", "活动有特色有创新": "是", "党政配合默契、成效显著": "是"}  # 76 + 9: the bonus makes it
    write("factory-rubric", ["编号", "名称", "分组"] + [name for name, _, _ in FACTORY], rows)


# ---- bureau-flag ------------------------------------------------------------------------------------------------

def bureau_flag():
    draw = Draw(20240104)
    header = ["编号", "名称", "分组"] + [f"{k} 考评组评分" for k in range(1, 6)]
    names = ["青松", "翠竹", "红梅", "白杨", "银杏", "雪莲", "丹桂", "金菊", "玉兰", "木棉", "芦花", "山茶"]
    rows = []
    for serial, name in enumerate(names, 1):
        row = {"编号": f"B{serial:02}", "名称": f"{name}支部", "分组": "全局"}
        level = draw.between(78, 94)
        for theme in range(1, 6):
            row[header[2 + theme]] = ";".join(plain(F(level + draw.between(-4, 6), 10)) for _ in range(3))
        rows.append(row)
    scores = dict.fromkeys(header[3:])
    rows[0] |= dict.fromkeys(scores, "8;8;8")  # exactly 8 five times
    rows[1] |= dict.fromkeys(scores, "10;10;10") | {header[5]: "7.99"}  # one aspect just below, whatever the sum
    rows[2] |= dict.fromkeys(scores, "9;8.5;8.8") | {header[3]: "7.5;8;8.5", header[7]: "7.9;8;8.1"}  # means of exactly 8
    rows[3] |= dict.fromkeys(scores, "9;9;9") | {header[4]: "8;8;7.9"}  # 239/30, which two places would show as 7.97
    rows[11] |= {header[7]: ""}  # nobody has scored it: pending
    write("bureau-flag", header, rows)


# ---- branch-stars -----------------------------------------------------------------------------------------------

DEMOTIONS = ["班子不团结或不作为影响工作、未完成核定的生产经营任务", "班子成员违规违纪受处分", "重大质量安全责任事故造成重大损失并被上级追责",
             "集体上访、越级上访或聚众闹事造成重大影响并被通报", "党员群众受党内警告或行政记过以上处分、被立案侦查或取保候审", "计划生育一票否决"]


def branch_stars():
    draw = Draw(20240105)
    header = ["编号", "名称", "分组", "1 半年评审得分"] + DEMOTIONS + ["支部书记绩效工资"]
    names = [f"{trade}{number}支部" for trade in ("采掘", "运输", "机修", "后勤") for number in "一二三四五六"]
    rows = []
    for serial, name in enumerate(names, 1):
        level = draw.between(760, 970)
        row = {"编号": f"S{serial:02}", "名称": name, "分组": "全公司",
               "1 半年评审得分": ";".join(plain(F(max(0, min(1000, level + draw.between(-30, 40))), 10)) for _ in range(2))}
        row |= {ground: yes(draw.often(3)) for ground in DEMOTIONS}
        row["支部书记绩效工资"] = str(36000 + 1200 * draw.next(16))
        rows.append(row)
    none = dict.fromkeys(DEMOTIONS, "否")
    at = "1 半年评审得分"
    rows[0] |= none | {at: "85;90"}  # exactly 90, though 85 in the first half
    rows[1] |= none | {at: "95;89.99"}
    rows[2] |= none | {at: "70;80"}
    rows[3] |= none | {at: "90;79.99"}
    rows[4] |= none | {at: "92"}  # one review only: it counts
    rows[5] |= none | {at: "90;93", DEMOTIONS[1]: "是", DEMOTIONS[3]: "是"}  # two grounds: one grade
    rows[6] |= none | {at: "75;78", DEMOTIONS[5]: "是"}  # the lowest grade stays
    rows[7] |= none | {at: "81;82", "支部书记绩效工资": "48000"}
    rows[8] |= none | {at: "82;83.5", "支部书记绩效工资": "47999"}
    rows[9] |= none | {at: "96;97"}
    rows[10] |= {at: ""}  # not reviewed yet
    write("branch-stars", header, rows)

    import json
    from oracle_branch_stars import past_rounds
    for year, subjects in past_rounds([(row["编号"], row["名称"]) for row in rows], draw).items():
        path = SCHEMES / "branch-stars" / f"history-{year}.json"
        path.write_text(json.dumps({"scheme": "星级党支部评定", "round": str(year), "subjects": subjects}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


# ---- community-ladder -------------------------------------------------------------------------------------------

def community_ladder():
    from oracle_community_ladder import LEVELS, SCALES, VETOES, names_of_all
    draw = Draw(20240106)
    header = ["编号", "名称", "分组"] + names_of_all() + VETOES
    names = ["青松", "翠竹", "红梅", "白杨", "银杏", "雪莲", "丹桂", "金菊", "玉兰", "木棉", "芦花", "山茶", "晨光", "朝霞", "清泉", "长虹", "明月", "春晓", "秋实", "远山"]
    wanted = [5, 5, 5, 4, 4, 4, 4, 3, 3, 3, 3, 3, 2, 2, 1, 3, 4, 5, 3, 3]
    # What a community of each level has of the figures and steps.
    figures = {5: ("省级", "一级", "省级", "无"), 4: ("市级", "一级", "市级", "县"), 3: ("县级", "二级", "市级", "市"), 2: ("县级", "二级", "县级", "京"), 1: ("县级", "三级", "县级", "京"), 0: ("无", "无", "无", "京")}
    rows = []
    for serial, (name, level) in enumerate(zip(names, wanted), 1):
        row = {"编号": f"Q{serial:02}", "名称": f"{name}社区", "分组": "全街道"}
        lists_met = {criterion for k in range(1, level + 1) for criterion, _ in LEVELS[k]}
        for criterion in names_of_all():
            row[criterion] = yes(criterion in lists_met)
        row |= dict(zip(SCALES, figures[level]))
        households = draw.between(20, 60)
        row |= {"居务公开的月数": "12", "矛盾纠纷调处率": f"{households}/{households}", "调处成功率": "100%" if level >= 4 else "95%", "命案": "0",
                "主职干部违法违纪案件": "0", "社区干部违法违纪案件": "0", "重大刑事治安案件": "0" if level >= 3 else "1", "事故死亡人数": "0",
                "单起事故重伤人数": "0" if level >= 4 else "1", "赴京个访": "0" if level >= 3 else "1", "安全生产事故": "0" if level >= 4 else "1", "黄赌毒现象": "0" if level >= 5 else "1"}
        row |= dict.fromkeys(VETOES, "否")
        rows.append(row)
    rows[1]["违反计划生育规定"] = "是"  # five stars by the list, capped at three
    rows[2]["集体访最高去向"] = "县"  # five stars bar one requirement
    rows[4]["调处成功率"] = "999/1000"  # 99.9 % is not 100 %
    rows[5]["文化社区"] = "二级"
    rows[8] |= {"单起事故重伤人数": "2"}  # two badly hurt: not three stars
    rows[9]["集体访最高去向"] = "省"
    rows[10]["调处成功率"] = "94.9%"
    rows[14]["居务公开的月数"] = "11"  # the lowest level missed by a month
    rows[16]["监督委员会履职到位"] = "否"  # on no list of its own level: four stars, though not two or three
    rows[18]["受上级党委通报批评或更重的组织措施"] = "是"  # three stars anyway
    rows[19]["党员活动设施齐全"] = ""  # not looked into yet
    write("community-ladder", header, rows)


# ---- two-ballots ------------------------------------------------------------------------------------------------

def two_ballots():
    draw = Draw(20240107)
    grades = ["优秀", "合格", "基本合格", "基本不合格", "不合格"]
    ballots = ["党员票", "群众代表票"]
    header = ["编号", "名称", "分组"] + [b + what for b in ballots for what in ["应到", "收回"] + grades]
    rows = []

    def fill(row, ballot, entitled, returned, votes):
        row |= dict(zip([ballot + what for what in ["应到", "收回"] + grades], map(str, [entitled, returned, *votes])))

    for serial in range(1, 25):
        row = {"编号": f"P{serial:02}", "名称": f"测试员{serial:02}", "分组": ["甲一社区", "甲二社区", "甲三社区"][(serial - 1) // 8]}
        for ballot, entitled in zip(ballots, (18, 12)):
            returned = entitled - draw.between(0, 4)
            weights = [draw.between(2, 9), draw.between(1, 7), draw.between(0, 4), draw.between(0, 2), draw.between(0, 1)]
            votes = [0] * 5
            for _ in range(returned - draw.between(0, 1)):
                pick = draw.next(sum(weights))
                votes[next(i for i in range(5) if pick < sum(weights[:i + 1]))] += 1
            fill(row, ballot, entitled, returned, votes)
        rows.append(row)
    fill(rows[0], "党员票", 10, 10, (6, 3, 1, 0, 0))  # the worked example: 优秀 and 基本合格, so 基本合格
    fill(rows[0], "群众代表票", 10, 10, (2, 2, 4, 1, 1))
    fill(rows[1], "党员票", 12, 12, (6, 6, 0, 0, 0))  # exactly half is enough
    fill(rows[1], "群众代表票", 10, 10, (5, 0, 0, 0, 5))
    fill(rows[2], "党员票", 11, 11, (5, 6, 0, 0, 0))  # one vote short of half
    fill(rows[2], "群众代表票", 9, 9, (9, 0, 0, 0, 0))
    fill(rows[3], "党员票", 15, 10, (8, 2, 0, 0, 0))  # two thirds returned: just enough
    fill(rows[3], "群众代表票", 10, 8, (2, 2, 0, 0, 0))  # half of them valid: just enough
    fill(rows[4], "党员票", 15, 9, (9, 0, 0, 0, 0))  # fewer than two thirds: the ballot does not count
    fill(rows[5], "群众代表票", 12, 11, (5, 0, 0, 0, 0))  # fewer than half valid
    fill(rows[6], "党员票", 10, 10, (0, 0, 4, 2, 4))  # 基本不合格: a measure has to follow
    fill(rows[7], "群众代表票", 9, 9, (0, 1, 1, 2, 5))  # 不合格
    for what in ["应到", "收回"] + grades:
        rows[8]["群众代表票" + what] = ""  # the second ballot is still out
    write("two-ballots", header, rows)


# ---- city-two-part ----------------------------------------------------------------------------------------------

def city_two_part():
    from oracle_city_two_part import BASE, SPOT
    draw = Draw(20240108)
    header = ["编号", "名称", "分组", "类别"] + [name for name, _ in BASE + SPOT] + ["20 满意率"]
    rows = []
    for serial in range(1, 13):
        kind = "县区" if serial <= 6 else "牵头部门"
        row = {"编号": f"M{serial:02}", "名称": f"测试{kind}{serial:02}", "分组": "全市", "类别": kind}
        for name, most in BASE + SPOT:
            row[name] = plain(F(10 * most - draw.next(4 * most + 1), 10))
        row["20 满意率"] = plain(F(draw.between(780, 1000), 10))
        rows.append(row)
    rows[0] |= {name: str(most) for name, most in BASE + SPOT} | {"20 满意率": "100"}
    rows[1] |= {name: "0" for name, _ in BASE + SPOT} | {"20 满意率": "0"}
    rows[2]["20 满意率"] = "89.5"
    rows[11]["18 现场看点"] = ""
    write("city-two-part", header, rows)


# ---- leader-review ----------------------------------------------------------------------------------------------

def leader_review():
    header = ["编号", "名称", "分组", "类别", "联系班子成员", "所在支部书记"]
    rows = []

    def add(name, pool, kind, contact="", secretary=""):
        rows.append(dict(zip(header, [f"R{len(rows) + 1:02}", name, pool, kind, contact, secretary])))

    office, markets = "机关支部", ["东集支部", "西集支部", "南集支部"]
    add("局班子", office, "领导班子")
    add("测试员01", office, "党组书记")
    team = ["测试员02", "测试员03", "测试员04"]
    for name in team:
        add(name, office, "班子成员")
    for number in range(5, 10):
        add(f"测试员{number:02}", office, "机关党员")
    add(office, office, "机关支部")
    number = 10
    for market, contact in zip(markets, team):
        secretary = f"测试员{number:02}"
        add(market, market, "基层支部", contact)
        add(secretary, market, "支部书记", contact)
        add(f"测试员{number + 1:02}", market, "党员干部", contact)
        for other in range(number + 2, number + 7):
            add(f"测试员{other:02}", market, "普通党员", "", secretary)
        number += 7
    by_name = {row["名称"]: row for row in rows}
    by_name["测试员18"]["联系班子成员"] = ""  # nobody named in the table
    by_name["测试员26"]["所在支部书记"] = "测试员26"  # the table names the member's own name
    write("leader-review", header, rows)


# ---- supplier-rating --------------------------------------------------------------------------------------------

def supplier_rating():
    draw = Draw(20240109)
    header = ["id", "name", "pool", "kind", "valid contract", "convicted of bribery", "1 accepted lots", "2 complaints", "2 repeated complaint",
              "2 caused by our own drawing", "3 on-time rate", "4 short deliveries", "5 damaged pallets", "6 price index", "7 days granted",
              "8 quarterly meetings", "9 award of ideas", "10 engineers", "10 buyers", "joint project", "sustainability report", "grave safety breach",
              "missing insurance", "late recall", "false certificate"]
    answer = {True: "yes", False: "no"}
    pools = [("castings", "goods", 11), ("electronics", "goods", 10), ("maintenance", "services", 6)]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    rows = []
    for pool, kind, size in pools:
        for place in range(size):
            good = draw.between(0, 100)
            row = {"id": f"V{len(rows) + 1:02}", "name": f"{pool.title()} Sample {letters[place]}", "pool": pool, "kind": kind}
            row |= {"valid contract": "yes", "convicted of bribery": "no", "1 accepted lots": plain(F(1000 - draw.next(15 + (100 - good) // 2), 10)) + "%",
                    "2 complaints": str(draw.between(0, 3 - good // 34)), "2 repeated complaint": answer[draw.often(15)], "2 caused by our own drawing": answer[draw.often(30)],
                    "3 on-time rate": ";".join(plain(F(1000 - draw.next(160 - good), 10)) for _ in range(6)),
                    "4 short deliveries": plain(F(draw.between(0, 45 - good // 3), 10)) + "%",
                    "5 damaged pallets": plain(F(draw.between(0, 60 - good // 3), 10)) + "%" if kind == "goods" else "",
                    "6 price index": plain(F(draw.between(930, 1070 - good // 2), 10)), "7 days granted": str([14, 30, 45, 60, 90][draw.between(good // 50, 4)]),
                    "8 quarterly meetings": str(draw.between(2 + good // 60, 5)), "9 award of ideas": ["none", "site", "group", "national", "site;group"][draw.next(5)],
                    "10 engineers": ";".join(str(draw.between(14 + good // 20, 25)) for _ in range(5)), "10 buyers": ";".join(str(draw.between(14 + good // 20, 25)) for _ in range(5)),
                    "joint project": str(draw.between(0, 3)), "sustainability report": answer[draw.often(50)], "grave safety breach": answer[draw.often(4)],
                    "missing insurance": answer[draw.often(8)], "late recall": answer[draw.often(6)], "false certificate": answer[draw.often(3)]}
            rows.append(row)
    best = {"1 accepted lots": "100%", "2 complaints": "0", "2 repeated complaint": "no", "2 caused by our own drawing": "no", "3 on-time rate": "100;100",
            "4 short deliveries": "0%", "5 damaged pallets": "0%", "6 price index": "95", "7 days granted": "60", "8 quarterly meetings": "4", "9 award of ideas": "national",
            "10 engineers": "25;25;25;25;25", "10 buyers": "25;25;25;25;25", "joint project": "0", "sustainability report": "no", "grave safety breach": "no",
            "missing insurance": "no", "late recall": "no", "false certificate": "no"}
    rows[0] |= best | {"joint project": "3", "sustainability report": "yes"}  # 100 and a bonus of 5
    rows[1] |= best | {"3 on-time rate": "96;97;98"}
    rows[2] |= best | {"3 on-time rate": "97"}  # ties with the one before, in everything: two places, both left out
    rows[3] |= best | {"missing insurance": "yes"}
    rows[4] |= best | {"late recall": "yes", "false certificate": "yes"}
    rows[5] |= best | {"2 complaints": "2", "2 caused by our own drawing": "yes"}  # quality 84: no gold
    rows[6] |= best | {"grave safety breach": "yes"}
    rows[7]["valid contract"] = "no"
    rows[12]["convicted of bribery"] = "yes"
    rows[14]["8 quarterly meetings"] = ""
    rows[21] |= best | {"5 damaged pallets": ""}  # services: packaging does not apply, and the section is still worth 30
    write("supplier-rating", header, rows)


MAKERS = {"bureau-flag": bureau_flag, "bureau-stars": bureau_stars, "branch-stars": branch_stars, "community-ladder": community_ladder,
          "two-ballots": two_ballots, "county-rubric": county_rubric, "city-two-part": city_two_part, "factory-rubric": factory_rubric,
          "leader-review": leader_review, "supplier-rating": supplier_rating}

if __name__ == "__main__":
    for name in sys.argv[1:] or MAKERS:
        MAKERS[name]()

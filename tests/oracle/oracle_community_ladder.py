"""A five-level ladder of criteria for communities (formal: 002 community ladder).

Choices: each level is judged by its own list (O-002-1), a veto caps at three stars (O-002-2), the 20 % of five stars is a
share of all (O-002-3). Pay factors other than the base (O-002-4) are left to a table that the text does not give.
"""
from common import F, main, read_facts

SCALES = {"文明社区": ["无", "县级", "市级", "省级", "国家级"], "文化社区": ["无", "三级", "二级", "一级"],
          "卫生社区": ["无", "县级", "市级", "省级", "国家级"], "集体访最高去向": ["无", "县", "市", "省", "京"]}
VETOES = ["违反计划生育规定", "受上级党委通报批评或更重的组织措施", "其他不符合四星和五星的情形"]
GRADES = {5: "五星级", 4: "四星级", 3: "三星级", 2: "二星级", 1: "一星级", 0: "未定星"}

YES = "yes"


def at_least(step):
    return lambda scale, value: scale.index(value) >= scale.index(step)


def below(step):
    return lambda scale, value: scale.index(value) < scale.index(step)


def zero(value):
    return value == 0


def from_rate(least):
    return lambda value: value >= least


def yes(*names):
    return [(name, YES) for name in names]


COMMON_OPENNESS = yes("党务居务公开规范", "公开档案年底装订成册", "廉洁规范和年度承诺述职评议") + [("社区干部违法违纪案件", zero)]
LEVELS = {
    1: yes("党组织和居委会班子健全", "制度健全、职责明确并落实", "居务监督委员会已建立") + [("主职干部违法违纪案件", zero), ("居务公开的月数", lambda months: months == 12)]
       + [("文明社区", at_least("县级")), ("文化社区", at_least("三级")), ("卫生社区", at_least("县级")), ("命案", zero),
          ("矛盾纠纷调处率", from_rate(100)), ("调处成功率", from_rate(95))] + yes("信访五个一落实", "综治工作室规范", "群防群治队伍已建立"),
    2: yes("党组织和居委会班子健全", "制度健全、职责明确并落实", "居民自治机制健全", "重大事务民主决策", "监督委员会履职到位") + COMMON_OPENNESS
       + [("文明社区", at_least("县级")), ("文化社区", at_least("二级")), ("卫生社区", at_least("县级"))] + yes("刑事案件和事故有效控制")
       + [("命案", zero), ("矛盾纠纷调处率", from_rate(100)), ("调处成功率", from_rate(95))] + yes("信访五个一落实", "综治工作室规范", "群防群治队伍健全"),
    3: yes("党组织和居委会班子健全", "党组织核心作用明显", "制度健全、职责明确并落实", "居民自治机制健全", "重大事务民主决策", "党员活动设施齐全", "便民服务开展",
           "监督委员会履职到位") + COMMON_OPENNESS + yes("廉政文化进社区")
       + [("文明社区", at_least("县级")), ("文化社区", at_least("二级")), ("卫生社区", at_least("市级"))] + yes("刑事案件和事故有效控制")
       + [("重大刑事治安案件", zero), ("事故死亡人数", zero), ("单起事故重伤人数", lambda hurt: hurt < 2), ("矛盾纠纷调处率", from_rate(100)),
          ("调处成功率", from_rate(95)), ("集体访最高去向", below("省")), ("赴京个访", zero)] + yes("信访五个一落实", "综治工作室县级示范", "群防群治队伍健全"),
    4: yes("各类组织健全协调", "干部年龄文化结构合理", "制度健全、职责明确并落实", "重大事务民主决策", "党员活动设施齐全", "党员联系服务群众广泛", "创先争优氛围浓厚",
           "监督委员会履职群众满意") + COMMON_OPENNESS + yes("廉政文化有特色")
       + [("文明社区", at_least("市级")), ("文化社区", at_least("一级")), ("卫生社区", at_least("市级"))] + yes("县级学习型党组织", "县报社区", "刑事案件总量较低且安全感较高")
       + [("重大刑事治安案件", zero), ("安全生产事故", zero), ("矛盾纠纷调处率", from_rate(100)), ("调处成功率", from_rate(100)),
          ("集体访最高去向", below("市")), ("赴京个访", zero)] + yes("信访五个一落实", "综治工作室县级示范", "群防群治队伍健全"),
    5: yes("各类组织健全协调", "干部年龄文化结构合理", "制度健全、职责明确并落实", "重大事务民主决策", "党员活动设施齐全", "党员联系服务群众广泛", "创先争优氛围浓厚",
           "党员先锋模范作用明显", "县级和谐社区", "监督委员会工作出色", "知情参与决策权有保障", "党风廉政台账齐全", "县级廉政文化示范点")
       + [("文明社区", at_least("省级")), ("文化社区", at_least("一级")), ("卫生社区", at_least("省级"))] + yes("县级学习型党组织", "县报社区", "刑事案件总量较低且安全感较高")
       + [("重大刑事治安案件", zero), ("黄赌毒现象", zero), ("安全生产事故", zero), ("矛盾纠纷调处率", from_rate(100)), ("调处成功率", from_rate(100)),
          ("集体访最高去向", below("县")), ("赴京个访", zero)] + yes("信访五个一落实", "综治工作室县级示范", "群防群治队伍健全"),
}
RATES = ("矛盾纠纷调处率", "调处成功率")


def names_of_all():
    """Every criterion once, in order of the lists."""
    seen = list(SCALES)
    for level in LEVELS.values():
        seen += [name for name, _ in level if name not in seen and not seen.append(name)]
    return list(dict.fromkeys(seen))


def is_met(row, name, wanted):
    if wanted is YES:
        return row.flag(name)
    if name in SCALES:
        return wanted(SCALES[name], row[name])
    return wanted(row.rate(name) if name in RATES else row.num(name))


def rate_folder(folder):
    subjects = {}
    for row in read_facts(folder):
        one = subjects[row["id"]] = {"status": "pending", "grade": None, "consequences": []}
        if any(row[name] == "" for name in names_of_all() + VETOES):
            continue
        unmet = {k: [name for name, wanted in LEVELS[k] if not is_met(row, name, wanted)] for k in LEVELS}
        level = max((k for k in LEVELS if not unmet[k]), default=0)
        if any(row.flag(name) for name in VETOES):
            level = min(level, 3)
        follows = {5: ["表彰", "社区干部报酬在基准上浮动,幅度另定"], 4: ["社区干部报酬在基准上浮动,幅度另定"], 3: ["社区干部报酬按基准发放"]}
        one["consequences"] = [[text, None] for text in follows.get(level, ["社区干部报酬在基准下浮动,幅度另定"])]
        one |= {"status": "rated", "grade": GRADES[level], "stars": level, "unmet_of_next": unmet.get(level + 1, []),
                "unmet_below": sorted({name for k in range(1, level) for name in unmet[k]})}
    stars = [one.get("stars") for one in subjects.values()]
    good, best, everybody = sum(1 for star in stars if star is not None and star >= 3), stars.count(5), len(stars)
    return {"subjects": subjects, "targets": [
        {"due": "自方案发布之日起三年内", "grade": "三星级", "reached": good, "base": everybody, "met": F(good, everybody) >= F(80, 100)},
        {"due": "自方案发布之日起三年内", "grade": "五星级", "reached": best, "base": everybody, "met": F(best, everybody) >= F(20, 100)}]}


if __name__ == "__main__":
    main(rate_folder, "community-ladder")

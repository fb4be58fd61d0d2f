"""A city's measures, as far as their damaged text goes (formal: 003c city assessment).

Choices: the two parts are shown apart and not added (O-003c-1), the effects are judged (O-003c-2), the meeting is worth
15 times its rate of content (O-003c-3). Of the first hundred points 49 are visible.
"""
from common import main, read_facts

BASE = [("1 党内互评", 1), ("2 群众评议", 1), ("3 公开评选", 2), ("4 三公开", 2), ("5 成立领导小组", 1), ("6 有意见或方案", 2), ("7 活动正常开展", 4),
        ("8 形成一批作品", 3), ("9 长效机制", 4), ("10 月报告", 1), ("11 进展情况", 1), ("12 推动科学发展", 5), ("13 促进社会和谐", 5),
        ("14 服务人民群众", 5), ("15 加强基层组织", 5), ("16 后续问题整改", 4), ("17 谋划明年工作", 3)]
SPOT = [("18 现场看点", 60), ("19 查阅资料", 25)]


def rate_folder(folder):
    assert sum(most for _, most in BASE) == 49
    subjects = {}
    for row in read_facts(folder):
        items = {name.split(" ")[0]: row.num(name) for name, _ in BASE + SPOT}
        rate = row.num("20 满意率")
        items["20"] = None if rate is None else 15 * rate / 100
        one = {"status": "rated", "sections": {}}
        for part, keys in (("基础考核", range(1, 18)), ("抽查考核", range(18, 21))):
            scores = [items[str(k)] for k in keys]
            if None in scores:
                one["status"] = "pending"
            else:
                one["sections"][part] = sum(scores)
        one["items"] = {key: value for key, value in items.items() if value is not None}
        subjects[row["id"]] = one
    return {"subjects": subjects}


if __name__ == "__main__":
    main(rate_folder, "city-two-part")

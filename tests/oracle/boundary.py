"""Small schemes whose subjects stand on, just below and just above every limit, with what they must come to.

Usage: boundary.py FOLDER   writes FOLDER/<case>/{scheme.md,facts.csv,expected.json}; each is to be rated by the binary and
compared with `compare.py FOLDER/<case> RESULT.json`, which reads expected.json where there is one.
What is expected is reckoned here with rational numbers and never by reading the sentences back.
"""
import csv
import json
import sys
from pathlib import Path

from common import F, cap, ranks, say, seats
from make_facts import Draw, plain


class Within:
    """An interval with the words for it in both languages; no end is None."""

    def __init__(self, zh, en, low=None, low_in=True, high=None, high_in=True):
        self.zh, self.en, self.low, self.low_in, self.high, self.high_in = zh, en, low, low_in, high, high_in

    def __contains__(self, value):
        above = self.low is None or value > self.low or (self.low_in and value == self.low)
        below = self.high is None or value < self.high or (self.high_in and value == self.high)
        return above and below


def from_to(low, high, unit=""):
    """All ways to say "from low up to below high"."""
    a, b = f"{plain(low)}{unit}", f"{plain(high)}{unit}"
    return [Within(f"{a}以上不满{b}", f"{a} to below {b}", low, True, high, False),
            Within(f"{a}至{b}(不含)", f"{a} to {b}(exclusive)", low, True, high, False),
            Within(f"[{a},{b})", f"[{a},{b})", low, True, high, False)]


def around(value, places):
    """The value, and one and two steps of the last digit beside it, for every number of places up to `places`."""
    steps = [F(1, 10**k) for k in range(places + 1)]
    return sorted({value} | {value + sign * step for step in steps for sign in (-1, 1)})


class Case:
    def __init__(self, name, scheme):
        self.name, self.scheme, self.rows, self.expected = name, scheme, [], {}
        self.tied = None  # who is left out at a cut; None where the case has no quota

    def add(self, pool="一组", expected=None, **cells):
        one = f"K{len(self.rows) + 1:03}"
        self.rows.append({"id": one, "name": one, "pool": pool} | cells)
        self.expected[one] = {"status": "rated"} | (expected or {})
        return one

    def write(self, folder):
        folder = Path(folder) / self.name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "scheme.md").write_text(self.scheme, encoding="utf-8")
        header = {"id": "编号", "name": "名称", "pool": "分组"} if any("一" <= c <= "鿿" for c in self.scheme) else {"id": "id", "name": "name", "pool": "pool"}
        with open(folder / "facts.csv", "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            columns = list(dict.fromkeys(key for row in self.rows for key in row))
            out.writerow([header.get(column, column) for column in columns])
            for row in self.rows:
                out.writerow([row.get(column, "") for column in columns])
        expected = {"subjects": say(self.expected)} | ({} if self.tied is None else {"tied": sorted(self.tied)})
        (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return len(self.rows)


# ---- thresholds of grades -------------------------------------------------------------------------------------------

def threshold_cases():
    for low, high, name in ((F(80), F(90), "whole"), (F("79.95"), F("89.9995"), "fine"), (F("0.1"), F("0.3"), "tenths")):
        middles = from_to(low, high)
        tops = [Within(f"{plain(high)}以上", f"{plain(high)} or more", high), Within(f"不低于{plain(high)}", f"at least {plain(high)}", high),
                Within(f"达到{plain(high)}", f"from {plain(high)}", high)]
        for i, (middle, top) in enumerate(zip(middles, tops)):
            for language in ("zh", "en"):
                if language == "zh":
                    text = (f"# 界线\n\n总分:100\n\n## 得分(100分)\n\n1. 得分(100分)\n   - 分:满分100,按比例折算\n\n## 定级\n\n- 甲等:{top.zh}\n- 乙等:{middle.zh}\n")
                    grades, column = ("甲等", "乙等", "未定级"), "分"
                else:
                    text = (f"# Limits\n\ntotal: 100\n\n## Score (100 points)\n\n1. Score (100 points)\n   - mark: scaled from 100\n\n## Grading\n\n- first: {top.en}\n- second: {middle.en}\n")
                    grades, column = ("first", "second", "unrated"), "mark"
                case = Case(f"threshold-{name}-{i}-{language}", text)
                for value in around(low, 4) + around(high, 4):
                    if 0 <= value <= 100:
                        grade = grades[0] if value in top else grades[1] if value in middle else grades[2]
                        case.add("all", {"total": value, "grade": grade}, **{column: decimal(value)})
                yield case


def decimal(value):
    """Any fraction whose decimals end, written without a float."""
    return say(F(value))


def exclusive_threshold_case():
    """Above 90, and at most 60: the words that leave the number out, and those that let it in below."""
    grades = {"优": Within("超过90分", "", F(90), False), "良": Within("超过80.5分至90分(含)", "", F("80.5"), False, F(90), True),
              "中": Within("超过60分至80.5分(含)", "", F(60), False, F("80.5"), True), "低": Within("60分以下", "", None, True, F(60), True)}
    case = Case("threshold-exclusive", "# 界线\n\n总分:100\n等次:优、良、中、低\n\n## 得分(100分)\n\n1. 得分(100分)\n   - 分:满分100,按比例折算\n\n## 定级\n\n"
                + "".join(f"- {name}:{within.zh}\n" for name, within in grades.items()))
    for value in around(F(90), 4) + around(F(60), 4) + around(F("80.5"), 4):
        case.add("all", {"total": value, "grade": next(name for name, within in grades.items() if value in within)}, 分=decimal(value))
    return case


def weighted_case():
    """0.7 × 86.1 + 0.3 × 99.1 is 90, whatever binary numbers make of it."""
    case = Case("threshold-weighted", "# 加权\n\n总分:100\n\n## 甲(70%)\n\n1. 甲项(100分)\n   - 甲分:满分100,按比例折算\n\n## 乙(30%)\n\n2. 乙项(100分)\n   - 乙分:满分100,按比例折算\n\n## 定级\n\n- 五星级:90分以上\n- 四星级:80分以上不满90分\n- 三星级:不满80分\n")
    draw = Draw(7)
    pairs = [(F("86.1"), F("99.1")), (F("86.1"), F("99.0999")), (F("86.1"), F("99.1001"))]
    while len(pairs) < 240:
        a = F(draw.between(8000, 10000), 100)
        limit = F(90) if draw.often(50) else F(80)
        b = (limit - a * F(7, 10)) / F(3, 10) + F(draw.between(-1, 1), 100)
        if 0 <= b <= 100 and (b * 10000).denominator == 1:
            pairs.append((a, b))
    for a, b in pairs:
        total = a * F(70, 100) + b * F(30, 100)
        case.add("all", {"total": total, "grade": "五星级" if total >= 90 else "四星级" if total >= 80 else "三星级"}, 甲分=decimal(a), 乙分=decimal(b))
    return case


# ---- bands ----------------------------------------------------------------------------------------------------------

def band_case(language):
    zh = language == "zh"
    sentence = "90%以上得10分;85%以上不满90%得7.5分;80%以上不满85%得4分;不满80%不得分" if zh else "90% or more scores 10; 85% to below 90% scores 7.5; 80% to below 85% scores 4; below 80% scores 0"
    text = (f"# 区间\n\n## 得分(10分)\n\n1. 满意(10分)\n   - 满意率:{sentence}\n" if zh else f"# Bands\n\n## Score (10 points)\n\n1. Content (10 points)\n   - rate: {sentence}\n")
    case = Case(f"bands-{language}", text)
    column = "满意率" if zh else "rate"

    def points(rate):
        return F(10) if rate >= 90 else F("7.5") if rate >= 85 else F(4) if rate >= 80 else F(0)

    for limit in (80, 85, 90):
        for rate in around(F(limit), 4):
            if rate <= 100:
                case.add("all", {"total": points(rate), "items": {"1": points(rate)}}, **{column: decimal(rate) + ("%" if len(case.rows) % 2 else "")})
        for base in (3, 7, 20, 40, 199, 200, 997):  # so many content of so many asked, beside the limit
            for content in {limit * base // 100 + extra for extra in (-1, 0, 1)}:
                if 0 <= content <= base:
                    rate = F(content * 100, base)
                    case.add("all", {"total": points(rate), "items": {"1": points(rate)}}, **{column: f"{content}/{base}"})
    return case


def mean_case():
    case = Case("bands-mean", "# 平均\n\n## 得分(5分)\n\n1. 抽查(5分)\n   - 抽查:多次平均,90%以上得5分;80%以上不满90%得4分;70%以上不满80%得2分;不满70%不得分,没有样本得0分\n")
    draw = Draw(11)
    lists = [[], [F(90)], [F(90), F(90), F("89.9")], [F("89.9"), F(90), F("90.1")], [F(80), F("79.9999")], [F(70), F(70), F(70)], [F("69.9"), F("70.1"), F(70)]]
    for _ in range(150):
        limit, count = (70, 80, 90)[draw.next(3)], draw.between(2, 9)
        values = [F(limit * 10 + draw.between(-60, 60), 10) for _ in range(count - 1)]
        last = F(limit * count) - sum(values) + F(draw.between(-1, 1), 10)  # the mean is the limit, or 0.1/count beside it
        if 0 <= last <= 100:
            lists.append(values + [last])
    for values in lists:
        mean = sum(values) / len(values) if values else None
        points = F(0) if mean is None or mean < 70 else F(2) if mean < 80 else F(4) if mean < 90 else F(5)
        case.add("all", {"total": points, "items": {"1": points}}, 抽查=";".join(decimal(value) for value in values))
    return case


def steps_case():
    case = Case("steps", "# 每超过\n\n## 得分(30分)\n\n1. 整步(10分)\n   - 甲率:每超过1%减1分\n2. 起点(10分)\n   - 乙率:超过1%后每1%减1分,不足1%按1%计\n3. 半步(10分)\n   - 丙率:每超过0.5%减0.7分\n")
    for value in sorted(set(around(F(1), 3) + around(F(2), 3) + around(F("2.5"), 3) + around(F("7.5"), 3) + around(F("10.5"), 2) + [F(0), F(11), F(13)])):
        first = max(F(0), 10 - F(value // 1))
        over = value - 1
        second = max(F(0), 10 - F(-(-over // 1))) if over > 0 else F(10)
        third = max(F(0), 10 - F(7, 10) * (value // F(1, 2)))
        case.add("all", {"total": first + second + third, "items": {"1": first, "2": second, "3": third}}, **{k: decimal(value) + ("%" if k == "乙率" or 0 < value < 1 else "") for k in ("甲率", "乙率", "丙率")})
    return case


# ---- quotas ---------------------------------------------------------------------------------------------------------

def quota_case(name, properties, five, four, at_least_one=False, lets_in=False, only_eligible=False, ties=False, is_number=False, or_better=False):
    """`five` and `four` per cent of a pool (or so many, with is_number); with or_better the second limits both grades together."""
    def limit(amount):
        return f"最多{plain(amount)}个" if is_number else f"不超过{plain(amount)}%"

    case = Case(name, "# 名额\n\n" + "".join(line + "\n" for line in properties) + "总分:100\n\n"
                "## 资格\n\n- 受处分:取消资格\n\n## 得分(100分)\n\n1. 得分(80分)\n   - 分:满分80,按比例折算\n2. 附加(20分)\n   - 附:满分20,按比例折算\n\n"
                f"## 定级\n\n- 五星级:50分以上\n- 四星级:40分以上不满50分\n- 三星级:不满40分\n- 五星级:{limit(five)}\n- 四星级{'以上' if or_better else ''}:{limit(four)}\n" + ("- 同分:比较2\n" if ties else ""))
    case.tied = set()
    draw = Draw(13)
    for size in list(range(1, 42)) + [99, 100, 101]:
        key, level, barred = {}, {}, 0
        low, high = ((40, 120), (92, 104), (72, 84))[size % 3]  # wide, and crowded about either limit
        for place in range(size):
            first = F(draw.between(low, high), 2)
            second = F(draw.between(0, 4))
            total = first + second
            is_barred = draw.often(8)
            one = case.add(f"{size}人组", {"total": total}, 受处分="是" if is_barred else "否", 分=decimal(first), 附=decimal(second))
            if not is_barred and draw.often(4):  # counts in the base, and cannot be placed
                case.rows[-1]["附"] = ""
                case.expected[one] = {"status": "pending", "rank": None, "grade": None}
                continue
            if is_barred:
                case.expected[one] = {"status": "disqualified", "rank": None, "grade": None}
                barred += 1
                continue
            key[one] = (total, second) if ties else (total,)
            level[one] = 5 if total >= 50 else 4 if total >= 40 else 3
        base = size - barred if only_eligible else size
        for star, share in ((5, five), (4, four)):
            places = int(share) if is_number else max(cap(share, base), 1 if at_least_one and base else 0)
            if or_better and star == 4:
                places = max(0, places - sum(1 for other in level.values() if other == 5))
            candidates = {one: key[one] for one in level if level[one] == star}
            placed, tied = seats(candidates, places)
            kept = placed | tied if lets_in else placed
            case.tied |= set() if lets_in else tied
            for one in candidates:
                if one not in kept:
                    level[one] -= 1
        for one, rank in ranks(key).items():
            case.expected[one] |= {"rank": rank, "grade": {5: "五星级", 4: "四星级", 3: "三星级"}[level[one]]}
    return case


def quota_cases():
    stated = {"base": "名额基数:全体", "down": "名额取整:舍去", "out": "同分处理:都不进"}
    yield quota_case("quota-down", list(stated.values()), F(10), F(20))
    yield quota_case("quota-third", list(stated.values()), F("33.3"), F("66.7"))
    yield quota_case("quota-at-least-one", [stated["base"], "名额取整:至少一个", stated["out"]], F(10), F(20), at_least_one=True)
    yield quota_case("quota-let-in", [stated["base"], stated["down"], "同分处理:都进"], F(10), F(20), lets_in=True)
    yield quota_case("quota-eligible", ["名额基数:有资格的", stated["down"], stated["out"]], F(10), F(20), only_eligible=True)
    yield quota_case("quota-number", list(stated.values()), F(2), F(5), is_number=True)
    yield quota_case("quota-or-better", list(stated.values()), F(10), F(30), or_better=True)
    yield quota_case("quota-ties-parted", list(stated.values()), F(10), F(20), ties=True)


# ---- stars, ballots, demotions -----------------------------------------------------------------------------------------

def star_case():
    """Means of ballots beside 8: the count of stars, and the average of 4 that bars three stars."""
    items = "".join(f"{k}. 主题{k}(10分)\n   - 评分:党员票60%、群众票40%\n" for k in range(1, 4))
    case = Case("stars", f"# 星数\n\n## 评星(30分)\n\n{items}\n## 定级\n\n- 星数:每项8分以上得一星\n- 一星级以下:各项平均4分以下\n")
    names = {3: "三星级", 2: "二星级", 1: "一星级", 0: "未定级"}
    draw = Draw(17)
    for _ in range(200):
        cells, scores = {}, []
        for k in range(1, 4):
            members = [F(draw.between(70, 90) if draw.often(80) else draw.between(0, 20), 10) for _ in range(draw.between(1, 5))]
            mean = sum(members) / len(members)
            public = (8 - mean * F(6, 10)) / F(4, 10) + F(draw.between(-1, 1), 100)
            if not 0 <= public <= 10 or (public * 10000).denominator != 1:
                public = F(draw.between(0, 100), 10)
            cells |= {f"{k} 党员票": ";".join(decimal(one) for one in members), f"{k} 群众票": decimal(public)}
            scores.append(mean * F(60, 100) + public * F(40, 100))
        stars = sum(1 for score in scores if score >= 8)
        if sum(scores) / 3 <= 4:
            stars = min(stars, 1)
        case.add("all", {"total": sum(scores), "grade": names[stars], "items": {str(k): score for k, score in enumerate(scores, 1)}}, **cells)
    return case


def ballot_case():
    """Every split of ten votes into three classes, by two ballots of which the lower counts."""
    case = Case("ballots", "# 票决\n\n等次:好、中、差\n\n## 定级\n\n- 票决:甲票、乙票,取低\n- 有效票:收回占应到2/3以上,有效占收回1/2以上\n\n## 程序\n\n1. 投票(无记名):全体\n")
    draw = Draw(19)
    splits = [(a, b, 10 - a - b) for a in range(11) for b in range(11 - a)]

    def class_of(entitled, returned, votes):
        valid = sum(votes)
        if 3 * returned < 2 * entitled or 2 * valid < returned or valid == 0:
            return None
        return next(k for k in range(3) if 2 * sum(votes[:k + 1]) >= valid)

    def cells(name, entitled, returned, votes):
        return {f"{name}应到": str(entitled), f"{name}收回": str(returned)} | {f"{name}{grade}": str(votes[k]) for k, grade in enumerate("好中差")}

    for first in splits:
        second = splits[draw.next(len(splits))]
        turnouts = [(draw.between(10, 17), draw.between(10, 21)) for _ in range(2)]
        turnouts = [(entitled, min(returned, entitled)) for entitled, returned in turnouts]
        classes = [class_of(*turnout, votes) for turnout, votes in zip(turnouts, (first, second))]
        expected = {"status": "pending", "grade": None} if None in classes else {"grade": "好中差"[max(classes)]}
        case.add("all", expected, **cells("甲票", *turnouts[0], first), **cells("乙票", *turnouts[1], second))
    return case


def demotion_cases():
    for each in (False, True):
        case = Case("demotions-each" if each else "demotions-once",
                    f"# 降级\n\n总分:100\n降级累计:{'逐条累计' if each else '只降一次'}\n\n## 得分(100分)\n\n1. 得分(100分)\n   - 分:满分100,按比例折算\n\n"
                    "## 降级\n\n- 迟报:降一级\n- 漏报:降一级\n- 事故:2起以上降两级\n\n## 一票否决\n\n- 重大事故:最高三星级\n- 瞒报:不得评四星级\n\n"
                    "## 定级\n\n- 五星级:90分以上\n- 四星级:80分以上\n- 三星级:70分以上\n- 二星级:60分以上\n")
        for score in (F("59.99"), F(60), F("69.99"), F(70), F(80), F("89.99"), F(90)):
            for bits in range(32):
                late, gap, accidents, grave, hidden = bits & 1, bits & 2, (2 if bits & 4 else 1), bits & 8, bits & 16
                stars = next((star for star, low in ((5, 90), (4, 80), (3, 70), (2, 60)) if score >= low), 0)
                if stars:
                    drops = [1] * bool(late) + [1] * bool(gap) + [2] * (accidents >= 2)
                    stars = max(2, stars - (sum(drops) if each else max(drops, default=0)))
                    stars = min(stars, 3 if grave or hidden else 5)
                case.add("all", {"total": score, "grade": {5: "五星级", 4: "四星级", 3: "三星级", 2: "二星级", 0: "未定级"}[stars]},
                         分=decimal(score), 迟报="是" if late else "否", 漏报="是" if gap else "否", 事故=str(accidents), 重大事故="是" if grave else "否", 瞒报="是" if hidden else "否")
        yield case


def cases():
    yield from threshold_cases()
    yield exclusive_threshold_case()
    yield weighted_case()
    yield band_case("zh")
    yield band_case("en")
    yield mean_case()
    yield steps_case()
    yield from quota_cases()
    yield star_case()
    yield ballot_case()
    yield from demotion_cases()


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    for case in cases():
        print(f"{case.name}: {case.write(sys.argv[1])} subjects")
    return 0


if __name__ == "__main__":
    sys.exit(main())

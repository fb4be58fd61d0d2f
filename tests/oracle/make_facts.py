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
    same("D0205", [9, 9, 10, 9, 10])
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


MAKERS = {"bureau-stars": bureau_stars}

if __name__ == "__main__":
    for name in sys.argv[1:] or MAKERS:
        MAKERS[name]()

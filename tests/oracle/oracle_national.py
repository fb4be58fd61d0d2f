"""The national population: generator, rating and checksums, from the workload's own description.

Usage: oracle_national.py [ORGANISATIONS [CSV]]   (10000 by default) prints the checksums of input and result, and
compares them with the published ones; with CSV, writes the population there, by the header that the scheme's inputs have.
`rate_folder` is for compare.py: it reads such a CSV and rates it.
"""
import json
import sys
from fractions import Fraction as F
from pathlib import Path

MASK = (1 << 64) - 1
SEED = 20240601
HEADER = ("id,pool,kind,a01_org,a02_score,a03_missing,a03_contact,a03_visits,a04_score,a05_score,a06_score,a07_pub,a08_articles,a08_missing,"
          "a09_missing,a10_part,a10_aware,a11_badge,a11_model,a11_post,a12_score,a13_score,a12b_score,a14_score,a15_score,a16_meetings,a16_records,"
          "a17_missing,a18_missing,a19_rate,a20_rate,a21_rate,a22_done,a23_ledger,a24_ledger,a25_open,a26_org,a26_members,a27_open,a28_done,a29_score,"
          "a30_score,a31_done,a32_score,a33_level1,a33_level2,a34_rate,a35_sum,a35_n,d1,d2,d3,d4,d5,d6").split(",")
TENTHS = {"a10_part", "a10_aware", "a11_badge", "a11_model", "a19_rate", "a20_rate", "a21_rate", "a34_rate", "a35_sum"} | {
    name for name in HEADER if name.endswith("_score")}
PUBLISHED = {10_000: ("c15c4654968e1101", "7a239df5f1628dd8"), 100_000: ("18fba04de6a1df26", "1b1316df22bb673a")}
ITEMS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "12b", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23",
         "24", "25", "26", "27", "28", "29", "30", "31", "32", "33", "34", "35"]
SECTIONS = [ITEMS[0:10], ITEMS[10:12], ITEMS[12:22], ITEMS[22:29], ["29"], ["30"], ["31", "32", "33"], ["34", "35"]]


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def organisation(i, count):
    """Row i of the population, in whole numbers (tenths where the column has a decimal)."""
    def u(d, m):
        return (mix((SEED + (64 * i + d + 1) * 0x9E3779B97F4A7C15) & MASK) >> 32) * m >> 32

    weak = 999 - (u(60, 1000) + u(61, 1000) + u(62, 1000)) // 3
    column = {name: c for c, name in enumerate(HEADER)}

    def skew(c):
        r = u(c, 1000)
        return r * r // 1000

    def yes(c, f):
        return 1 if u(c, 10000) >= f * weak // 500 else 0

    def many(c, m):
        return skew(c) * m * weak // 500000

    def judged(c, most):
        return most - most * skew(c) * weak // 1000000

    def rate(c, s):
        r = u(c, 16000)
        if r < 1000:
            return (700, 799, 800, 849, 850, 899, 900, 1000)[r % 8]
        r %= 1000
        return 1000 - r * r // 1000 * weak * s // 1000000

    def level(c):
        drawn = u(c, 100)
        return sum(1 for bound in (30, 55, 75, 90, 97) if bound <= drawn)

    c = column
    row = {"id": i + 1, "pool": u(1, max(1, count // 50)), "kind": 1 + u(2, 2)}
    yeses = {"a01_org": 200, "a03_contact": 400, "a07_pub": 200, "a11_post": 500, "a16_records": 300, "a22_done": 600, "a23_ledger": 500,
             "a24_ledger": 500, "a26_org": 200, "a28_done": 400, "a31_done": 500}
    judges = {"a02_score": 10, "a04_score": 10, "a05_score": 20, "a06_score": 10, "a12_score": 50, "a13_score": 20, "a12b_score": 20,
              "a14_score": 20, "a15_score": 20, "a29_score": 100, "a30_score": 100, "a32_score": 50}
    counts = {"a03_missing": 3, "a08_missing": 3, "a09_missing": 3, "a17_missing": 3, "a18_missing": 2, "a26_members": 8, "a27_open": 3}
    for name in HEADER[3:]:
        at = c[name]
        if name in yeses:
            row[name] = yes(at, yeses[name])
        elif name in judges:
            row[name] = judged(at, judges[name])
        elif name in counts:
            row[name] = many(at, counts[name])
        elif name in ("a10_aware", "a19_rate", "a20_rate", "a21_rate", "a34_rate"):
            row[name] = rate(at, 360)
        elif name in ("a33_level1", "a33_level2"):
            row[name] = level(at)
        elif name[0] == "d":
            row[name] = 1 - yes(at, 150)
    row["a03_visits"] = 6 - many(c["a03_visits"], 3)
    row["a08_articles"] = 3 - many(c["a08_articles"], 2)
    row["a10_part"] = 1000 if u(63, 10) < 7 else rate(c["a10_part"], 360)
    row["a11_badge"] = 1000 if yes(c["a11_badge"], 800) else rate(c["a11_badge"], 360)
    row["a11_model"] = 80 + u(c["a11_model"], 221)
    row["a16_meetings"] = 7 - many(c["a16_meetings"], 2)
    row["a25_open"] = 0 if yes(c["a25_open"], 600) else 1 + u(c["a25_open"], 1 << 30) % 5
    checks = 1 + u(48, 1 << 30) % 12 if yes(48, 100) else 0
    row["a35_n"] = checks
    row["a35_sum"] = checks * rate(47, 360) - u(59, checks) if checks else 0
    return {name: row[name] for name in HEADER}


def scores(row):
    """All items in tenths of a point."""
    def less(most, *deductions):
        return max(0, most - sum(deductions))

    def aware(rate):
        return 20 if rate >= 900 else 10 if rate >= 800 else 0

    def when(flag, points):
        return points if flag else 0

    r = row
    n, total = r["a35_n"], r["a35_sum"]
    return {
        "1": when(r["a01_org"], 20), "2": r["a02_score"],
        "3": less(20, 2 * r["a03_missing"], 0 if r["a03_contact"] else 10, 5 * max(0, 4 - r["a03_visits"])),
        "4": r["a04_score"], "5": r["a05_score"], "6": r["a06_score"], "7": when(r["a07_pub"], 10),
        "8": less(0 if r["a08_articles"] == 0 else 5 if r["a08_articles"] == 1 else 10, 2 * r["a08_missing"]), "9": less(10, 2 * r["a09_missing"]),
        "10": (10 if r["a10_part"] == 1000 else 5 if r["a10_part"] >= 800 else 0) + aware(r["a10_aware"]),
        "11": 0 if r["a11_badge"] < 1000 else 50 - when(r["a11_model"] < 100, 20) - when(not r["a11_post"], 20),
        "12": r["a12_score"], "13": r["a13_score"], "12b": r["a12b_score"], "14": r["a14_score"], "15": r["a15_score"],
        "16": when(r["a16_records"], less(20, 5 * max(0, 6 - r["a16_meetings"]))), "17": less(20, 5 * r["a17_missing"]),
        "18": less(20, 5 * r["a18_missing"]), "19": aware(r["a19_rate"]), "20": aware(r["a20_rate"]), "21": aware(r["a21_rate"]),
        "22": when(r["a22_done"], 20), "23": when(r["a23_ledger"], 20), "24": when(r["a24_ledger"], 20), "25": when(r["a25_open"] == 0, 20),
        "26": when(r["a26_org"], less(20, 2 * r["a26_members"])), "27": less(50, 10 * r["a27_open"]), "28": when(r["a28_done"], 50),
        "29": r["a29_score"] if r["kind"] == 1 else 0, "30": r["a30_score"] if r["kind"] == 2 else 0,
        "31": when(r["a31_done"], 50), "32": r["a32_score"], "33": 10 * min(5, r["a33_level1"] + r["a33_level2"]),
        "34": 50 if r["a34_rate"] >= 900 else 40 if r["a34_rate"] >= 850 else 20 if r["a34_rate"] >= 800 else 0,
        "35": 0 if n == 0 else 50 if total >= 900 * n else 40 if total >= 800 * n else 20 if total >= 700 * n else 0,
    }


def rate_all(rows):
    """The 50 result columns of every row, points in tenths."""
    results, pools = [], {}
    for row in rows:
        items = scores(row)
        parts = [sum(items[key] for key in part) for part in SECTIONS]
        total = sum(parts)
        raw = 5 if total >= 900 else 4 if total >= 800 else 3
        down = raw - 1 if any(row[f"d{k}"] for k in range(1, 7)) else raw
        result = {"id": row["id"], "items": items, "parts": parts, "total": total, "raw": raw, "down": down, "key": (total, parts[7], parts[3])}
        results.append(result)
        pools.setdefault(row["pool"], []).append(result)
    for members in pools.values():
        size = len(members)
        for one in members:
            one["rank"] = 1 + sum(other["key"] > one["key"] for other in members)
            one["star"] = one["down"]
        for star, places in ((5, size * 10 // 100), (4, size * 20 // 100)):
            candidates = [one for one in members if one["star"] == star]
            falling = [one for one in candidates if sum(other["key"] >= one["key"] for other in candidates) > places]
            for one in falling:
                one["star"] -= 1
                one["is_tied"] = one.get("is_tied", False) or sum(other["key"] > one["key"] for other in candidates) < places
    return results


def checksum(columns, ids):
    h = 0
    for values in columns:
        h = mix(mix(h ^ (sum(values) & MASK)) ^ (sum(v * (one % 65521 + 1) for v, one in zip(values, ids)) & MASK))
    return f"{h:016x}"


def result_columns(results):
    columns = [[one["items"][key] for one in results] for key in ITEMS]
    columns += [[one["parts"][k] for one in results] for k in range(8)]
    return columns + [[one[name] for one in results] for name in ("total", "raw", "down", "rank", "star")]


def cell(name, value):
    return f"{value // 10}.{value % 10}" if name in TENTHS else str(value)


def read_csv(path):
    with open(path, encoding="utf-8") as file:
        header = file.readline().strip().split(",")
        assert header == HEADER
        for line in file:
            yield {name: int(text.replace(".", "")) if name in TENTHS else int(text) for name, text in zip(header, line.strip().split(","))}


def rate_folder(folder):
    """Totals, items, sections, ranks and grades of `facts.csv`, as compare.py wants them."""
    names = {5: "五星级", 4: "四星级", 3: "三星级", 2: "二星级"}
    subjects = {}
    rows = list(read_csv(Path(folder) / "facts.csv"))
    results = rate_all(rows)
    for row, one in zip(rows, results):
        other = "30" if row["kind"] == 1 else "29"  # does not apply, and is not listed
        subjects[str(one["id"])] = {"status": "rated", "total": F(one["total"], 10), "rank": one["rank"], "grade": names[one["star"]],
                                    "items": {key: F(value, 10) for key, value in one["items"].items() if key != other},
                                    "sections": {f"t{k + 1}": F(value, 10) for k, value in enumerate(one["parts"]) if SECTIONS[k] != [other]}}
    return {"subjects": subjects, "tied": sorted(str(one["id"]) for one in results if one.get("is_tied"))}


def run(count, path):
    rows = [organisation(i, count) for i in range(count)]
    if path:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(",".join(HEADER) + "\n")
            for row in rows:
                file.write(",".join(cell(name, row[name]) for name in HEADER) + "\n")
    ids = [row["id"] for row in rows]
    sums = (checksum([[row[name] for row in rows] for name in HEADER], ids), checksum(result_columns(rate_all(rows)), ids))
    known = PUBLISHED.get(count)
    print(json.dumps({"organisations": count, "input": sums[0], "result": sums[1], "as published": sums == known if known else None}))
    return known is None or sums == known


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(0 if run(int(arguments[0]) if arguments else 10_000, arguments[1] if len(arguments) > 1 else None) else 1)

"""Suppliers, rated in another field and in English. There is no written programme behind it: the semantics are those of
formal/00_conventions (exact numbers, items that do not apply leave score and maximum, floor 0, places rounded down) and of
the scheme's own words: weighted parts are brought to 100 points, and the total is rounded half up to two places.
"""
from math import ceil, floor

from common import F, cap, main, mean, pools_of, ranks, read_facts, seats

GRADES = ["gold", "silver", "bronze", "under review"]


def band(value, *bands):
    return next((F(points) for low, points in bands if value >= low), None)


def items_of(row):
    n, r, f = row.num, row.rate, row.flag
    index, on_time = n("6 price index"), mean(row.list("3 on-time rate"))
    short, meetings = r("4 short deliveries"), n("8 quarterly meetings")
    awards = [{"national": 15, "group": 10, "site": 5}[name] for name in row.names("9 award of ideas")]
    repeated = 0 if f("2 caused by our own drawing") or not f("2 repeated complaint") else 10
    items = {
        "1": band(r("1 accepted lots"), (99, 60), (97, 45), (95, 25), (0, 0)),
        "2": max(F(0), 40 - 8 * n("2 complaints") - repeated),
        "3": 50 * on_time / 100,
        "4": max(F(0), F(20) - 4 * max(0, ceil(short - 1))),
        "6": F(60) if index <= 95 else F(45) if index <= 100 else F(20) if index <= 105 else F(0),
        "7": band(n("7 days granted"), (60, 40), (30, 25), (0, 10)),
        "8": None if meetings is None else max(F(0), 10 - F("2.5") * max(F(0), 4 - meetings)),
        "9": F(max(awards, default=0)),
        "10": F(60, 100) * mean(row.list("10 engineers")) + F(40, 100) * mean(row.list("10 buyers")),
    }
    if row["kind"] == "goods":
        items["5"] = max(F(0), F(30) - 5 * floor(r("5 damaged pallets") / 2))
    return items


PARTS = {"Quality": (40, {"1": 60, "2": 40}), "Delivery": (30, {"3": 50, "4": 20, "5": 30}), "Price and terms": (20, {"6": 60, "7": 40}),
         "Cooperation": (10, {"8": 10, "9": 15, "10": 25})}


def rate_folder(folder):
    subjects, left_out = {}, set()
    for rows in pools_of(read_facts(folder)).values():
        key, level, size = {}, {}, 0
        for row in rows:
            items = items_of(row)
            one = subjects[row["id"]] = {"status": "rated", "total": None, "rank": None, "grade": None, "consequences": [],
                                         "items": {name: value for name, value in items.items() if value is not None}}
            scope = row.flag("valid contract")
            size += scope
            parts = {name: sum(items[k] for k in most if k in items) for name, (_, most) in PARTS.items() if None not in [items.get(k, 0) for k in most]}
            if None not in items.values():
                total = sum(F(weight) * parts[name] / sum(points for k, points in most.items() if k in items) for name, (weight, most) in PARTS.items())
                total += min(F(5), min(F(4), 2 * row.num("joint project")) + (1 if row.flag("sustainability report") else 0))
                one["total"] = F(floor(total * 100 + F(1, 2)), 100)
                one["sections"] = parts
            if not scope:
                one["status"] = "out of scope"
            elif row.flag("convicted of bribery"):
                one["status"] = "disqualified"
            elif one["total"] is None:
                one["status"] = "pending"
            if one["status"] != "rated":
                continue
            total = one["total"]
            key[row["id"]] = (total, parts["Quality"], items["3"])
            grade = 0 if total >= 90 and parts["Quality"] >= 85 else 1 if total >= 75 else 2 if total >= 60 else 3
            if grade < 3 and (row.flag("late recall") or row.flag("false certificate")):
                grade = min(grade + 1, 2)
            if row.flag("grave safety breach"):
                grade = max(grade, 2)
            if row.flag("missing insurance"):
                grade = max(grade, 1)
            level[row["id"]] = grade
        gold, tied = seats({one: key[one] for one in level if level[one] == 0}, cap(20, size))
        left_out |= tied
        for one, rank in ranks(key).items():
            grade = 1 if level[one] == 0 and one not in gold else level[one]
            follows = {0: ["preferred for new orders"], 2: ["quarterly development plan"], 3: ["quarterly development plan", "no new orders until a recheck"]}
            subjects[one] |= {"rank": rank, "grade": GRADES[grade], "consequences": [[text, None] for text in follows.get(grade, [])]}
    return {"subjects": subjects, "tied": sorted(left_out)}


if __name__ == "__main__":
    main(rate_folder, "supplier-rating")

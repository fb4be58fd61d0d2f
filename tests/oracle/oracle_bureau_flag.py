"""The quarterly flag (formal: 000 flag award).

Choices: several assessors of an aspect count by their exact mean (O-000-1), every branch that qualifies gets a flag
(O-000-2), the flag lasts until the next quarter (O-000-3), scores lie in 0..10 (O-000-4).
"""
from common import main, mean, pools_of, ranks, read_facts


def rate_folder(folder):
    subjects = {}
    for rows in pools_of(read_facts(folder)).values():
        total = {}
        for row in rows:
            aspects = [mean(row.list(f"{k} 考评组评分")) for k in range(1, 6)]
            known = None not in aspects
            if known:
                total[row["id"]] = sum(aspects)
            has_flag = known and all(score >= 8 for score in aspects)
            subjects[row["id"]] = {
                "status": "rated" if known else "pending", "total": total.get(row["id"]), "rank": None,
                "grade": None if not known else "流动红旗" if has_flag else "不授旗",
                "consequences": [["授予本季度流动红旗,列为各类先进的重要依据", None]] if has_flag else [],
                "items": {str(k): score for k, score in enumerate(aspects, 1) if score is not None}}
        for one, rank in ranks(total).items():
            subjects[one]["rank"] = rank
    return {"subjects": subjects}


if __name__ == "__main__":
    main(rate_folder, "bureau-flag")

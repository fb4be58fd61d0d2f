"""Members' half-yearly stars (formal: 000 member stars).

Choices: base of the quotas all in scope (O-000-6), means (O-000-7; four electorates of equal weight, as the sample scheme
says), average over the five themes (O-000-8), a tie at a cut places nobody (O-000-9), the 60 % only reported (O-000-10),
the count of stars is the ceiling (O-000-11), places rounded down (O-000-12).
"""
from common import F, cap, main, mean, pools_of, ranks, read_facts, seats

ELECTORATES = ["党员票", "党外职工票", "执法对象票", "服务对象票"]
MONTHS = ["连续未参加组织生活", "连续未交纳党费", "连续未做所分配的工作"]
GROUNDS = ["煽动、参与或组织非法上访", "参加非法组织", "受党内警告及以上处分", "被立案侦查或取保候审", "其他违反党纪国法的行为"]
GRADES = {5: "五星级", 4: "四星级", 3: "三星级", 2: "二星级", 1: "一星级", 0: "未得星"}


def level_of(themes):
    """Earned stars and the ceiling of five theme means."""
    earned = sum(1 for score in themes if score >= 8)
    return earned, min(earned, 2) if sum(themes) / 5 <= 4 else earned


def rate_branch(members):
    """{id: five means or None} of the eligible, and the number in scope -> levels, ranks, what ties."""
    size, themes = members
    total = {one: sum(scores) for one, scores in themes.items() if None not in scores}
    ceiling = {one: level_of(themes[one])[1] for one in total}
    level = {one: min(ceiling[one], 3) for one in total}
    five, tied5 = seats({one: total[one] for one in total if ceiling[one] == 5}, cap(10, size))
    four, tied4 = seats({one: total[one] for one in total if ceiling[one] >= 4 and one not in five}, cap(20, size))
    level |= {one: 5 for one in five} | {one: 4 for one in four}
    return level, ranks(total), tied5, tied4


def rate_folder(folder):
    subjects, pools, tied = {}, [], set()
    for pool, rows in pools_of(read_facts(folder)).items():
        themes, size = {}, 0
        for row in rows:
            scores = []
            for theme in range(1, 6):
                means = [mean(row.list(f"{theme} {electorate}")) for electorate in ELECTORATES]
                scores.append(None if None in means else sum(means) / 4)
            status = "rated"
            if not row.flag("在职正式党员"):
                status = "out of scope"
            elif any(row.num(name) >= 6 for name in MONTHS) or any(row.flag(name) for name in GROUNDS):
                status = "disqualified"
            elif None in scores:
                status = "pending"
            size += status != "out of scope"
            if status in ("rated", "pending"):
                themes[row["id"]] = scores
            items = {str(k): score for k, score in enumerate(scores, 1) if score is not None}
            subjects[row["id"]] = {"status": status, "items": items,
                                   "total": None if None in scores else sum(scores), "rank": None, "grade": None, "consequences": []}
        level, rank, tied5, tied4 = rate_branch((size, themes))
        for one in level:
            shown = [["公示栏展示照片和星级,工作岗位放置星级牌", None]] if level[one] >= 4 else []  # priority asks for an earlier round
            subjects[one] |= {"rank": rank[one], "grade": GRADES[level[one]], "stars": level[one], "consequences": shown}
        tied |= tied5 | tied4
        count = {grade: sum(1 for value in level.values() if value == grade) for grade in range(6)}
        wanted = -(-3 * size // 5)
        pools.append({"pool": pool, "size": size, "places": {"五星级": cap(10, size), "四星级": cap(20, size)},
                      "counts": {GRADES[grade]: count[grade] for grade in (5, 4, 3, 2, 1)},
                      "three_star_target": {"needed": wanted, "met": count[3] >= wanted}})
    return {"subjects": subjects, "pools": pools, "tied": sorted(tied)}


if __name__ == "__main__":
    main(rate_folder, "bureau-stars")

"""Members appraised by two ballots (formal: 002 two ballots).

Choices: a ballot counts where 2/3 of those entitled returned it and half of the returned are valid (O-002-5), its class is
the greatest that half of the valid votes reach (-6), the worse of the two counts and a missing one leaves it open (-7).
"""
from common import F, main, read_facts

GRADES = ["优秀", "合格", "基本合格", "基本不合格", "不合格"]


def class_of(votes):
    """Index of the greatest class that half of the votes reach or better, exactly."""
    valid, reached = sum(votes), 0
    for index, count in enumerate(votes):
        reached += count
        if 2 * reached >= valid:
            return index
    raise AssertionError


def ballot(row, name):
    """The class of one ballot; None where it is missing or its turnout does not suffice."""
    cells = [row.num(name + what) for what in ["应到", "收回"] + GRADES]
    if None in cells:
        return None
    entitled, returned, *votes = cells
    if entitled == 0 or returned < F(2, 3) * entitled or sum(votes) < F(1, 2) * returned or sum(votes) == 0:
        return None
    return class_of(votes)


def rate_folder(folder):
    subjects = {}
    for row in read_facts(folder):
        classes = [ballot(row, name) for name in ("党员票", "群众代表票")]
        known = None not in classes
        grade = GRADES[max(classes)] if known else None
        follows = {"优秀": ["优先作为优秀党员人选"], "基本不合格": ["作出组织处置,并记录理由"], "不合格": ["作出组织处置,并记录理由"]}
        subjects[row["id"]] = {"status": "rated" if known else "pending", "grade": grade, "consequences": [[text, None] for text in follows.get(grade, [])]}
    return {"subjects": subjects}


if __name__ == "__main__":
    main(rate_folder, "two-ballots")

"""Random schemes and facts, as plain values and as the documents that say the same.

A scheme is a dict of names, exact fractions and lists; `markdown` writes it in the language of docs/scheme-language.md,
in Chinese or English, and `facts_csv` its facts. The same seed makes the same case. What is not made: what the manual
does not define (points of an item that has none, a grade without conditions).
"""
import json
import random
import math
from fractions import Fraction as F

WORDS = {"zh": "松竹梅兰荷桂桃李杏枫柳菊", "en": ["oak", "ash", "elm", "fir", "yew", "bay", "fig", "rye", "ivy", "nut", "sloe", "reed"]}
GRADES = {"zh": ["金牌", "银牌", "铜牌", "铁牌"], "en": ["gold", "silver", "bronze", "iron"]}
KINDS = {"zh": ["甲类", "乙类", "丙类"], "en": ["farms", "mills", "shops"]}
UNRATED = {"zh": "未入等", "en": "no grade"}
NUMERALS = "零一二三四五"


def number(x):
    """As a scheme and facts write it: decimal where it ends, else a/b."""
    x = F(x)
    for places in range(0, 7):
        scaled = x * 10**places
        if scaled.denominator == 1:
            text = f"{abs(int(scaled)):0{places + 1}d}"
            text = text if places == 0 else text[:-places] + "." + text[-places:]
            return ("-" if x < 0 else "") + text
    return f"{x.numerator}/{x.denominator}"


def interval(low=None, high=None, low_in=True, high_in=True, percent=False, unit=""):
    return dict(low=low, high=high, low_in=low_in, high_in=high_in, percent=percent, unit=unit)


def holds(one, value):
    """N-2: whether an interval holds a value."""
    low, high = one["low"], one["high"]
    if low is not None and (value < low or (value == low and not one["low_in"])):
        return False
    return high is None or value < high or (value == high and one["high_in"])


def say_interval(one, lang, points=False):
    unit = "%" if one["percent"] else one["unit"] or ("分" if points and lang == "zh" else "")
    low, high = (None if x is None else number(x) + unit for x in (one["low"], one["high"]))
    zh = lang == "zh"
    if low is not None and high is not None:
        if low == high:
            return f"{low}" if zh else f"exactly {low}"
        if one["low_in"] and one["high_in"]:
            return f"{low}至{high}" if zh else f"{low} to {high}"
        if one["low_in"]:
            return f"{low}以上不满{high}" if zh else f"{low} to below {high}"
        if one["high_in"]:
            return f"超过{low}至{high}(含)" if zh else f"above {low} to {high}"
        return f"超过{low}不满{high}" if zh else f"above {low} to below {high}"
    if low is not None:
        return (f"{low}以上" if zh else f"{low} or more") if one["low_in"] else (f"超过{low}" if zh else f"above {low}")
    return (f"{high}以下" if zh else f"{high} or less") if one["high_in"] else (f"不满{high}" if zh else f"below {high}")


# ---- the scheme -------------------------------------------------------------------------------------------------------

GIVING = {"met_or_not", "proportion", "rate", "levels", "ballot", "each_adds", "adds_steps", "adds", "adds_judged", "adds_judged_each", "each_scores", "met_scores", "judged", "panel"}
AVERAGED = {"judged", "judged_deduction", "bands", "proportion", "steps", "steps_below", "adds_steps"}  # what one number of several may be put to
DEDUCTING = {"steps", "steps_below", "shortfall", "lacking", "deduct_each", "deduct_unless", "deduct_once", "judged_deduction", "judged_deduction_each", "minus_levels"}
ABSENT_CELL = "not applicable"  # the value of a cell that says so
ABSENT = {"leaves": ("不计入满分", "leaves the maximum"), "scaled": ("按比例折算", "scaled over the rest"), "in section": ("按比例折算到本部分其余各项", "scaled over the rest of its section"),
          "in total": ("按比例折算到总分", "scaled over the whole"), "full": ("得满分", "full points"), "nothing": ("不得分", "0 points")}
TABLES = {"bands", "answers", "choices"}  # each gives, or only deducts (S-1.6)
YES_NO = {"met_or_not", "deduct_unless", "deduct_once", "void", "void_unless", "exempt", "adds", "met_scores", "answers"}
LISTED = {"deduct_each", "each_adds", "each_scores", "judged_deduction_each", "adds_judged_each"}  # what entries list one by one (S-1.14)
BARE = {"deduct_each", "each_adds", "deduct_once", "steps", "steps_below", "rate"}  # in Chinese, read without a colon too


class Listed(F):
    """The figure of a cell that lists entries: their sum, with the entries, each a day or a key and how much."""

    def __new__(cls, entries):
        made = super().__new__(cls, sum((much for _, much in entries), F(0)))
        made.entries = entries
        return made

    def __deepcopy__(self, memo):
        return Listed(list(self.entries))

    def __copy__(self):
        return Listed(list(self.entries))


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.lang = self.r.choice(["zh", "zh", "en"])
        self.group = None  # of what the rules at hand share a cap
        self.used, self.number_of_items, self.asked = set(), 0, {}  # inputs by header, in order

    # ---- small choices

    def chance(self, p):
        return self.r.random() < p

    def one(self, *of):
        return self.r.choice(of)

    def name(self, ending=""):
        while True:
            parts = [self.r.choice(WORDS[self.lang]) for _ in range(self.r.choice([2, 3]))]
            made = ("" if self.lang == "zh" else " ").join(parts)
            if made not in self.used:
                self.used.add(made)
                return made

    def points(self, most=20):
        return F(self.r.choice([1, 2, 3, 5, 8, 10, 12, 15, most, F(5, 2), F(1, 2), F(33, 10)]))

    def some_kinds(self, p):
        if not self.kinds or not self.chance(p):
            return []
        return sorted(self.r.sample(self.kinds, self.r.randint(1, len(self.kinds))), key=self.kinds.index)

    def cuts(self, top, whole=False):
        """An interval on a figure up to `top`."""
        a, b = sorted(F(self.r.randint(0, 10)) * top / 10 for _ in range(2))
        if whole:
            a, b = F(int(a)), F(int(b))
        shape = self.r.choice(["low", "low", "low", "high", "both"])
        if shape == "both" and a < b:
            return interval(a, b, self.chance(.7), self.chance(.5))
        return interval(low=b, low_in=self.chance(.7)) if shape != "high" else interval(high=a, high_in=self.chance(.5))

    def ask(self, name, type, item=None, **more):
        """Registers an input; the values beside its limits are what facts like to take."""
        header = f"{item} {name}" if item else name
        self.asked.setdefault(header, dict(header=header, name=name, type=type, item=item, near=[], low=F(0), high=None, list=False, ground=False))
        known = self.asked[header]
        known["near"] += more.pop("near", [])
        known.update(more)
        return header

    # ---- rules

    def rule(self, item, points, forms):
        """`item` is its number, or None for a bonus; `points` what it may be about."""
        form, lang, r = self.r.choice(forms), self.lang, self.r
        rule = dict(form=form, reach="item", cap=None, kinds=self.some_kinds(.12), samples=None, average=None, without=None, points=None, say=r.randrange(12))
        previous = [h for h, i in self.asked.items() if item and i["item"] == item and i["type"] == "yes"]
        counts = [i for i in self.asked.values() if item and i["item"] == item and i["type"] == "count" and not i["list"] and i["high"] is None]
        if form in YES_NO and previous and self.chance(.12):
            name = self.asked[r.choice(previous)]["name"]
        elif form in ("deduct_each", "each_adds", "each_scores") and counts and self.chance(.15):
            name = r.choice(counts)["name"]
        else:
            name = self.name()
        if form == "rate":
            name += "率" if lang == "zh" else " rate"
        rule["name"] = name
        amount = F(r.choice([1, 2, 3, F(1, 2), F(1, 4), 5]))
        near, type, limits = [], "number", {}
        if form in YES_NO:
            type = "yes"
            rule["amount"] = amount
            if form == "answers":
                some = self.table_gives(points, 2)
                rule["bands"] = [dict(when=interval(F(x), F(x)), gives=g) for x, g in zip((1, 0), some if self.chance(.8) else some[::-1])]
        elif form == "steps":
            percent = self.chance(.6)
            per = F(r.choice([1, 2, 5, F(1, 2)])) if percent else F(r.choice([2, 3, 10, F(1, 2)]))
            over = F(r.choice([0, 1, 3, 10])) if self.chance(.6) else F(0)
            begun = self.chance(.5)
            over = over or F(1) if begun else over
            rule.update(amount=amount, per=per, over=over, begun=begun, percent=percent)
            type = "percent" if percent else "count" if per.denominator == 1 else "number"
            near = [over, over + per, over + per * 2, over + per - F(1, 100), over + F(1, 100), F(0)]
            limits = dict(high=F(100)) if percent else {}
        elif form in ("steps_below", "adds_steps"):
            percent = self.chance(.6 if form == "steps_below" else .2)
            per = F(r.choice([1, 1, 2, 5]))
            over = F(r.choice([95, 90, 80]) if percent else r.choice([10, 6, 4]))
            if form == "adds_steps" and self.chance(.4):
                percent, per, over = False, F(r.choice([2, 3, 10])), F(0)
            rule.update(amount=amount, per=per, over=over, percent=percent)
            type = "percent" if percent else "number" if form == "steps_below" else "count"
            sign = -1 if form == "steps_below" else 1
            near = [over, over + sign * per, over + sign * 2 * per, over + sign * (per - F(1, 100)), over - sign * F(1, 100), F(0)]
            limits = dict(high=F(100)) if percent else {}
        elif form == "lacking":
            rule.update(required=F(r.choice([1, 2, 3])), amount=amount)
            type = "count"
            near = [F(0), F(0), F(1), F(2), F(7)]
        elif form == "shortfall":
            percent = self.chance(.2)
            required = F(r.choice([2, 4, 10])) if not percent else F(r.choice([90, 95]))
            rule.update(required=required, amount=amount, percent=percent)
            type = "percent" if percent else "count"
            near = [required, required - 1, required + 1, F(0)] + ([required - F(1, 2)] if percent else [])
            limits = dict(high=F(100)) if percent else {}
        elif form in ("deduct_each", "each_adds", "each_scores"):
            rule["amount"] = amount
            type = "count"
            near = [F(0), F(0), F(1), F(2), F(7)]
        elif form in ("judged", "judged_deduction", "adds_judged", "judged_deduction_each", "adds_judged_each"):
            low = F(r.choice([0, 0, 1] if form != "adds_judged" else [0, 1, 1, 2]))
            high = low + F(r.choice([1, 2, 3, 5]))
            rule.update(lowest=low, highest=high)
            near = [low, high, high - F(1, 3), low if form == "judged" else F(0)]
            limits = dict(low=low if form == "judged" else F(0), high=high, hole=form == "adds_judged" and low)
            if form.endswith("_each"):  # the marks of all times, summed
                rule["samples"] = "sum"
                limits["list"] = True
        elif form == "panel":  # the item's points by several assessors
            rule.update(lowest=F(0), highest=points, samples="mean", average=self.average(True))
            near = [points, points / 2, F(0), points * F(9, 10)]
            limits = dict(high=points, list=True, least=least_of(rule["average"]))
        elif form == "bands":
            self.bands(rule, points)
            type = "percent" if rule["percent"] else "number"
            if rule["unit"] == "places":
                type, limits = "count", dict(low=F(1))
            ends = [x for b in rule["bands"] for x in (b["when"]["low"], b["when"]["high"]) if x is not None]
            if not rule["percent"] and lang == "zh" and rule["unit"]:
                type = "count"
            near = ends + ([x + F(d, 100) for x in ends for d in (-1, 1)] if type != "count" else [x + 1 for x in ends])
            near = [x for x in near if x >= 0 and (not rule["percent"] or x <= 100)]
            limits.update(dict(high=F(100)) if rule["percent"] else {})
        elif form == "rate":
            type = "percent"
            rule["at_full"] = F(r.choice([2, 8, F(5, 2)])) if self.chance(.5) or not points else None
            near = [F(0), F(100), F(50), F(85), F(935, 10)]
            limits = dict(high=F(100))
        elif form == "choices":
            type = "choice"
            names = [self.name() for _ in range(r.randint(2, 4))]
            gives = [self.one(("full",), ("points", points))] + [self.one(("half",), ("points", points * F(1, 5)), ("points", points * F(3, 4))) for _ in names[2:]]
            gives.append(self.one(("nothing",), ("points", points / 10), ("points", F(0))))
            if self.chance(.3):  # degrees of one scale: the last may deduct, the best need not be the item's points
                names = ["优", "良", "中", "差"] if lang == "zh" else ["excellent", "good", "fair", "poor"]
                names = names[:1] + names[-len(gives) + 1 :]
                gives[0] = self.one(gives[0], ("points", points * F(4, 5)))
                gives[-1] = self.one(gives[-1], ("deduct", amount))
            rule["bands"] = [dict(when=interval(F(x), F(x)), gives=g) for x, g in enumerate(gives)]
            rule["names"] = names
            limits = dict(choices=names)
        elif form == "proportion":
            rule["full"] = F(r.choice([100, 100, 50, 10]))
            near = [rule["full"], rule["full"] / 2, F(0), rule["full"] / 3, rule["full"] * F(89, 100)]
            limits = dict(high=rule["full"])
        elif form in ("levels", "minus_levels"):
            rule["levels"] = [(self.name(), F(r.choice([1, 2, 3, 4, 5]))) for _ in range(r.randint(2, 4))]
            rule["highest"] = self.chance(.5)
            type = "choices"
            limits = dict(choices=[n for n, _ in rule["levels"]])
        elif form == "ballot":
            return self.ballot(rule, item, points)
        if type in ("number", "percent", "count") and rule.get("unit") != "places" and form not in ("lacking", "rate", "adds_judged", "judged_deduction_each", "adds_judged_each", "panel") and not self.group and self.chance(.15) and f"{item} {name}" not in self.asked:
            rule["samples"] = self.one("mean", "mean", "latest", "lowest", "highest")
            limits["list"] = True
            if rule["samples"] == "mean" and form in AVERAGED and self.chance(.5):
                rule["average"] = self.average()
                limits["least"] = least_of(rule["average"])
            if type == "count" and form == "bands":  # a list of counts is read as a list of numbers
                type = "number"
        if form in ("bands", "proportion") and self.chance(.4 if rule["samples"] else .03):
            rule["without"] = F(r.choice([0, 1]))
        if form in DEDUCTING and self.chance(.2):
            rule["reach"] = self.one("further", "total")
        if form not in ("met_or_not", "void", "void_unless", "exempt", "answers", "choices") and self.chance(.15):
            rule["cap"] = F(r.choice([1, 2, 3, 4]))
        if form in LISTED and rule["samples"] in (None, "sum") and (self.group or self.chance(.15)) and f"{item} {name}" not in self.asked and name not in self.asked:
            of = self.group or self.inner_of()
            if not self.group:
                rule["inner"] = dict(of=of, points=amount * r.choice([1, 2, 3]) if form in ("deduct_each", "each_adds", "each_scores") else F(r.choice([1, 2, 4])))
            limits["entries"] = "keyed" if of == "key" else "dated"
            limits["list"] = True
        asked = (name + "缺少次数" if lang == "zh" else name + " missing") if form == "lacking" else name
        rule["inputs"] = [self.ask(asked, type, item, near=near, **limits)]
        return rule

    def inner_of(self):
        """Of what a cap may be in rounds as long as these."""
        return self.one("day", "week", "month", "key", *(["quarter", "half-year"] if self.scheme["period"] != "quarter" else []))

    def together(self, item):
        """S-1.16: rules that share a cap of each period or key, on a line of its own."""
        forms = self.one(["deduct_each", "judged_deduction_each"], ["each_adds", "each_scores", "adds_judged_each"])
        self.group = self.inner_of()
        item["rules"] = []
        for _ in range(self.r.choice([2, 2, 3])):
            rule = self.rule(item["number"], item["points"], forms)
            if "entries" in self.asked[rule["inputs"][0]]:
                rule.update(reach="item", cap=None, samples="sum" if rule["form"].endswith("judged_each") or rule["form"] == "judged_deduction_each" else None)
                item["rules"].append(rule)
        item["inner"] = dict(of=self.group, points=F(self.r.choice([1, 2, 3, 4])), way="takes" if forms[0] == "deduct_each" else "gives")
        self.group = None
        if len(item["rules"]) < 2:  # of a single rule the cap is its own
            for rule in item["rules"]:
                rule["inner"] = item["inner"]
            item["inner"] = None
        elif self.chance(.3) and forms[0] == "deduct_each":
            item["rules"].insert(1, self.rule(item["number"], item["points"], ["exempt"]))

    def bands(self, rule, points):
        """Bands that score, deduct, or do both; some leave gaps or overlap (S-1.6)."""
        r = self.r
        if self.chance(.15):
            return self.places(rule, points)
        if self.chance(.1):
            return self.threshold(rule)
        rule["percent"] = self.chance(.6)
        rule["unit"] = "" if rule["percent"] else self.one("次", "") if self.lang == "zh" else ""
        top = 100 if rule["percent"] else 10
        ends = sorted(r.sample([F(x) * top / 10 for x in range(1, 10)], r.randint(1, 3)), reverse=True)
        fault = r.choice(["", "", "", "", "gap", "overlap"])
        deducts, has_rest = self.chance(.35), not fault and self.chance(.25)
        if self.chance(.08):  # “full” beside what deducts takes nothing
            given = [("full",)] + [("deduct", F(r.choice([1, 2, F(1, 2)]))) for _ in ends]
            given[-1] = self.one(given[-1], ("nothing",)) if len(ends) > 1 else given[-1]
        else:
            given = None
        bands, above = [], None
        for i, end in enumerate(ends + [None]):
            when = interval(end, above, True, False, rule["percent"], rule["unit"])
            if fault == "gap" and i == 1 and end is not None:
                when["low"] = end + F(top, 20)
            if fault == "overlap" and i == 1:
                when["high"], when["high_in"] = above + F(top, 20), self.chance(.5)
            if given:
                gives = given[i]
            elif deducts:
                gives = ("none",) if i == 0 else self.one(("deduct", F(r.choice([1, 2, F(1, 2)]))), ("deduct", F(3)), ("nothing",) if i == len(ends) else ("none",))
            elif i == len(ends):
                gives = ("nothing",) if self.chance(.8) or not points else ("half",)
            elif points and i and self.chance(.15):
                gives = ("half",)
            else:
                gives = ("full",) if points and i == 0 and self.chance(.3) else ("points", max(F(0), (points or F(5)) - i) if self.chance(.8) else F(7))
            bands.append(dict(when=when, gives=gives))
            above = end
        if has_rest:
            bands[-1]["rest"] = True
        elif self.chance(.2):
            bands.reverse()
        rule["bands"] = bands

    def threshold(self, rule):
        """One line and what is taken beyond it; nothing is said of the rest, and nothing taken there."""
        percent = self.chance(.5)
        rule.update(percent=percent, unit="" if percent else "次" if self.lang == "zh" else "")
        line, amount = (F(self.r.choice([80, 90])) if percent else F(self.r.choice([2, 3, 5]))), ("deduct", F(self.r.choice([1, 2, F(1, 2)])))
        above, below = interval(line, None, True, True, percent, rule["unit"]), interval(None, line, True, False, percent, rule["unit"])
        said, unsaid = (above, below) if not percent else (below, above)
        rule["bands"] = [dict(when=said, gives=amount), dict(when=unsaid, gives=("none",), unsaid=True)]

    def places(self, rule, points):
        """Places of a ranking: bands over whole numbers."""
        rule.update(percent=False, unit="places")
        bands, first = [], F(1)
        for i in range(self.r.randint(1, 3)):
            last = first + (self.r.choice([0, 0, 1, 2]) if self.lang == "zh" or not i else 0)
            gives = ("half",) if points and i and self.chance(.2) else ("full",) if points and not i and self.chance(.3) else ("points", max(F(1), (points or F(6)) - i))
            bands.append(dict(when=interval(first, last), gives=gives))
            first = last + 1
        bands.append(dict(when=interval(first - 1, low_in=False), gives=("points", F(1, 2)), rest=True))
        rule["bands"] = bands

    def table_gives(self, points, n):
        """What the entries of a table give, the best first: points, or “full” and deductions."""
        r = self.r
        if points and self.chance(.3):
            return [("full",)] + [("deduct", F(r.choice([1, 2, 3]))) for _ in range(n - 1)]
        first = ("full",) if points and self.chance(.5) else ("points", F(r.choice([3, 4, 5])))
        return [first] + [("half",) if points and self.chance(.4) else ("points", F(r.choice([1, 2]))) for _ in range(n - 1)]

    def average(self, may_be_plain=False):
        """How one number is made of several: what is left out at each end, the median."""
        return self.one(("count", 1), ("count", 1), ("count", 2), ("share", F(10)), ("share", F(20)), ("median", None), *([("mean", None)] if may_be_plain else []))

    def ballot(self, rule, item, points):
        r = self.r
        names = [self.name() for _ in range(r.randint(1, 3))]
        shares = {1: [[100]], 2: [[60, 40], [50, 50], [75, 25]], 3: [[50, 30, 20], [40, 40, 20]]}[len(names)]
        rule["electorates"] = list(zip(names, map(F, r.choice(shares))))
        rule["range"] = (F(0), F(r.choice([100, 10]))) if self.chance(.4) or not points else None
        high = rule["range"][1] if rule["range"] else points
        rule["inputs"], rule["averages"] = [], {}
        for name in names:
            rule["inputs"].append(self.ask(name, "number", item, near=[high, high / 2, F(0), high * F(8, 10)], high=high, list=True, ballot=True))
            if self.chance(.15):  # 领导评30%(去掉一个最高分和一个最低分)
                rule["averages"][name] = self.average()
                self.asked[rule["inputs"][-1]]["several"] = least_of(rule["averages"][name])
            elif self.chance(.25):
                self.scheme["trims"][name] = self.one(("share", F(10)), ("share", F(20)), ("count", 1), ("count", 2))
        return rule

    # ---- items and sections

    def item(self, shared, kinds_p=.15):
        r = self.r
        self.number_of_items += 1
        item = dict(number=str(self.number_of_items), title=self.name(), points=None if shared else self.points(), kinds=self.some_kinds(kinds_p), rules=[], floor=None, assessor=None, range=None, inner=None, absent=None, used_up=None)
        giving = ["bands", "answers", "levels", "each_adds", "adds_steps", "adds", "adds_judged", "adds_judged_each", "each_scores", "met_scores", "judged"]
        giving += ["choices"] if not shared else []  # without points of the item, levels are so many questions
        giving += ["panel"] if not shared else []
        giving += ["met_or_not", "proportion", "rate", "ballot"] if not shared or self.chance(.2) else []  # there worth nothing (S-2.1)
        deducting = sorted(DEDUCTING) + ["bands"]
        voiding = ["void", "void_unless"]
        count = r.choice([1, 1, 2, 2, 3, 4]) if self.chance(.97 if shared else .9) else 0
        mood = r.choice(["giving", "deducting", "deducting", "mixed"])
        for _ in range(count):
            forms = giving if mood == "giving" else deducting if mood == "deducting" else giving + deducting
            if self.chance(.15):
                forms = voiding
            item["rules"].append(self.rule(item["number"], item["points"], forms))
            if item["rules"][-1]["form"] in DEDUCTING | {"void", "void_unless"} and self.chance(.2):
                item["rules"].append(self.rule(item["number"], item["points"], ["exempt"]))
        if not shared and self.chance(.12):
            self.parts(item, self.one([f for f in giving if f not in ("bands", "answers", "choices", "ballot", "judged", "panel")], deducting[:-1] + ["void", "void_unless"]))
        ballots = [x for x in item["rules"] if x["form"] == "ballot" and x["range"]]
        if ballots:  # a range holds for every figure of the item
            item["rules"] = ballots[:1] + [x for x in item["rules"] if x["form"] in YES_NO]
            while item["rules"][0]["form"] == "exempt":
                item["rules"].pop(0)
        takes = DEDUCTING | {"void", "void_unless", "exempt"}  # only what deducts is exempt from
        kept = []
        for rule in item["rules"]:
            if rule["form"] != "exempt" or kept and kept[-1]["form"] in takes:
                kept.append(rule)
        item["rules"] = kept
        if not ballots and not any(x["points"] for x in item["rules"]) and self.chance(.05):
            self.together(item)
        if len(item["rules"]) == 1 and self.chance(.15):
            self.limit(item)
        if self.chance(.2):
            item["assessor"] = self.name()
            if self.chance(.5) and any(x["samples"] == "mean" for x in item["rules"]) and not any(x["average"] for x in item["rules"]):
                self.scheme["trims"][item["assessor"]] = self.one(("share", F(10)), ("share", F(20)), ("count", 1), ("count", 2))
        if not item["rules"]:
            points = item["points"] or F(0)
            self.ask(item["title"], "number", item["number"], near=[points, F(0), points / 2], high=points)
        item["floor"] = r.choice([None, None, "floor", "below"])
        item["absent"] = self.absent(.15)
        if not shared and item["floor"] != "below" and self.chance(.2):
            item["used_up"] = self.used_up(item)
        return item

    def absent(self, chance):
        """S-1.14: what holds where the item is not applicable."""
        return self.one("leaves", "leaves", "scaled", "scaled", "in section", "in total", "full", "nothing") if self.chance(chance) else None

    def used_up(self, item):
        """S-1.15."""
        plain = [x for x in item["rules"] if x["form"] == "deduct_each"]
        may_be_each = len(plain) == 1 and plain[0]["reach"] == "item" and plain[0]["cap"] is None and plain[0]["points"] is None and all(x["form"] in ("deduct_each", "exempt", "void", "void_unless") for x in item["rules"])
        return dict(how=self.one("each", "once", "excess") if may_be_each else self.one("once", "excess"), amount=F(self.r.choice([1, 2, 5, F(1, 2)])), reach=self.one("further", "total"))

    def parts(self, item, forms):
        """S-1.9: rules with points of their own, which sum to the item's."""
        item["rules"] = []
        for _ in range(self.r.randint(2, 3)):
            points = F(self.r.choice([1, 2, 3, 5]))
            rule = self.rule(item["number"], points, forms)
            rule.update(points=points, reach="item")
            item["rules"].append(rule)
            if rule["form"] in DEDUCTING | {"void", "void_unless"} and self.chance(.15):
                item["rules"].append(self.rule(item["number"], points, ["exempt"]))
        item["points"] = sum((x["points"] for x in item["rules"] if x["points"]), F(0))

    def limit(self, item):
        """范围: a figure lies within it, and so does what is missing (S-5)."""
        rule = item["rules"][0]
        asked = self.asked[rule["inputs"][0]]
        if rule["form"] not in DEDUCTING - {"minus_levels", "judged_deduction_each"} | {"adds_steps", "each_adds", "each_scores", "proportion", "judged"} or asked["type"] not in ("count", "number", "percent"):
            return
        low = F(self.r.choice([0, 0, 1, 2]))
        item["range"] = (low, low + F(self.r.choice([3, 5, 10, 20])))
        asked["low"], asked["high"] = item["range"]

    def section(self, depth, weights):
        r = self.r
        section = dict(name=self.name(), points=None, weight=None, shared=False, kinds=self.some_kinds(.1), items=[], sections=[], absent=self.absent(.08))
        shape = r.choice(["plain", "plain", "shared", "nested", "pointed"])
        if weights:
            section["weight"] = F(r.choice([10, 20, 30, 40, 50, 60]))
            shape = r.choice(["plain", "nested"])
        if shape == "nested" and depth < 3:
            for _ in range(r.randint(1, 2)):
                section["sections"].append(self.section(depth + 1, self.chance(.04)))
            if self.chance(.3) or section["weight"]:
                section["items"] = [self.item(False) for _ in range(r.randint(1, 2))]
        else:
            section["shared"] = shape == "shared"
            section["items"] = [self.item(section["shared"]) for _ in range(r.randint(1, 3))]
            if section["shared"] and depth < 3 and self.chance(.15):
                section["sections"].append(self.section(depth + 1, False))
        if section["shared"]:
            section["points"] = F(r.choice([5, 10, 10, 20, F(5, 2)]))
        elif shape == "pointed":
            section["points"] = sum((i["points"] for i in section["items"]), F(0)) or None
        return section

    def deductions(self, depth=1):
        """S-3.1: lines that take from the total."""
        forms = sorted(DEDUCTING)
        section = dict(name=self.name(), cap=F(self.r.choice([2, 3, 5, 8])) if self.chance(.5) else None, kinds=self.some_kinds(.1), rules=[], sections=[])
        section["rules"] = [self.rule(None, None, forms) for _ in range(self.r.randint(1, 2))]
        for rule in section["rules"]:
            rule.update(reach="item", line_kinds=self.some_kinds(.1))
        if depth < 3 and self.chance(.25):
            section["sections"] = [self.deductions(depth + 1)]
        return section

    def ledger(self, n):
        """L-1: bad points, and what follows from them."""
        r, lines = self.r, []
        for _ in range(r.randint(1, 3)):
            form, name = self.one("each", "each", "once"), self.name()
            header = self.ask(name, "count" if form == "each" else "yes", None, **(dict(near=[F(0), F(1), F(2), F(4)]) if form == "each" else {}))
            lines.append(dict(header=header, form=form, amount=F(r.choice([1, 2, 3, 6, 12])), cap=F(r.choice([6, 9])) if form == "each" and self.chance(.3) else None))
        effects = [("disqualified",), ("at_most", r.randrange(n)), ("bars", r.randrange(n)), ("drops", 1), ("drops", 2)]
        return dict(lines=lines, follows=[dict(at=F(at), effect=r.choice(effects)) for at in sorted(r.sample([3, 6, 9, 12, 24], r.randint(1, 3)))])

    def bonus(self, depth=1):
        r = self.r
        forms = ["adds", "adds", "each_adds", "each_adds", "adds_steps", "adds_judged", "adds_judged_each", "levels", "bands", "answers", "judged", "met_scores", "each_scores"]
        section = dict(name=self.name(), cap=F(r.choice([2, 3, 4, 5, 7, 10])) if self.chance(.6) else None, kinds=self.some_kinds(.1), rules=[], sections=[])
        section["rules"] = [self.rule(None, None, forms) for _ in range(r.randint(0, 2))]
        if depth < 3 and self.chance(.5 if depth == 1 else .3):
            section["sections"] = [self.bonus(depth + 1) for _ in range(r.randint(1, 2))]
        if not section["rules"] and not section["sections"]:
            section["rules"] = [self.rule(None, None, ["adds", "each_adds"])]
        for rule in section["rules"]:
            rule["line_kinds"] = self.some_kinds(.1)
        return section

    # ---- grading

    def all_items(self):
        return [i for s in walk(self.scheme["sections"]) for i in s["items"]]

    def condition(self):
        """One condition of a grading line."""
        r, top = self.r, self.top
        items, sections = self.all_items(), list(walk(self.scheme["sections"]))
        kind = r.choice(["total"] * 4 + ["each", "mean", "each_section", "item", "item", "section", "input"])
        pointed, titles = [i for i in items if i["points"]], {i["title"] for i in items}
        if kind == "item" and pointed:
            item = r.choice(pointed)
            return dict(kind="item", number=item["number"], by_name=self.chance(.3), when=self.cuts(item["points"]))
        if kind == "section" and sections:
            one = r.choice(sections)
            return dict(kind="section", name=one["name"], when=self.cuts(one["points"] or F(10)))
        used = used_headers(self.scheme)
        known = [a for a in self.asked.values() if a["header"] in used and a["type"] in ("percent", "number", "count") and a["name"] not in titles]
        if kind == "input" and known:
            asked = r.choice(known)
            when = self.cuts(asked["high"] or F(10), asked["type"] == "count")
            when["percent"] = asked["type"] == "percent"
            return dict(kind="input", header=asked["header"], name=asked["name"], when=when)
        if kind == "each" and items:
            return dict(kind="each", when=self.cuts(F(5)))
        if kind == "mean" and items:
            return dict(kind="mean", when=self.cuts(F(6)))
        if kind == "each_section":
            return dict(kind="each_section", when=self.cuts(F(10)))
        if self.scheme["total"] and self.chance(.2):  # a per cent of it
            share = dict(self.cuts(F(100)), percent=True)
            ends = {end: None if share[end] is None else share[end] * self.scheme["total"] / 100 for end in ("low", "high")}
            return dict(kind="total", when=dict(share, percent=False, **ends), said=False, share=share)
        return dict(kind="total", when=self.cuts(top), said=self.chance(.4))

    def past(self, in_consequences):
        r = self.r
        grades = list(range(len(self.grades)))
        kind = r.choice(["last", "no_rise", "no_rise", "held"]) if self.lang == "en" or True else ""
        grade = r.choice(grades + [len(self.grades)])
        side = "" if grade == len(self.grades) else self.one("", "better", "worse")
        if kind == "no_rise":
            return dict(kind="no_rise", rounds=r.choice([1, 2, 2, 3]))
        return dict(kind=kind, grade=grade, side=side, rounds=1 if kind == "last" else r.choice([1, 2, 2, 3]))

    def ground(self, part, effects):
        around = self.scheme["ground_kinds"][part]
        kinds = self.some_kinds(.1)
        return dict(self.bare_ground(effects), kinds=kinds if not around or set(kinds) & set(around) else [])

    def bare_ground(self, effects):
        """A line of 资格, 一票否决 or 降级: what it looks at, and its effect."""
        r = self.r
        effect = r.choice(effects)
        kind = r.choice(["yes", "yes", "yes", "unless", "number", "number", "total", "past", "item"])
        if effect[0] == "zero" and kind in ("total", "past", "item"):
            kind = "yes"
        if kind == "past" and self.grades:
            return dict(effect=effect, unless=False, when=self.past(False))
        if kind == "total" and self.scheme["sections"]:
            return dict(effect=effect, unless=False, when=dict(kind="total", when=self.cuts(self.top), said=True))
        pointed = [i for i in self.all_items() if i["points"]]
        if kind == "item" and pointed:
            item = r.choice(pointed)
            return dict(effect=effect, unless=False, when=dict(kind="item", number=item["number"], by_name=bool(item["rules"]) and self.chance(.3), when=self.cuts(item["points"])))
        name = self.name()
        if kind == "number":
            header = self.ask(name, "number", None, near=[F(5), F(6), F(7), F(0)], ground=True)
            return dict(effect=effect, unless=False, when=dict(kind="input", header=header, when=interval(F(6), low_in=self.chance(.7)) if self.chance(.7) else interval(high=F(5), high_in=False)))
        header = self.ask(name, "yes", None)
        return dict(effect=effect, unless=kind == "unless", when=dict(kind="yes", header=header))

    def grading(self):
        r, s = self.r, self.scheme
        n = len(self.grades)
        has_scores = bool(s["sections"])
        lines = s["grading"]
        kinds = set()
        if has_scores and self.chance(.85):
            kinds.add("rules")
        if not kinds or self.chance(.15):
            kinds.add(self.one("ladder", "ballots", "stars" if self.are_stars and has_scores else "ladder"))
        if "ladder" in kinds and "rules" not in kinds:  # a level a grade
            for grade in range(n):
                s["ladder"].append(dict(grade=grade, needs=[self.requirement() for _ in range(r.randint(1, 3))]))
        elif "ladder" in kinds:
            kinds.discard("ladder")
        if "rules" in kinds:
            cut = sorted((F(r.randint(0, 10)) * self.top / 10 for _ in range(n)), reverse=True)
            for grade in range(n):
                style = r.choice(["low", "low", "low", "band", "rest", "mixed"])
                whens = []
                if style in ("low", "rest", "mixed"):
                    whens.append(dict(kind="total", when=interval(cut[grade], low_in=self.chance(.85)), said=self.chance(.3)))
                elif style == "band":
                    above = cut[grade - 1] if grade else None
                    whens.append(dict(kind="total", when=interval(cut[grade], above if above != cut[grade] else None, True, False), said=False))
                if style == "mixed":
                    whens += [self.condition() for _ in range(r.randint(1, 2))]
                if grade + 1 < n and self.chance(.12):
                    whens.append(dict(kind="grade", grade=r.randint(grade + 1, n - 1)))
                if self.chance(.05):
                    whens.append(self.past(False))
                lines.append(dict(line="rule", grade=grade, when=whens, first=r.choice([1, 2]) if self.chance(.08) else None))
            if n > 1 and self.chance(.15):  # what the others leave
                lines[-1].update(when=[], first=None)
        if kinds == {"rules"} and n > 1 and self.chance(.25):  # G-1.1: only how many may have it
            alone = [k for k, line in enumerate(lines) if not line["first"]]
            if len(lines) > 1 and alone:
                at = r.choice(alone)
                lines[at] = dict(line="quota", grade=lines[at]["grade"], better=False, how=("count", r.randint(1, 3)), soft=False)
        if "stars" in kinds:
            lines.append(dict(line="stars", when=self.cuts(F(5))))
        if "ballots" in kinds:
            names = [self.name() for _ in range(r.randint(1, 2))]
            lines.append(dict(line="ballots", names=names, lower=self.chance(.7)))
            if self.chance(.4):
                lines.append(dict(line="turnout", returned=self.one(F(1, 2), F(3, 4), F(1)), valid=self.one(F(1, 2), F(2, 3))))
            for name in names:
                gap = "" if self.lang == "zh" else " "
                for what in (["应到", "收回"] if self.lang == "zh" else ["entitled", "returned"]) + self.grades:
                    self.ask(name + gap + what, "votes", None)
        if "rules" in kinds and self.chance(.25):
            lines.append(dict(line="ceiling", grade=r.randrange(n), when=[self.condition() for _ in range(r.randint(1, 2))]))
        for _ in range(r.choice([0, 0, 1, 1, 2])):
            how = ("share", F(r.choice([10, 20, 25, 30, 40, 50, F(100, 3).limit_denominator(1) , 60]))) if self.chance(.6) else ("count", r.randint(1, 3))
            lines.append(dict(line="quota", grade=r.randrange(n), better=self.chance(.3), how=how, soft=self.chance(.1)))
        if self.chance(.3):
            lines.append(dict(line="target", grade=r.randrange(n), better=self.chance(.5), when=dict(self.cuts(F(100)), percent=True)))
        items, sections = self.all_items(), list(walk(s["sections"]))
        if items and self.chance(.35):
            keys = [("item", i["number"]) for i in r.sample(items, min(len(items), r.randint(1, 2)))]
            if sections and self.chance(.3):
                keys.append(("section", r.choice(sections)["name"]))
            lines.append(dict(line="ties", keys=keys))

        whens = [w["kind"] for line in lines if line["line"] == "rule" for w in line["when"]]
        has_each = {line["grade"] for line in lines if line["line"] == "rule"} | {level["grade"] for level in s["ladder"]} == set(range(n))
        if has_each and "grade" not in whens and not (lines and s["ladder"]) and not kinds & {"stars", "ballots"} and self.chance(.2):
            s["grades_stated"] = False  # their order is that of the lines

    def requirement(self):
        r = self.r
        known = [need for level in self.scheme["ladder"] for need in level["needs"]]
        if known and self.chance(.4):
            return dict(r.choice(known))
        kind = r.choice(["yes", "yes", "number", "scale"])
        name = self.name()
        if kind == "yes":
            return dict(kind="yes", header=self.ask(name, "yes", None))
        if kind == "number":
            header = self.ask(name, "percent", None, near=[F(95), F(100), F(949, 10), F(50)], high=F(100))
            return dict(kind="input", header=header, when=dict(interval(self.one(F(95), F(100), F(50))), percent=True))
        steps = [self.name() for _ in range(r.randint(2, 4))]
        header = self.ask(name, "choice", None, choices=steps)
        self.scheme["scales"].append((name, steps))
        step = r.randrange(len(steps))
        return dict(kind="scale", header=header, step=step, side=self.one("better", "worse", "below"))

    # ---- the whole

    def make(self):
        r, lang = self.r, self.lang
        count = r.randint(2, 4)
        self.are_stars = self.chance(.3)
        star = (lambda n: NUMERALS[n] + "星级") if lang == "zh" else (lambda n: f"{n} star" + ("s" if n > 1 else ""))
        self.grades = [] if self.chance(.2) else [star(n) for n in range(count, 0, -1)] if self.are_stars else GRADES[lang][:count]
        self.kinds = [] if self.chance(.5) else KINDS[lang][: r.randint(2, 3)]
        s = self.scheme = dict(
            lang=lang, period=self.one(None, "year", "quarter"), title="试" if lang == "zh" else "Trial", total=F(r.choice([100, 100, 10, 50])) if self.chance(.7) else None,
            precision=None, grades=self.grades, kinds=self.kinds, pools=self.chance(.4), small_pools=None, quota_base=self.one(None, "all", "eligible"),
            quota_rounding=self.one(None, "down", "one"), tied=self.one(None, "out", "in"), ladder_mode=self.one(None, "own", "cumulative"),
            demotions=self.one(None, "once", "each"), bonus_counts=self.one(None, True, False), top_exempt=self.one(None, True, False),
            sections=[], bonus=[], deductions=[], total_floor=self.one(None, None, True, False), absent=None, ledger=None, eligibility=[], veto=[], demotion=[], grading=[], ladder=[], scales=[], trims={}, consequences=[], targets=[], reviews=[], grades_stated=True)
        if s["pools"] and self.chance(.4):  # fewer than so many, and the pool that takes them (None: all small ones together)
            s["small_pools"] = (r.choice([2, 3, 4, 5]), self.one(None, None, "P", "Q", "T", "Z"))
        if self.chance(.35):
            s["precision"] = (r.choice([0, 1, 2]), self.one("half", "half", "down", "up"), self.one("items", "total", "both"))
        if not self.chance(.06) or not self.grades:
            weights = self.chance(.25)
            s["sections"] = [self.section(1, weights) for _ in range(r.choice([1, 1, 2, 2, 3]))]
            if self.chance(.4):
                s["bonus"] = [self.bonus() for _ in range(1)]
            if self.chance(.25):
                s["deductions"] = [self.deductions()]
        s["ground_kinds"] = {part: self.some_kinds(.1) for part in ("eligibility", "veto", "demotion")}
        for section in s["sections"] + s["bonus"] + s["deductions"]:
            self.leave_somebody(section, self.kinds)
        s["absent"] = self.absent(.12)
        self.top = sum((top_points(x) for x in s["sections"]), F(0)) or F(10)
        n = len(self.grades)
        if s["kinds"] and self.chance(.2):
            s["reviews"] = [self.review() for _ in range(r.randint(1, 3))]
        if self.chance(.4):
            s["eligibility"] = [self.ground("eligibility", [("disqualified",), ("out",)]) for _ in range(r.randint(1, 2))]
        if n:
            if self.chance(.35):
                s["veto"] = [self.ground("veto", [("at_most", r.randrange(n)), ("bars", r.randrange(n)), ("disqualified",), ("zero",)]) for _ in range(r.randint(1, 2))]
            if self.chance(.35):
                s["demotion"] = [self.ground("demotion", [("drops", 1), ("drops", 1), ("drops", 2)]) for _ in range(r.randint(1, 3))]
            self.grading()
            if self.chance(.2):
                s["ledger"] = self.ledger(n)
            for _ in range(r.choice([0, 0, 1, 2, 3])):
                s["consequences"].append(self.consequence())
            for _ in range(r.choice([0, 0, 0, 1])):
                s["targets"].append(self.target())
        return s

    def leave_somebody(self, section, around):
        """N-7: what is for nobody is refused, and a rule for nobody is not what anybody writes."""
        def narrowed(one, key, around):
            one[key] = one[key] if set(one[key]) & set(around) else []
            return [k for k in one[key] or around if k in around]

        here = narrowed(section, "kinds", around)
        for item in section.get("items", []):
            inside = narrowed(item, "kinds", here)
            for rule in item["rules"]:
                narrowed(rule, "kinds", inside)
        for rule in section.get("rules", []):
            narrowed(rule, "kinds", narrowed(rule, "line_kinds", here))
        for inner in section["sections"]:
            self.leave_somebody(inner, here)

    def consequence(self):
        r, n = self.r, len(self.grades)
        first = self.past(True) if self.chance(.5) else dict(kind="has", grade=r.choice(list(range(n)) + [n]), side=self.one("", "better", "worse"))
        if first["kind"] == "has" and first["grade"] == n:
            first["side"] = ""
        when = [first]
        if self.chance(.25):
            when.append(self.condition() if self.scheme["sections"] and self.chance(.5) else self.past(True))
        made = dict(when=when, text="letter" if self.lang == "en" else "发函", amount=None)
        if self.chance(.2):
            header = self.ask(self.name(), "number", None, near=[F(1000), F(333), F(0)])
            made["amount"] = (header, F(r.choice([2, 5, F(1, 2)])))
        return made

    def target(self):
        r, n = self.r, len(self.grades)
        parts = [dict(kind="share", grade=r.randrange(n), better=self.chance(.5), when=dict(self.cuts(F(100)), percent=True))]
        if self.chance(.4):
            parts.append(dict(kind=self.one("none", "of_these"), grade=r.randrange(n), better=self.chance(.3), when=dict(self.cuts(F(100)), percent=True)))
        kinds = self.some_kinds(.4)
        return [dict(part, kinds=kinds) for part in parts]

    def review(self):
        """A line of 点评 or 评议. Reviewers by table are named in the facts, sometimes as the subject itself."""
        by_table, kinds = self.chance(.4), sorted(self.r.sample(self.kinds, self.r.randint(1, len(self.kinds))), key=self.kinds.index)
        by = self.name()
        if by_table:
            self.ask(by, "name", None)
        return dict(evaluation=self.chance(.4), kinds=kinds, by="S1" if not by_table and self.chance(.2) else by, by_table=by_table)

    # ---- facts

    def facts(self):
        r, s = self.r, self.scheme
        gaps = r.choice([0, 0, .05, .15, .3])
        rows = []
        summed = {h for h, i in self.asked.items() if i["list"] and self.may_be_summed(h) and self.chance(.2)}
        self.summed_now = summed
        for k in range(r.choice([1, 2, 3, 4, 5, 6, 7, 7, 16])):
            row = dict(id=f"S{k + 1}", pool=self.one(*"PQQTTU" if s["small_pools"] else "PQ") if s["pools"] else None, kind=r.choice(s["kinds"]) if s["kinds"] else None, cells={})
            for header, asked in self.asked.items():
                row["cells"][header] = None if r.random() < gaps else self.value(asked, header in summed)
            if rows and self.chance(.2):  # the same again: ties
                row["cells"] = dict(rows[-1]["cells"])
            self.votes(row)
            self.leave_out(row)
            rows.append(row)
        history = []
        for _ in range(r.choice([0, 0, 1, 2, 3]) if s["grades"] else 0):
            states = {}
            for row in rows:
                word = r.choice(["rated"] * 8 + ["pending", "out of scope", "disqualified", ""])
                if word:
                    states[row["id"]] = (word, r.choice(list(range(len(s["grades"]))) * 2 + [len(s["grades"])]) if word == "rated" else None)
            history.append(states)
        return dict(rows=rows, history=history, summed=sorted(summed), headers=list(self.asked.values()))

    def leave_out(self, row):
        """S-1.14: some items answered 不适用, in all their cells or in one of them."""
        for section, chain in with_chain(self.scheme["sections"]):
            said = [one["absent"] for one in [section] + chain if one["absent"]] or [self.scheme["absent"]]
            for item in section["items"]:
                headers = [h for rule in item["rules"] for h in rule["inputs"]] or [f"{item['number']} {item['title']}"]
                if not (item["absent"] or said[0]) or not self.chance(.25):
                    continue
                word = self.one("不适用", "N/A", "无此项") if self.lang == "zh" else self.one("n/a", "not applicable")
                headers = [h for h in headers if h in row["cells"]]
                is_one = self.chance(.3)
                for at, header in enumerate(headers):
                    is_summed = isinstance(self.asked[header], dict) and header in self.summed_now
                    row["cells"][header] = None if is_one and at else (ABSENT_CELL, (word, "") if is_summed else word)

    def may_be_summed(self, header):
        """A sum and a count stand for the mean alone, and not where marks are left out."""
        for item in self.all_items():
            for rule in item["rules"]:
                if header in rule["inputs"]:
                    if rule["form"] == "ballot":
                        return rule["electorates"][rule["inputs"].index(header)][0] not in {**self.scheme["trims"], **rule["averages"]}
                    return rule["samples"] == "mean" and not any(x["average"] for x in item["rules"]) and item["assessor"] not in self.scheme["trims"]
        return False

    def value(self, asked, is_summed):
        """A value and how it is written."""
        r, type, zh = self.r, asked["type"], self.lang == "zh"
        if type == "yes":
            yes = self.chance(.35)
            return (yes, ("是" if yes else "否") if zh else ("yes" if yes else "no"))
        if type == "choices":
            some = [r.choice(asked["choices"]) for _ in range(r.choice([0, 1, 1, 2]))]
            return (some, ";".join(some) or ("无" if zh else "none"))
        if type == "choice":
            step = r.randrange(len(asked["choices"]))
            return (step, asked["choices"][step])
        if type == "votes":
            return None
        if type == "name":
            who = self.one("S1", "S2", "S3", self.name())
            return (who, who)
        if asked.get("entries"):
            return self.entries(asked)
        if is_summed:
            count = r.randint(0, 5)
            values = [self.figure(asked) for _ in range(count)]
            if "/" in self.written(asked, sum(values, F(0))):  # of how many shares? That is asked about
                values = [F(int(x)) for x in values]
            return (("sum", sum(values, F(0)), count), (self.written(asked, sum(values, F(0))), str(count)))
        least = asked.get("least", 1)
        if asked["list"] and (self.chance(.75) or least > 1):
            values = [self.figure(asked) for _ in range(max(least, r.choice([1, 2, 3, 4, 5, 10, 11])))]
            if 1 < len(values) < asked.get("several", 1):
                values += [self.figure(asked) for _ in range(asked["several"] - len(values))]
            return (values if len(values) > 1 else values[0], ";".join(self.written(asked, x) for x in values))
        value = self.figure(asked)
        return (value, self.written(asked, value))

    def entries(self, asked):
        """Entries of one round, and how they are written."""
        r, marks = self.r, asked["type"] != "count"
        some, parts = [], []
        for _ in range(r.choice([0, 1, 2, 3, 5])):
            much = self.figure(asked) if marks or self.chance(.5) else F(1)
            if asked["low"] > 1 and not marks:
                much = max(much, asked["low"])
            if asked["entries"] == "keyed":
                key = self.one("甲", "乙", "丙") if self.lang == "zh" else self.one("A", "B", "C")
                parts.append(self.one(f"{key}×{number(much)}", f"{key}*{number(much)}", f"{key}({number(much)})") if marks or much != 1 else self.one(key, f"{key}×1"))
            else:
                year, month, day = 2026, r.choice([1, 2, 3]) if self.scheme["period"] == "quarter" else r.randint(1, 12), r.choice([1, 2, 3, 4, 5, 6, 15, 28])
                key = (year, month, day)
                day = self.one(f"{year}-{month:02d}-{day:02d}", f"{year}/{month}/{day}", f"{year}年{month}月{day}日")
                parts.append(day + (self.one("×", " ", "*") + number(much) if marks or much != 1 else ""))
            some.append((key, much))
        return (Listed(some), self.one(";", "、", ";").join(parts) or "0")

    def written(self, asked, value):
        """N-3: a fraction stands for a share."""
        text = number(value)
        if asked["type"] != "percent":
            return text
        if "/" in text:
            return number(value / 100)
        return text + ("%" if 0 < value <= 1 else self.one("", "%"))  # 0.98 alone would be asked about

    def figure(self, asked):
        r, high = self.r, asked["high"]
        value = F(r.choice(asked["near"])) if asked["near"] and self.chance(.75) else F(r.randint(0, int(high) if high is not None else 12))
        if asked["type"] == "percent" and self.chance(.1):
            value = F(r.randint(0, 700), 7)
        if asked.get("hole") and value < asked["hole"]:
            value = F(0)
        value = max(value, asked["low"]) if high is None else min(max(value, asked["low"]), high)
        if asked["type"] != "percent" and "/" in number(value):  # only rates are written as shares
            value = max(F(math.floor(value * 100), 100), asked["low"])
        return F(round(value)) if asked["type"] == "count" else value

    def votes(self, row):
        """A ballot's numbers hang together: returned up to entitled, votes up to returned."""
        for line in self.scheme["grading"]:
            if line["line"] != "ballots":
                continue
            for name in line["names"]:
                gap, zh = ("", True) if self.lang == "zh" else (" ", False)
                entitled = self.r.choice([3, 6, 9, 10, 12])
                returned = self.r.choice([entitled, entitled, entitled * 2 // 3, self.r.randint(0, entitled)])
                left, counts = returned if self.chance(.7) else self.r.randint(0, returned), []
                for _ in self.scheme["grades"]:
                    counts.append(self.r.choice([left, left // 2, self.r.randint(0, left)]))
                    left -= counts[-1]
                names = (["应到", "收回"] if zh else ["entitled", "returned"]) + self.scheme["grades"]
                for what, count in zip(names, [entitled, returned] + counts):
                    row["cells"][name + gap + what] = (F(count), str(count)) if not self.chance(.01) else None


def walk(sections):
    for section in sections:
        yield section
        yield from walk(section["sections"])


def with_chain(sections, around=()):
    """Each section with those around it, from inside to outside."""
    for section in sections:
        chain = [section, *around]
        yield section, chain
        yield from with_chain(section["sections"], chain)


def top_points(section):
    if section["weight"]:
        return section["weight"]
    own = section["points"] if section["shared"] else sum((i["points"] or F(0) for i in section["items"]), F(0))
    return (own or F(0)) + sum((top_points(x) for x in section["sections"]), F(0))


# ---- the documents ----------------------------------------------------------------------------------------------------


def say_rule(rule, lang):
    zh, form, n = lang == "zh", rule["form"], number
    amount = n(rule["amount"]) if "amount" in rule else ""
    percent = "%" if rule.get("percent") else ""

    def both(chinese, english):
        return chinese if zh else english

    def said(*ways):
        """One of the ways to say it, the canonical one more often."""
        return ways[max(0, rule["say"] - 12 + len(ways))]

    if form == "steps":
        per, over = n(rule["per"]) + percent, n(rule["over"]) + percent
        if rule["begun"]:
            text = both(f"超过{over}后每{per}减{amount}分,不足{per}按{per}计", f"above {over}, every {per} or part of it deducts {amount}")
        elif rule["over"]:
            text = both(f"超过{over}后每{per}减{amount}分", f"above {over}, every full {per} deducts {amount}")
        else:
            text = both(f"每超过{per}减{amount}分", f"every full {per} deducts {amount}")
    elif form == "steps_below":
        per, over = n(rule["per"]) + percent, n(rule["over"]) + percent
        text = said(f"低于{over}后每{per}减{amount}分", f"低于{over}的,每低{per}扣{amount}分", f"达到{over}得满分,每降{per}扣{amount}分") if zh else said(f"below {over}, every full {per} deducts {amount}", f"below {over}, each {per} deducts {amount}", f"deduct {amount} for each full {per} below {over}")
    elif form == "adds_steps":
        per, over = n(rule["per"]) + percent, n(rule["over"]) + percent
        if rule["over"]:
            text = said(f"超过{over}后每{per}加{amount}分", f"超过{over}的,每超{per}加{amount}分") if zh else f"above {over}, every full {per} adds {amount}"
        else:
            text = said(f"每{per}元加{amount}分", f"每满{per}小时加{amount}分") if zh else f"every full {per} adds {amount}"
    elif form == "lacking":
        times = n(rule["required"])
        text = said(f"每月{times}次,每缺1次减{amount}分", f"每月至少召开{times}次,每少1次扣{amount}分") if zh else f"at least {times} a month, each missing deducts {amount}"
    elif form == "rate":
        points = "" if rule["at_full"] is None else n(rule["at_full"])
        named = rule["name"] if points and rule["points"] is not None else ""  # a part names it twice
        text = named + ((f"×{points}分" if points else "按比例得分") if zh else (f" × {points}" if points else "in proportion to the rate"))
    elif form == "answers" or form == "choices":
        names = rule.get("names") or (said(("是", "否"), ("满足", "不满足"), ("达到", "未达到")) if zh else ("yes", "no"))
        words = []
        for band, name in zip(rule["bands"], names):
            gives, much = band["gives"][0], n(band["gives"][-1]) if len(band["gives"]) > 1 else ""
            words.append(name + {"full": both("得满分", " scores full"), "half": both("得一半", " scores half"), "nothing": both("不得分", " scores 0"), "points": both(f"得{much}分", f" scores {much}"), "deduct": both(f"减{much}分", f" deducts {much}")}[gives])
        text = both(";", "; ").join(words)
    elif form == "minus_levels":
        text = both("、", ", ").join(both(f"{name}减{n(p)}分", f"{name} deducts {n(p)}") for name, p in rule["levels"])
        text += both(",取最高" if rule["highest"] else ",累计", ", highest only" if rule["highest"] else ", cumulative")
    elif form == "shortfall":
        text = both(f"应达{n(rule['required'])}{percent or '次'},每少1{'个百分点' if percent else '次'}减{amount}分", f"at least {n(rule['required'])}{percent}, each missing deducts {amount}")
    elif form == "bands":
        words, scores = [], gives_points(rule["bands"])
        is_short = rule["bands"][-1].get("rest") and rule["unit"] != "places" and rule["say"] < 5  # each is what the one before leaves
        for band in rule["bands"]:
            if band.get("unsaid"):
                continue
            gives = {"full": both("得满分", " scores full"), "half": both("得一半", " scores half"), "nothing": both("不得分", " scores 0" if scores else " voids the item"), "none": both("不减分", " deducts nothing")}
            word = gives.get(band["gives"][0]) or (both(f"得{n(band['gives'][1])}分", f" scores {n(band['gives'][1])}") if band["gives"][0] == "points" else both(f"减{n(band['gives'][1])}分", f" deducts {n(band['gives'][1])}"))
            words.append((both("其余", "otherwise") if band.get("rest") else say_place(band["when"], lang) if rule["unit"] == "places" else say_interval(dict(band["when"], high=None) if is_short else band["when"], lang)) + word)
        text = (both(",", ", ") if is_short and rule["say"] < 3 else both(";", "; ")).join(words)
    elif form == "levels":
        text = both("、", ", ").join(both(f"{name}加{n(p)}分", f"{name} adds {n(p)}") for name, p in rule["levels"])
        text += both(",取最高" if rule["highest"] else ",累计", ", highest only" if rule["highest"] else ", cumulative")
    elif form == "ballot":
        def behind(name):
            return both("({})", " ({})").format(say_average(rule["averages"][name], rule["say"], lang)) if name in rule["averages"] else ""

        return both("、", ", ").join(both(f"{name}{n(w)}%", f"{name} {n(w)}%") + behind(name) for name, w in rule["electorates"]) + say_kinds(rule, lang)
    elif form == "panel":
        text = say_average(rule["average"], rule["say"], lang)
    else:
        low, high = (n(rule[x]) if x in rule else "" for x in ("lowest", "highest"))
        text = {
            "met_or_not": both("满足得满分,否则不得分", "full if met, otherwise 0"),
            "deduct_each": said(f"每次减{amount}分", f"每项扣{amount}分", f"扣{amount}分/次", f"每发生1次扣{amount}分", f"每次-{amount}分") if zh else said(f"each deducts {amount}", f"deduct {amount} per case", f"minus {amount} each", f"{amount} points off for each"),
            "deduct_unless": both(f"不满足减{amount}分", f"deducts {amount} unless met"),
            "deduct_once": said(f"减{amount}分", f"扣除{amount}分", f"一次性扣{amount}分") if zh else said(f"deducts {amount}", f"takes off {amount} points"),
            "judged_deduction": said(f"酌情减{low}至{high}分", f"视情节扣{low}-{high}分") if zh else f"deducts {low} to {high} at discretion",
            "judged_deduction_each": said(f"每次酌情减{low}至{high}分", f"视情节扣{low}-{high}分/次", f"每例扣{low}~{high}分") if zh else said(f"each deducts {low} to {high} at discretion", f"deduct {low}-{high} per case"),
            "adds_judged_each": said(f"每次酌情加{low}至{high}分", f"每篇奖{low}-{high}分") if zh else f"each adds {low} to {high} at discretion",
            "void_unless": both("不满足不得分", "voids the item unless met"),
            "void": both("不得分", "voids the item"),
            "exempt": both("不减分", "is exempt"),
            "proportion": both(f"满分{n(rule.get('full', 0))},按比例折算", f"scaled from {n(rule.get('full', 0))}"),
            "each_adds": said(f"每次加{amount}分", f"加{amount}分/次", f"每篇奖{amount}分") if zh else said(f"each adds {amount}", f"plus {amount} each"),
            "adds": both(f"加{amount}分", f"adds {amount}"),
            "adds_judged": both(f"酌情加{low}至{high}分", f"adds {low} to {high} at discretion"),
            "each_scores": both(f"每次得{amount}分", f"each scores {amount}"),
            "met_scores": both(f"完成得{amount}分", f"met scores {amount}"),
            "judged": both(f"酌情得{low}至{high}分", f"scores {low} to {high} at discretion"),
        }[form]
    if rule["average"] and form != "panel":
        how = say_average(rule["average"], rule["say"], lang)
        text = both(f"{how},{text}" if rule["say"] % 3 == 1 else f"{text},{how}", f"{how}, {text}" if rule["say"] % 3 == 1 else f"{text}, {how}")
    elif rule["samples"] and rule["samples"] != "sum" and form != "panel":
        text = {"mean": both("多次平均,", "mean of samples, "), "latest": both("多次取最近,", "latest sample, "), "lowest": both("多次取最低,", "lowest sample, "), "highest": both("多次取最高,", "highest sample, ")}[rule["samples"]] + text
    if rule["reach"] == "further":
        text = both("追加" + text, text + " further")
    elif rule["reach"] == "total":
        text = both("另从总分" + text, text + " from the total")
    if rule.get("inner"):
        text += say_inner(rule["inner"], lang, rule["say"], rule["form"] in GIVING)
    if rule["cap"] is not None:
        most = n(rule["cap"])
        ways = (f",最多{most}分", f",上限{most}分", f",{most}分封顶", f"(最多{most}分)") if zh else (f", at most {most}", f", up to {most}", f", capped at {most}")
        text += ways[rule["say"] % len(ways)]
    if rule["without"] is not None:
        text += both(f",没有样本得{n(rule['without'])}分", f", {n(rule['without'])} without samples")
    return text + say_kinds(rule, lang)


def say_inner(inner, lang, say, gives):
    """S-1.16: a cap of each period or key, behind its rule; on a line of its own without the comma."""
    most, verb = number(inner["points"]), "加" if gives else "扣"
    if lang == "zh":
        of = {"day": ("每天", "每日"), "week": ("每周", "每星期"), "month": ("每月", "单月", "每个月"), "quarter": ("每季度", "每个季度"), "half-year": ("每半年",), "key": ("每户", "每村")}[inner["of"]]
        of = of[say % len(of)]
        ways = (f",{of}最多{verb}{most}分", f",{of}封顶{most}分", f",{of}{verb}分不超过{most}分", f"({of}最多{most}分)", f";{of}累计最多{most}分")
    else:
        of = {"day": ("a day", "per day"), "week": ("a week", "each week"), "month": ("a month", "per month"), "quarter": ("a quarter", "per quarter"), "half-year": ("a half-year",), "key": ("per household", "per site")}[inner["of"]]
        of = of[say % len(of)]
        ways = (f", at most {most} {of}", f", up to {most} points {of}", f", capped at {most} {of}")
    return ways[say % len(ways)]


def least_of(average):
    """So many marks have to be there before some are left out."""
    return 2 * average[1] + 1 if average[0] == "count" else 1


def say_average(average, say, lang):
    """As offices say it, in several ways."""
    kind, much = average
    if lang == "zh":
        if kind == "count":
            word = {1: "一", 2: "两"}[much]
            ways = (f"去掉{much}个最高分和{much}个最低分后取平均", f"去掉{word}个最高分、{word}个最低分取平均分", f"两端各去掉{much}个后取平均", f"去除{word}个最高分和{word}个最低分,取其余评委平均分") + (("去掉最高分和最低分后取平均",) if much == 1 else ())
        elif kind == "share":
            ways = (f"两端各去掉{number(much)}%后取平均", f"去掉{number(much)}%的最高分和最低分,取平均分", f"最高、最低各去掉{number(much)}%后取平均")
        elif kind == "median":
            ways = ("取中位数", "按中位数计", "取各评委打分的中位数")
        else:
            ways = ("取各评委的平均分", "以评委打分的平均分计")
    elif kind == "count":
        ways = (f"the mean without the {much} highest and {much} lowest",) + (("the mean without the highest and the lowest", "drop the highest and lowest score") if much == 1 else ())
    elif kind == "share":
        ways = (f"the mean without the highest and lowest {number(much)}%",)
    else:
        ways = ("the median", "median of the assessors") if kind == "median" else ("the mean of the assessors", "average of the judges")
    return ways[say % len(ways)]


def say_place(when, lang):
    low, high = number(when["low"]), number(when["high"])
    if lang == "zh":
        return f"第{low}名" if low == high else f"前{high}名" if low == "1" else f"第{low}至{high}名"
    return f"top {high}" if low != high else {"1": "first", "2": "second", "3": "3rd"}.get(low, f"{low}th")


def gives_points(bands):
    """S-1.6: a table gives points, or only deducts."""
    gives = [band["gives"][0] for band in bands]
    return "points" in gives or "half" in gives or ("full" in gives and "deduct" not in gives)


def is_bare(rule):
    return rule["form"] in BARE and not rule.get("inner") and rule["say"] in (0, 4, 8, 11) and rule["reach"] == "item" and not rule["samples"] and rule["points"] is None


def say_line(rule, lang):
    """The name, the points of a part, and what the rule says; in Chinese now and then without a colon."""
    part = "" if rule["points"] is None else f"({number(rule['points'])}分)" if lang == "zh" else f" ({number(rule['points'])} points)"
    said = say_rule(rule, lang)
    is_formula = rule["form"] == "rate" and rule["at_full"] is not None and not part
    return rule["name"] + part + ("" if is_formula or (lang == "zh" and is_bare(rule)) else ":" if lang == "zh" else ": ") + said


def say_kinds(rule, lang):
    if not rule["kinds"]:
        return ""
    return ",仅适用" + "、".join(rule["kinds"]) if lang == "zh" else ", only for " + ", ".join(rule["kinds"])


class Writer:
    def __init__(self, scheme):
        self.s, self.lang, self.zh, self.lines = scheme, scheme["lang"], scheme["lang"] == "zh", []

    def both(self, chinese, english):
        return chinese if self.zh else english

    def grade(self, index, side=""):
        name = self.s["grades"][index] if index < len(self.s["grades"]) else UNRATED[self.lang]
        return name + {"": "", "better": self.both("以上", " or better"), "worse": self.both("以下", " or lower")}[side]

    def condition(self, one):
        kind, both = one["kind"], self.both
        if kind in ("yes", "has", "grade"):
            return one["header"] if kind == "yes" else self.grade(one["grade"], one.get("side", ""))
        if kind == "last":
            return both("上期" + self.grade(one["grade"], one["side"]), self.grade(one["grade"], one["side"]) + " last round")
        if kind == "no_rise":
            return both(f"连续{one['rounds']}期未晋级", f"no rise for {one['rounds']} rounds")
        if kind == "held":
            return both(f"连续{one['rounds']}期{self.grade(one['grade'], one['side'])}", f"{self.grade(one['grade'], one['side'])} for {one['rounds']} rounds")
        said = say_interval(one.get("share") or one["when"], self.lang, points=kind != "input")
        by_name = one.get("by_name")
        head = {
            "total": lambda: both("总分", "total ") if one["said"] else "", "each": lambda: both("每项", "each item "), "mean": lambda: both("各项平均", "items on average "),
            "each_section": lambda: both("每部分", "each section "), "section": lambda: one["name"] + both("", " "), "input": lambda: one["name"] + both("", " "),
            "item": lambda: self.title(one["number"]) + both("", " ") if by_name else both(f"第{one['number']}项", f"item {one['number']} "),
        }[kind]()
        return head + said

    def title(self, item_number):
        return {i["number"]: i["title"] for s in walk(self.s["sections"]) for i in s["items"]}[item_number]

    def ledger(self, ledger):
        both = self.both
        self.lines.append("\n## " + both("记分", "Ledger") + "\n")
        for one in ledger["lines"]:
            much = number(one["amount"])
            words = both(f"{'每次' if one['form'] == 'each' else ''}记{much}分", f"{'each ' if one['form'] == 'each' else ''}records {much}")
            words += "" if one["cap"] is None else both(f",最多{number(one['cap'])}分", f", at most {number(one['cap'])}")
            self.lines.append(f"- {one['header']}{both(':', ': ')}{words}")
        for one in ledger["follows"]:
            self.lines.append("- " + both(f"满{number(one['at'])}分", f"at {number(one['at'])}: ") + self.effect(one))

    def effect(self, one):
        both = self.both
        return {"disqualified": lambda: both("取消资格", "disqualifies"), "out": lambda: both("不参评", "is out of scope"), "at_most": lambda: both("最高", "at most ") + self.grade(one["effect"][1]),
                  "bars": lambda: both("不得评", "bars ") + self.grade(one["effect"][1]), "zero": lambda: both("总分记0分", "the total is 0"), "drops": lambda: both(f"降{one['effect'][1]}级", f"drops {one['effect'][1]} grade" + ("s" if one["effect"][1] > 1 else ""))}[one["effect"][0]]()

    def ground(self, one):
        both, when, effect = self.both, one["when"], self.effect(one)
        if when["kind"] == "yes":
            return f"- {when['header']}:{both('不满足', ' unless met ') if one['unless'] else both('', ' ')}{effect}"
        if when["kind"] in ("last", "no_rise", "held"):
            return f"- {self.condition(when)}:{both('', ' ')}{effect}"
        head = {"input": lambda: when["header"], "total": lambda: both("总分", "total"), "item": lambda: self.title(when["number"]) if when["by_name"] else both(f"第{when['number']}项", f"item {when['number']}")}[when["kind"]]()
        return f"- {head}:{both('', ' ')}{say_interval(when['when'], self.lang, points=when['kind'] != 'input')}{both('', ' ')}{effect}"

    def write(self):
        s, both, out = self.s, self.both, self.lines.append
        out(f"# {s['title']}\n")
        key = both(":", ": ")
        out(both("对象:组织", "subjects: units"))
        if s["period"]:
            out(both({"year": "周期:年", "quarter": "周期:季度"}[s["period"]], "period: " + s["period"]))
        if s["pools"]:
            out(both("分组:片区", "pool: area"))
        if s["small_pools"]:
            n, into = s["small_pools"]
            out(both(f"小单位合并:不足{n}个的" + (f"并入{into}" if into else "合并评选"), f"small pools: fewer than {n} are joined" + (f" to {into}" if into else "")))
        if s["kinds"]:
            out(both("类别", "kinds") + key + both("、", ", ").join(s["kinds"]))
        if s["total"] is not None:
            out(both("总分", "total") + key + number(s["total"]))
        if s["precision"]:
            places, how, what = s["precision"]
            how = {"half": both("四舍五入", "half up"), "down": both("舍去", "down"), "up": both("进一", "up")}[how]
            what = {"items": both("各项", "items"), "total": both("总分", "total"), "both": both("各项和总分", "items and total")}[what]
            out(both("小数", "precision") + key + f"{places}{both(',', ', ')}{how}{both(',', ', ')}{what}")
        if s["grades"]:
            if s["grades_stated"]:
                out(both("等次", "grades") + key + both("、", ", ").join(s["grades"]))
            out(both("未定级", "unrated") + key + UNRATED[self.lang])
        choices = [("quota_base", "名额基数", "quota base", {"all": ("全体", "all"), "eligible": ("有资格的", "eligible")}), ("quota_rounding", "名额取整", "quota rounding", {"down": ("舍去", "down"), "one": ("至少一个", "at least one")}),
                   ("tied", "同分处理", "tied", {"out": ("都不进", "left out"), "in": ("都进", "let in")}), ("ladder_mode", "阶梯", "ladder", {"own": ("各级自列", "own"), "cumulative": ("逐级累积", "cumulative")}),
                   ("demotions", "降级累计", "demotions", {"once": ("只降一次", "once"), "each": ("逐条累计", "each")}), ("bonus_counts", "加分计入定级", "bonus counts", {True: ("是", "yes"), False: ("否", "no")}),
                   ("top_exempt", "最高等次免晋级", "top is exempt", {True: ("是", "yes"), False: ("否", "no")}), ("total_floor", "总分可为负", "total below 0", {True: ("是", "yes"), False: ("否", "no")})]
        for name, chinese, english, values in choices:
            if s[name] is not None:
                out(both(chinese, english) + key + both(*values[s[name]]))
        if s["absent"]:
            out(both("不适用时", "not applicable") + key + both(*ABSENT[s["absent"]]))
        for section in s["sections"]:
            self.section(section, 2)
        for i, bonus in enumerate(s["bonus"]):
            self.bonus(bonus, 2)
        for section in s["deductions"]:
            self.bonus(section, 2, both("扣分", "Deductions"))
        if s["ledger"]:
            self.ledger(s["ledger"])
        for part, chinese, english in (("eligibility", "资格", "Eligibility"), ("veto", "一票否决", "Veto"), ("demotion", "降级", "Demotion")):
            if s[part]:
                out("\n## " + both(chinese, english) + "\n")
                self.kinds(s["ground_kinds"].get(part, []), "")
                for one in s[part]:
                    out(self.ground(one))
                    self.kinds(one["kinds"], "   ")
        if s["scales"]:
            out("\n## " + both("尺度", "Scales") + "\n")
            for name, steps in s["scales"]:
                out(f"- {name}{key}" + both("<", " < ").join(steps))
        if s["grading"] or s["ladder"]:
            out("\n## " + both("定级", "Grading") + "\n")
            for line in s["grading"]:
                out("- " + self.grading_line(line))
            for level in s["ladder"]:
                out(f"\n### {self.grade(level['grade'])}\n")
                for i, need in enumerate(level["needs"]):
                    out(f"{i + 1}. " + self.requirement(need))
        if s["trims"]:
            out("\n## " + both("投票", "Ballots") + "\n")
            for name, (kind, much) in s["trims"].items():
                out(f"- {name}{key}" + (both(f"两端各去掉{number(much)}%", f"without the highest and lowest {number(much)}%") if kind == "share" else both(f"去掉{much}个最高分和{much}个最低分", f"without the {much} highest and {much} lowest")))
        if s["consequences"]:
            out("\n## " + both("后果", "Consequences") + "\n")
            for one in s["consequences"]:
                text = one["text"]
                if one["amount"]:
                    text = both(f"扣发{one['amount'][0]}的{number(one['amount'][1])}%", f"withholds {number(one['amount'][1])}% of {one['amount'][0]}")
                out("- " + both(",", ", ").join(self.condition(w) for w in one["when"]) + key + text)
        for evaluation, chinese, english in ((False, "点评", "Review"), (True, "评议", "Evaluation")):
            lines = [one for one in s["reviews"] if one["evaluation"] == evaluation]
            if lines:
                out("\n## " + both(chinese, english) + "\n")
            for one in lines:
                out("- " + both("、", ", ").join(one["kinds"]) + key + one["by"] + (both("(按表)", " (by table)") if one["by_table"] else ""))
        if s["targets"]:
            out("\n## " + both("目标", "Targets") + "\n")
            for parts in s["targets"]:
                out("- " + (both("、", ", ").join(parts[0]["kinds"]) or both("2030年底", "2030-12-31")) + key + both(",", ", ").join(self.target(p) for p in parts))
        return "\n".join(self.lines) + "\n"

    def requirement(self, need):
        if need["kind"] == "scale":
            step = dict(self.s["scales"])[need["header"]][need["step"]]
            said = {"better": self.both(f"{step}以上", f"{step} or more"), "worse": self.both(f"{step}以下", f"{step} or less"), "below": self.both(f"低于{step}", f"below {step}")}[need["side"]]
            return need["header"] + self.both(":", ": ") + said
        return need["header"] if need["kind"] == "yes" else need["header"] + self.both(":", ": ") + say_interval(need["when"], self.lang)

    def target(self, part):
        grade, share = self.grade(part["grade"], "better" if part["better"] else ""), say_interval(part["when"], self.lang)
        return {"share": self.both(f"{grade}占{share}", f"share of {grade} {share}"), "none": self.both(f"无{grade}", f"no {grade}"), "of_these": self.both(f"其中{grade}占{share}", f"of these {grade} {share}")}[part["kind"]]

    def grading_line(self, line):
        both, kind, key = self.both, line["line"], self.both(":", ": ")
        comma = both(",", ", ")
        if kind in ("rule", "ceiling"):
            whens = [self.condition(w) for w in line["when"]] or [both("其余", "the rest")]
            if line.get("first"):
                whens.append(both("取第一名", "the first") if line["first"] == 1 else both(f"取前{line['first']}名", f"the first {line['first']}"))
            return self.grade(line["grade"], "worse" if kind == "ceiling" else "") + key + comma.join(whens)
        if kind == "stars":
            return both("星数:每项", "stars: each item with ") + say_interval(line["when"], self.lang, True) + both("得一星", " earns one")
        if kind == "ballots":
            return both("票决:", "by ballots: ") + both("、", ", ").join(line["names"]) + both(",取低" if line["lower"] else ",取高", ", the lower" if line["lower"] else ", the higher")
        if kind == "turnout":
            return both(f"有效票:收回占应到{number(line['returned'])}以上,有效占收回{number(line['valid'])}以上", f"turnout: returned {number(line['returned'])} of entitled, valid {number(line['valid'])} of returned")
        if kind == "ties":
            return both("同分:比较", "ties: compare ") + both("、", ", ").join(k for _, k in line["keys"])
        grade = self.grade(line["grade"], "better" if line["better"] else "")
        if kind == "target":
            return grade + key + both("应占", "should be ") + say_interval(line["when"], self.lang)
        soft, (how, much) = line["soft"], line["how"]
        if how == "share":
            return grade + key + both("一般不超过" if soft else "不超过", "normally at most " if soft else "at most ") + number(much) + "%"
        return grade + key + both(("一般" if soft else "") + f"最多{much}个", ("normally " if soft else "") + f"at most {much} subjects")

    def kinds(self, kinds, indent):
        if kinds:
            self.lines.append(indent + self.both("- 适用:", "- applies to: ") + self.both("、", ", ").join(kinds))

    def absent(self, said, indent):
        if said:
            self.lines.append(indent + self.both("- 不适用时:", "- not applicable: ") + self.both(*ABSENT[said]))

    def used_up(self, said):
        if not said:
            return
        much, is_total = number(said["amount"]), said["reach"] == "total"
        if said["how"] == "excess":
            words = self.both("扣完后超出的部分从" + ("总分减" if is_total else "本部分减"), "once used up, the excess is deducted from " + ("the total" if is_total else "its section"))
        else:
            each = said["how"] == "each"
            words = self.both("扣完后每再发生1次" if each else "扣完时", "once used up, each further time " if each else "once used up, ")
            words += self.both(f"{'另从总分' if is_total else '追加'}减{much}分", f"deducts {much} {'from the total' if is_total else 'further'}")
        self.lines.append("   - " + words)

    def section(self, section, level):
        out, both = self.lines.append, self.both
        bracket = f"({number(section['weight'])}%)" if section["weight"] else f"({number(section['points'])}{both('分', ' points')})" if section["points"] is not None else ""
        out(f"\n{'#' * level} {section['name']}{both('', ' ') if bracket else ''}{bracket}\n")
        self.kinds(section["kinds"], "")
        self.absent(section["absent"], "")
        for item in section["items"]:
            bracket = f"({number(item['points'])}{both('分', ' points')})" if item["points"] is not None else ""
            out(f"{item['number']}. {item['title']}{both('', ' ') if bracket else ''}{bracket}")
            self.kinds(item["kinds"], "   ")
            self.absent(item["absent"], "   ")
            self.used_up(item["used_up"])
            if item["assessor"]:
                out(both("   - 评分人:", "   - assessor: ") + item["assessor"])
            was_plain, names = False, []
            if item["range"]:
                low, high = map(number, item["range"])
                out(both(f"   - 范围:{low}至{high}", f"   - range: {low} to {high}"))
            for rule in item["rules"]:
                if rule.get("range"):
                    low, high = map(number, rule["range"])
                    out(both(f"   - 范围:{low}至{high}", f"   - range: {low} to {high}"))
                is_plain = self.zh and rule["form"] in ("deduct_each", "deduct_once", "steps_below") and is_bare(rule) and rule["cap"] is None and not rule["kinds"]
                if is_plain and was_plain and rule["name"] not in names:  # several sentences on one line
                    self.lines[-1] += ",;"[rule["say"] % 2] + say_line(rule, self.lang)
                else:
                    out(f"   - {say_line(rule, self.lang)}")
                    names = []
                names.append(rule["name"])
                was_plain = is_plain
            if item.get("inner"):
                out("   - " + say_inner(item["inner"], self.lang, int(item["number"]), item["inner"]["way"] == "gives").strip(",;() "))
            if item["floor"]:
                out(both("   - 减完为止" if item["floor"] == "floor" else "   - 可为负", "   - not below 0" if item["floor"] == "floor" else "   - may go below 0"))
        for inner in section["sections"]:
            self.section(inner, level + 1)

    def bonus(self, section, level, heading=None):
        out, both = self.lines.append, self.both
        name = (heading or both("加分", "Bonus")) if level == 2 else section["name"]
        out(f"\n{'#' * level} {name}" + (both(f"(最多{number(section['cap'])}分)", f" (up to {number(section['cap'])} points)") if section["cap"] is not None else "") + "\n")
        self.kinds(section["kinds"], "")
        for rule in section["rules"]:
            out(f"- {say_line(rule, self.lang)}")
            self.kinds(rule["line_kinds"], "   ")
        for inner in section["sections"]:
            self.bonus(inner, level + 1)


def markdown(scheme):
    return Writer(scheme).write()


def used_headers(scheme):
    """The inputs that the scheme still asks for: shrinking drops parts of it."""
    used = set()
    for section in walk(scheme["sections"]):
        for item in section["items"]:
            used.update(h for rule in item["rules"] for h in rule["inputs"])
            if not item["rules"]:
                used.add(f"{item['number']} {item['title']}")
    for section in walk(scheme["bonus"] + scheme["deductions"]):
        used.update(h for rule in section["rules"] for h in rule["inputs"])
    conditions = [g["when"] for part in ("eligibility", "veto", "demotion") for g in scheme[part]]
    conditions += [w for line in scheme["grading"] for w in (line["when"] if line["line"] in ("rule", "ceiling") else [])]
    conditions += [need for level in scheme["ladder"] for need in level["needs"]]
    conditions += [w for one in scheme["consequences"] for w in one["when"]]
    used.update(c["header"] for c in conditions if "header" in c)
    used.update(one["header"] for one in (scheme["ledger"] or dict(lines=[]))["lines"])
    used.update(name for name, _ in scheme["scales"])
    used.update(one["by"] for one in scheme["reviews"] if one["by_table"])
    used.update(one["amount"][0] for one in scheme["consequences"] if one["amount"])
    for line in scheme["grading"]:
        if line["line"] == "ballots":
            gap = "" if scheme["lang"] == "zh" else " "
            what = (["应到", "收回"] if scheme["lang"] == "zh" else ["entitled", "returned"]) + scheme["grades"]
            used.update(name + gap + w for name in line["names"] for w in what)
    return used


def facts_csv(scheme, facts):
    zh, used = scheme["lang"] == "zh", used_headers(scheme)
    headers = [h["header"] for h in facts["headers"] if h["header"] in used]
    top = ["编号" if zh else "id"] + ([("分组" if zh else "pool")] if scheme["pools"] else []) + ([("类别" if zh else "kind")] if scheme["kinds"] else [])
    for header in headers:
        top += [header + ("合计" if zh else "_sum"), header + ("次数" if zh else "_n")] if header in facts["summed"] else [header]
    lines = [top]
    for row in facts["rows"]:
        line = [row["id"]] + ([row["pool"]] if scheme["pools"] else []) + ([row["kind"]] if scheme["kinds"] else [])
        for header in headers:
            cell = row["cells"].get(header)
            if header in facts["summed"]:
                line += list(cell[1]) if cell else ["", ""]
            else:
                line.append(cell[1] if cell else "")
        lines.append(line)
    return "".join(",".join(line) + "\n" for line in lines)


def history_json(scheme, states):
    def name(grade):
        return scheme["grades"][grade] if grade < len(scheme["grades"]) else UNRATED[scheme["lang"]]

    subjects = [{"id": who, "status": word, "grade": name(grade) if word == "rated" else None} for who, (word, grade) in states.items()]
    return json.dumps({"scheme": scheme["title"], "subjects": subjects}, ensure_ascii=False)


def make(seed):
    maker = Maker(seed)
    scheme = maker.make()
    return scheme, maker.facts()


if __name__ == "__main__":
    import sys

    made, its_facts = make(int(sys.argv[1]))
    print(markdown(made) + "\n" + facts_csv(made, its_facts))

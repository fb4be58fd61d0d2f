"""What a scheme comes to, reckoned from docs/rating.md alone: nothing of the engine was read for it.

Takes the plain values of random_scheme.py. Each function quotes the paragraph that it carries out. Slow and short.
"""
import math
from datetime import date
from fractions import Fraction as F

from random_scheme import ABSENT_CELL, Listed, GIVING, TABLES, gives_points, holds, interval, walk, with_chain

NONE = float("inf")  # an end without limit (S-5)
UNKNOWN = None  # of a condition (G-6)


def both(values):
    """G-6: all must be true; one that is false decides."""
    values = list(values)
    if any(v is False for v in values):
        return False
    return UNKNOWN if any(v is UNKNOWN for v in values) else True


def rounded(x, precision):
    """S-1.8, S-4. Below zero as above it: half, up and down speak of the amount."""
    if x is None or abs(x) == NONE:
        return x
    places, how, _ = precision
    scaled = abs(x) * 10**places
    whole = {"half": math.floor(scaled + F(1, 2)), "down": math.floor(scaled), "up": math.ceil(scaled)}[how]
    return F(whole, 10**places) * (-1 if x < 0 else 1)


class Evaluator:
    def __init__(self, scheme, facts):
        self.s, self.facts, self.rows = scheme, facts, facts["rows"]
        self.n = len(scheme["grades"])  # also the index of unrated
        self.sections = list(walk(scheme["sections"]))
        self.items = [i for s in self.sections for i in s["items"]]
        self.has_scores = bool(self.items or any(b["rules"] for b in walk(scheme["bonus"] + scheme["deductions"])))
        self.inputs = {h["header"]: h for h in facts["headers"]}
        self.looked_at = self.items_looked_at()

    def rounds(self, what):
        return self.s["precision"] if self.s["precision"] and self.s["precision"][2] in (what, "both") else None

    # ---- N-5, N-6, N-7: figures and kinds

    def figure(self, row, header, trim=None, samples=None):
        """The value of a cell; None where it is missing."""
        cell = row["cells"].get(header)
        if cell is None:
            return None
        value = cell[0]
        if isinstance(value, Listed):
            return value
        if value == ABSENT_CELL:  # S-1.14
            return None
        if isinstance(value, tuple):  # a sum and a count
            return value[1] / value[2] if value[2] else None
        if isinstance(value, list) and self.inputs[header]["type"] != "choices":
            marks = sorted(value)
            if trim:
                kind, much = trim
                cut = {"share": lambda: math.floor(len(marks) * much / 100), "count": lambda: much if len(marks) > 2 * much else 0, "median": lambda: (len(marks) - 1) // 2, "mean": lambda: 0}[kind]()
                marks = marks[cut : len(marks) - cut]
            if samples == "sum":  # S-1.13
                return sum(value, F(0))
            return {"latest": value[-1], "lowest": marks[0], "highest": marks[-1]}.get(samples) if samples in ("latest", "lowest", "highest") else sum(marks, F(0)) / len(marks)
        return value

    def trim_of(self, header):
        """Ballots: what the line of the electorate, or of the item's assessor, leaves out of a mean at each end; what the rule says, or stands behind the electorate (N-5)."""
        for item in self.items:
            for rule in item["rules"]:
                if header in rule["inputs"]:
                    if rule["form"] == "ballot":
                        name = rule["electorates"][rule["inputs"].index(header)][0]
                        return self.s["trims"].get(name) or rule.get("averages", {}).get(name)
                    said = [x["average"] for x in item["rules"] if header in x["inputs"] and x.get("average")]
                    if said:
                        return said[0]
                    return self.s["trims"].get(item["assessor"]) if rule["samples"] == "mean" and self.inputs[header]["type"] != "count" else None
        beside = [rule for section in walk(self.s["bonus"] + self.s["deductions"]) for rule in section["rules"]]
        return next((rule["average"] for rule in beside if header in rule["inputs"] and rule.get("average")), None)

    def samples_of(self, header):
        rules = [rule for section in self.sections + list(walk(self.s["bonus"] + self.s["deductions"])) for rule in section.get("rules", []) + [x for item in section.get("items", []) for x in item["rules"]]]
        return next((rule["samples"] for rule in rules if header in rule["inputs"] and rule["samples"]), None)

    def is_for(self, kinds, row):
        return not kinds or row["kind"] in kinds

    def kinds_of(self, chain):
        """N-7: those that all who say something name. None said: all."""
        stated = [one["kinds"] for one in chain if one["kinds"]]
        return [kind for kind in self.s["kinds"] if all(kind in kinds for kinds in stated)] if stated else []

    # ---- S-1, S-5: rules

    def give_deduct(self, rule, points, value):
        """What the rule gives, deducts, and whether it voids the item, at this figure; after its cap (S-1.5)."""
        form, gives, deducts, voids = rule["form"], F(0), F(0), False
        points = points if rule["points"] is None else rule["points"]  # S-1.9
        if form == "met_or_not":
            gives, voids = (points if value else F(0)), not value
        elif form == "steps":
            steps = max(F(0), value - rule["over"]) / rule["per"]
            deducts = rule["amount"] * (math.ceil(steps) if rule["begun"] else math.floor(steps))
        elif form == "steps_below":  # S-1.10
            deducts = rule["amount"] * math.floor(max(F(0), rule["over"] - value) / rule["per"])
        elif form == "adds_steps":
            gives = rule["amount"] * math.floor(max(F(0), value - rule["over"]) / rule["per"])
        elif form == "shortfall":
            short = max(F(0), rule["required"] - value)
            deducts = rule["amount"] * (math.floor(short) if rule["percent"] else short)
        elif form in ("deduct_each", "lacking"):
            deducts = rule["amount"] * value
        elif form in ("deduct_once", "deduct_unless"):
            deducts = rule["amount"] if value == (form == "deduct_once") else F(0)
        elif form in ("judged_deduction", "judged_deduction_each"):
            deducts = value
        elif form in ("void", "void_unless"):
            voids = value == (form == "void")
        elif form in TABLES:
            gives, deducts, voids = self.of_band(rule, self.band(rule, value)[0], points)
        elif form == "rate":  # S-1.12
            gives = (points if rule["at_full"] is None else rule["at_full"]) * value / 100
        elif form == "proportion":
            gives = points * value / rule["full"]
        elif form in ("levels", "minus_levels"):
            reached = [dict(rule["levels"])[name] for name in value]
            comes = max(reached, default=F(0)) if rule["highest"] else sum(reached, F(0))
            gives, deducts = (comes, F(0)) if form == "levels" else (F(0), comes)
        elif form in ("each_adds", "each_scores"):
            gives = rule["amount"] * value
        elif form in ("adds", "met_scores"):
            gives = rule["amount"] if value else F(0)
        elif form in ("judged", "adds_judged", "adds_judged_each", "panel"):
            gives = value
        elif form == "ballot":
            gives = value
        if rule.get("inner"):  # S-1.16
            kept = sum((min(rule["inner"]["points"], much) for much in by_period(rule["inner"]["of"], [(rule, value)]).values()), F(0))
            gives, deducts = (kept, F(0)) if gives_at_all(rule) else (F(0), kept)
        return capped(rule, (gives, deducts, voids))

    def of_band(self, rule, band, points):
        """S-1.6: what a band gives and deducts; where a table only deducts, “scores nothing” voids."""
        kind, *much = band["gives"]
        full = points if scores(rule) else F(0)
        return full if kind == "full" else points / 2 if kind == "half" else much[0] if kind == "points" else F(0), much[0] if kind == "deduct" else F(0), kind == "nothing" and not scores(rule)

    def band(self, rule, value):
        """S-1.6: the band, and the mark."""
        holding = [b for b in rule["bands"] if holds(b["when"], value)]
        if len(holding) == 1:
            return holding[0], None

        def low(b):
            return -NONE if b["when"]["low"] is None else b["when"]["low"]

        below = [b for b in rule["bands"] if low(b) <= value]
        best = max(below, key=low) if below else min(rule["bands"], key=low)
        return best, "OVERLAP" if holding else "GAP"

    def value_of(self, rule, row, points):
        """The figure that the rule is applied to; None where it is missing."""
        if rule["form"] != "ballot":
            return self.figure(row, rule["inputs"][0], self.trim_of(rule["inputs"][0]), rule["samples"])
        total = F(0)
        for (_, share), header in zip(rule["electorates"], rule["inputs"]):
            mean = self.figure(row, header, self.trim_of(header))
            if mean is None:
                return None
            total += mean * (points / rule["range"][1] if rule["range"] else 1) * share / 100
        return total

    def lists(self, rule):
        return any(self.inputs.get(header, {}).get("entries") for header in rule["inputs"])

    def extremes(self, rule, points, limits=None):
        """S-5: least and most of what it gives, least and most of what it deducts, whether it might void."""
        form = rule["form"]
        points = points if rule["points"] is None else rule["points"]
        if rule.get("inner") or self.lists(rule):
            return unlimited(rule)  # a figure that lists entries: of each is what is said of the figure
        if limits:  # 范围; what a rule comes to rises or falls with its figure
            tried = list(limits)
        elif form == "ballot":
            tried = [F(0), points]
        elif form in ("met_or_not", "deduct_once", "deduct_unless", "void", "void_unless", "adds", "met_scores"):
            tried = [True, False]
        elif form in ("levels", "minus_levels"):
            if rule["highest"]:
                tried = [[]] + [[name] for name, _ in rule["levels"]]
            else:
                return unlimited(rule)
        elif form in TABLES:
            return ends(capped(rule, self.of_band(rule, b, points)) for b in rule["bands"])
        elif form == "shortfall":
            tried = [F(0), rule["required"]]
        elif form in ("steps", "adds_steps") and rule["percent"] or form == "rate":
            tried = [F(0), F(100)]
        elif form == "steps_below":
            tried = [F(0), rule["over"]]
        elif form in ("judged", "judged_deduction", "adds_judged", "panel"):
            tried = [rule["lowest"] if form == "judged" else F(0), rule["highest"]]
        else:  # steps, deduct_each, lacking, proportion, adds_steps, each_adds, each_scores: from 0 without limit
            return (F(0),) * 4 + (False,) if form == "proportion" and not points else unlimited(rule)
        return ends(self.give_deduct(rule, points, x) for x in tried)

    def applied(self, item, row, points):
        """S-1.1, S-1.2: each rule that applies, as a dict; what is passed over gives and deducts nothing."""
        rules = item["rules"] or [dict(form="judged", inputs=[f"{item['number']} {item['title']}"], lowest=F(0), highest=points, cap=None, kinds=[], reach="item", samples=None, average=None, without=None, points=None)]
        out, last, marks = [], None, []
        for at, rule in enumerate(rules):
            if rule["form"] == "exempt":
                if last and self.is_for(rule["kinds"], row):
                    last["exemptions"].append(self.figure(row, rule["inputs"][0]))
                continue
            last = dict(rule=rule, exemptions=[])
            if self.is_for(rule["kinds"], row):
                out.append(last)
        for one in out:
            rule = one["rule"]
            one["reach"] = rule["reach"]
            one["gives_points"] = gives_at_all(rule)
            one["passed"] = any(x is True for x in one["exemptions"])
            one["open"] = not one["passed"] and any(x is None for x in one["exemptions"])
            value = self.value_of(rule, row, points)
            nothing = (F(0), F(0), F(0), F(0), False)
            if one["passed"]:
                one["complete"], one["range"] = True, nothing
            elif value is None and rule["without"] is not None:
                one["complete"], one["range"] = not one["open"], ends([capped(rule, (rule["without"], F(0), False))])
            elif value is None:
                one["complete"], one["range"] = False, self.extremes(rule, points, item.get("range"))
            else:
                gives, deducts, voids = self.give_deduct(rule, points, value)
                one["value"] = value
                one["complete"], one["range"] = not one["open"], (gives, gives, deducts, deducts, voids)
                if rule["form"] == "bands":
                    marks.append(self.band(rule, value)[1])
            if one["open"]:  # it comes to nothing or to what its figure says
                low_give, high_give, low_deduct, high_deduct, voids = one["range"]
                one["range"] = (min(F(0), low_give), max(F(0), high_give), min(F(0), low_deduct), max(F(0), high_deduct), voids)
            one["voids"] = one["complete"] and one["range"][4]
        return out, [m for m in marks if m]

    def over(self, item, rules):
        """S-1.16: what the item's cap of each period or key takes off its rules together."""
        if not item.get("inner"):
            return F(0)
        counted = [(r["rule"], r["value"]) for r in rules if r["complete"] and "value" in r and isinstance(r["value"], Listed)]
        return sum((max(F(0), much - item["inner"]["points"]) for much in by_period(item["inner"]["of"], counted).values()), F(0))

    # ---- S-1.14, S-1.15

    def says_absent(self, row, header):
        cell = row["cells"].get(header)
        return cell is not None and cell[0] == ABSENT_CELL

    def absent(self, item, chain):
        """What holds where the item is not applicable, and where it is scaled: a section's name, or None for the whole."""
        around = [section for section in chain if section["absent"]]
        said, where = item["absent"], chain[0]
        if not said and around:
            said, where = around[0]["absent"], around[0]
        if not said and self.s["absent"]:
            said = "in total" if self.s["absent"] == "scaled" else self.s["absent"]
        return ("scaled", None if said == "in total" else where["name"]) if said in ("scaled", "in section", "in total") else (said, None)

    def answer(self, item, row):
        headers = [h for rule in item["rules"] if self.is_for(rule["kinds"], row) for h in rule["inputs"]] or ([] if item["rules"] else [f"{item['number']} {item['title']}"])
        absent = any(self.says_absent(row, h) for h in headers)
        given = any(self.figure(row, h) is not None for h in headers)
        return ("mixed" if given else "absent") if absent else "figures" if given else "open"

    def used_up(self, item, rules, starts, gives, deducts, points, missing):
        """S-1.15: the least and the most that is deducted once the item is used up."""
        said = item["used_up"]
        if not said or any(r["voids"] for r in rules):
            return F(0), F(0)
        if said["how"] == "each":
            one = next((r for r in rules if r["rule"]["form"] == "deduct_each"), None)
            if one is None:
                return F(0), F(0)
            each, held = one["rule"]["amount"], math.ceil(points / one["rule"]["amount"])
            ends = [said["amount"] * max(F(0), x / each - held) if x < NONE else NONE for x in one["range"][2:4]]
        else:
            start = gives if starts else (points, points)

            def follows(taken, start):
                if start == NONE:
                    return F(0)
                if taken == NONE:
                    return said["amount"] if said["how"] == "once" else NONE
                if taken <= 0 or taken < start:
                    return F(0)
                return said["amount"] if said["how"] == "once" else taken - start

            ends = [follows(deducts[0], start[1]), follows(deducts[1], start[0])]
        if missing and any(r["range"][4] for r in rules):
            ends = [min(F(0), ends[0]), max(F(0), ends[1])]
        return tuple(ends)

    def left_out(self, item, said, shared_points):
        """S-1.14: 得满分 and 不得分; the others do not apply."""
        points = F(0) if shared_points is not None else item["points"]
        score = points if said == "full" else F(0) if shared_points is None else -shared_points
        if shared_points is None and self.rounds("items"):
            score = rounded(score, self.s["precision"])
        zero = (F(0), F(0))
        return dict(points=points, voids=said == "nothing", marks=[], missing=False, lacks=False, lacks_beyond=False, further=zero, from_total=zero, gives=zero, deducts=zero, low=score, high=score, score=score)

    def item(self, item, row, shared_points, may_be=None):
        """S-1 and S-2.1: one item that applies."""
        is_shared = shared_points is not None
        points = F(0) if is_shared else item["points"]
        rules, marks = self.applied(item, row, points)
        voids = any(r["voids"] for r in rules)
        beyond = [r for r in rules if r["reach"] != "item"]
        wanted = beyond if voids else rules  # S-1.3
        out = dict(points=points, voids=voids, marks=marks, missing=any(not r["complete"] for r in wanted), lacks=any(not r["complete"] for r in rules))
        out["lacks_beyond"] = any(not r["complete"] for r in beyond)
        inside = [r["range"] for r in rules if r["reach"] == "item"]
        # points given are the item's, wherever deductions go (S-1.4)
        gives = (sum((r["range"][0] for r in rules), F(0)), sum((r["range"][1] for r in rules), F(0)))
        deducts = (sum((r[2] for r in inside), F(0)), sum((r[3] for r in inside), F(0)))
        over = self.over(item, rules)  # S-1.16
        gives, deducts = (tuple(x - over for x in gives), deducts) if over and item["inner"]["way"] == "gives" else (gives, tuple(x - over for x in deducts))
        out["further"] = tuple(sum((r["range"][k] for r in rules if r["reach"] == "further"), F(0)) for k in (2, 3))
        out["from_total"] = tuple(sum((r["range"][k] for r in rules if r["reach"] == "total"), F(0)) for k in (2, 3))
        more = self.used_up(item, rules, any(r["gives_points"] for r in rules), gives, deducts, points, out["lacks"])
        if item["used_up"]:
            into = "from_total" if item["used_up"]["reach"] == "total" else "further"
            out[into] = (out[into][0] + more[0], out[into][1] + more[1])
        if may_be and out["lacks"]:  # nothing is answered yet: it may still be left out

            def with_0(ends):
                return min(F(0), ends[0]), max(F(0), ends[1])

            gives, deducts, out["further"], out["from_total"] = map(with_0, (gives, deducts, out["further"], out["from_total"]))
        out["gives"], out["deducts"] = gives, deducts
        if is_shared:  # S-2.1; what is not needed is left out (S-2.3)
            known = [r for r in rules if r["complete"]]
            gives = sum((r["range"][0] for r in known), F(0)) - (over if over and item["inner"]["way"] == "gives" else 0)
            deducts = sum((r["range"][2] for r in known if r["reach"] == "item"), F(0)) - (over if over and item["inner"]["way"] == "takes" else 0)
            out["score"] = (-shared_points if voids else gives - deducts) - out["further"][0]
            may_come = [out["gives"][0] - out["deducts"][1], out["gives"][1] - out["deducts"][0]] * (not voids) + [-shared_points] * (any(r["range"][4] for r in rules) or bool(out["lacks"]) and may_be == "nothing")
            out["low"], out["high"] = min(may_come) - out["further"][1], max(may_come) - out["further"][0]
            return out
        starts = any(r["gives_points"] for r in rules)  # S-1.4
        below = item["floor"] == "below"
        if not out["missing"]:
            score = F(0) if voids else min(points, (gives[0] if starts else points) - deducts[0])
            score = score if below else max(F(0), score)
            score -= out["further"][0]
            out["low"] = out["high"] = score
        else:  # S-1.7
            low, high = F(0), F(0) if voids else points
            if below and not voids:
                low = min(points, (gives[0] if starts else points) - deducts[1])
                if low > 0 and (any(r["range"][4] for r in rules) or may_be == "nothing"):
                    low = F(0)
            out["low"], out["high"] = low - out["further"][1], high - out["further"][0]
            if may_be:
                out["low"], out["high"] = min(out["low"], F(0)), max(out["high"], points)
        if self.rounds("items"):
            out["low"], out["high"] = rounded(out["low"], self.s["precision"]), rounded(out["high"], self.s["precision"])
        out["score"] = out["low"] if not out["missing"] else None
        return out

    # ---- S-2

    def items_looked_at(self):
        """S-2.3: the items that a condition, the stars or 同分 look at by themselves; True is all of them."""
        s, found = self.s, set()
        conditions = [w for line in s["grading"] if line["line"] in ("rule", "ceiling") for w in line["when"]]
        conditions += [g["when"] for part in ("eligibility", "veto", "demotion") for g in s[part]] + [w for one in s["consequences"] for w in one["when"]]
        if any(c["kind"] in ("each", "mean") for c in conditions) or any(line["line"] == "stars" for line in s["grading"]):
            return True
        found.update(c["number"] for c in conditions if c["kind"] == "item")
        found.update(key for line in s["grading"] if line["line"] == "ties" for kind, key in line["keys"] if kind == "item")
        return found

    def section(self, section, row, around, scores_):
        """A section and all in it: does it count, full points, low, high. Fills `scores_` by the way."""
        chain = [section] + around
        counts, full, low, high = False, F(0), F(0), F(0)
        items, departed, shared_target = [], {}, []
        may_depart, scaled_for = False, set()
        for item in section["items"]:
            if not self.is_for(self.kinds_of([item] + chain), row):
                continue
            said, where = self.absent(item, chain)
            answer = self.answer(item, row) if said else "figures"
            if answer == "absent" and said in ("leaves", "scaled"):
                target = "leaves" if said == "leaves" else where
                if section["shared"]:
                    shared_target.append(target)
                else:
                    departed[target] = departed.get(target, F(0)) + item["points"]
                continue
            shared_points = section["points"] if section["shared"] else None
            if answer == "absent":
                one = self.left_out(item, said, shared_points)
            else:
                one = self.item(item, row, shared_points, said if answer == "open" else None)
                if answer == "mixed":
                    one["marks"].append("NOT_APPLICABLE_MIXED")
                one["may_depart"] = answer == "open" and one["lacks"] and said in ("leaves", "scaled") and (said, where)
            items.append(one)
            scores_["items"][item["number"]] = one
            counts = True
        if section["shared"] and shared_target and not items:
            target = "leaves" if "leaves" in shared_target else None if None in shared_target else max(shared_target, key=[one["name"] for one in chain].index)
            departed[target] = section["points"]
        if section["shared"] and items:
            full = points = section["points"]
            settled = any(i["voids"] for i in items)
            for item in section["items"]:
                one = scores_["items"].get(item["number"])
                if one is None:
                    continue
                if settled:  # S-2.3
                    is_seen = self.looked_at is True or item["number"] in self.looked_at
                    one["missing"] = one["lacks_beyond"] or (one["missing"] and not one["voids"] and is_seen)
            open_items = [i for i in items if i["missing"]]
            if settled:
                low = high = F(0)
            elif open_items:  # S-2.4
                known = sum((i["gives"][0] - i["deducts"][0] for i in items if not i["missing"]), F(0))
                low, high = F(0), min(points, max(F(0), points + known + sum((i["gives"][1] for i in open_items), F(0))))
            else:  # S-2.2
                low = high = min(points, max(F(0), points + sum((i["gives"][0] - i["deducts"][0] for i in items), F(0))))
            low -= sum((i["further"][1] for i in items), F(0))
            high -= sum((i["further"][0] for i in items), F(0))
        for one in items:
            if one["missing"] and one.get("may_depart"):
                may_depart = True
                scaled_for |= {one["may_depart"][1]} if one["may_depart"][0] == "scaled" else set()
        if items and not section["shared"]:
            full = sum((i["points"] for i in items), F(0))
            low, high = sum((i["low"] for i in items), F(0)), sum((i["high"] for i in items), F(0))
        is_open = any(i["missing"] for i in items)  # then the section is shown without a score, also where it is settled
        for inner in section["sections"]:
            one = self.section(inner, row, chain, scores_)
            for target, points in one["departed"].items():
                departed[target] = departed.get(target, F(0)) + points
            may_depart |= one["may_depart"]
            scaled_for |= one["scaled_for"]
            if not one["counts"]:
                continue
            counts = True
            is_open |= one["open"]
            full += one["full"] if not inner["weight"] else inner["weight"] * self.total_property() / 100
            low, high = low + one["contributes"][0], high + one["contributes"][1]
        scaled = departed.pop(section["name"], F(0))  # S-1.14
        if scaled and counts and full > 0:
            low, high, full = low * (full + scaled) / full, high * (full + scaled) / full, full + scaled
        elif scaled:
            departed["leaves"] = departed.get("leaves", F(0)) + scaled
            scores_["unscaled"] = True
        if low < 0 and (section["name"] in scaled_for or section["weight"] and may_depart):
            low = -NONE
        if section["weight"] and departed:
            weight, all_ = section["weight"] / 100 * self.total_property(), sum(departed.values(), F(0))
            departed = {} if counts else {target: weight * points / all_ for target, points in departed.items()}
        made = dict(counts=counts, full=full, low=low, high=high, open=is_open, departed=departed, may_depart=may_depart, scaled_for=scaled_for)
        if section["weight"]:
            scale = section["weight"] / 100 * self.total_property()
            made["contributes"] = (scale * low / full, scale * high / full) if full else (F(0), F(0))
        else:
            made["contributes"] = (low, high)
        scores_["sections"][section["name"]] = made
        return made

    def total_property(self):
        return F(100) if self.s["total"] is None else self.s["total"]

    # ---- S-3, S-4

    def beside(self, section, row, around, found, at=0):
        """S-3, S-3.1: what a section of bonus gives, or one of deductions (`at` 2) takes, at least and at most."""
        chain = [section] + around
        low = high = F(0)
        for rule in section["rules"]:
            if not self.is_for(self.kinds_of([dict(kinds=rule["line_kinds"])] + chain), row) or not self.is_for(rule["kinds"], row):
                continue
            value = self.value_of(rule, row, F(0))
            if value is None and rule["without"] is not None:
                least = most = capped(rule, (rule["without"], F(0), False))[at // 2]
            elif value is None:
                found.append(rule)
                least, most = self.extremes(rule, F(0))[at : at + 2]
            else:
                least = most = self.give_deduct(rule, F(0), value)[at // 2]
            low, high = low + least, high + most
        for inner in section["sections"]:
            a, b = self.beside(inner, row, chain, found, at)
            low, high = low + a, high + b
        if section["cap"] is not None:
            low, high = min(low, section["cap"]), min(high, section["cap"])
        return low, high

    def ledger(self, row):
        """L-1: the least and the most that is recorded, and whether a figure is missing."""
        low, high, missing = F(0), F(0), False
        for one in self.s["ledger"]["lines"]:
            value = self.figure(row, one["header"])
            comes = None if value is None else one["amount"] * value
            most = one["amount"] if one["form"] == "once" else NONE
            if value is None:
                missing = True
            elif one["form"] == "once":
                comes = one["amount"] if value else F(0)
            cap = NONE if one["cap"] is None else one["cap"]
            low += min(cap, comes) if comes is not None else F(0)
            high += min(cap, comes) if comes is not None else min(cap, most)
        return low, high, missing

    def scores(self, row):
        out = dict(items={}, sections={})
        out["ledger"] = self.ledger(row) if self.s["ledger"] else None
        tops = [self.section(section, row, [], out) for section in self.s["sections"]]
        low = sum((t["contributes"][0] for t in tops if t["counts"]), F(0))
        high = sum((t["contributes"][1] for t in tops if t["counts"]), F(0))
        full = sum((t["full"] if not s["weight"] else s["weight"] / 100 * self.total_property() for s, t in zip(self.s["sections"], tops) if t["counts"]), F(0))
        departed = {}  # S-1.14
        for t in tops:
            for target, points in t["departed"].items():
                departed[target] = departed.get(target, F(0)) + points
        if low < 0 and any(None in t["scaled_for"] for t in tops):
            low = -NONE
        scaled = departed.pop(None, F(0))
        if scaled and full > 0:
            low, high = low * (full + scaled) / full, high * (full + scaled) / full
        elif scaled:
            departed["leaves"] = departed.get("leaves", F(0)) + scaled
            out["unscaled"] = True
        out["left"] = sum(departed.values(), F(0))
        low -= sum((i["from_total"][1] for i in out["items"].values()), F(0))
        high -= sum((i["from_total"][0] for i in out["items"].values()), F(0))
        missing_bonus = []
        bonus = [self.beside(b, row, [], missing_bonus) for b in self.s["bonus"]]
        for section in self.s["deductions"]:
            least, most = self.beside(section, row, [], missing_bonus, 2)
            low, high = low - most, high - least
        graded = (low, high)
        low, high = low + sum((b[0] for b in bonus), F(0)), high + sum((b[1] for b in bonus), F(0))
        if self.s["bonus_counts"] is not False:
            graded = (low, high)
        if self.s["total_floor"] is False:  # S-4
            low, high, *graded = (max(F(0), x) for x in (low, high, *graded))
            graded = tuple(graded)
        if self.rounds("total"):
            low, high, *graded = (rounded(x, self.s["precision"]) for x in (low, high, *graded))
        is_zero_open = False
        for ground in self.s["veto"]:  # S-6
            if ground["effect"][0] == "zero":
                is_zero = self.ground(dict(ground, part="veto"), row, out)
                if is_zero is UNKNOWN:
                    is_zero_open, low, high = True, min(low, F(0)), max(high, F(0))
                elif is_zero:
                    low, high, graded = F(0), F(0), (F(0), F(0))
        out.update(low=low, high=high, graded=graded, pending=is_zero_open or bool(missing_bonus) or any(i["missing"] for i in out["items"].values()))
        return out

    # ---- G-6, H: conditions

    def condition(self, one, row, scores_, now=None):
        """True, False or UNKNOWN. `now` is this round's grade, in consequences alone."""
        kind = one["kind"]
        if kind in ("yes", "input", "scale"):
            if self.says_absent(row, one["header"]):  # S-1.14
                return False
            value = self.figure(row, one["header"], self.trim_of(one["header"]), self.samples_of(one["header"]))
            if not self.is_asked(one["header"], row):
                return False
            if value is None:
                return UNKNOWN
            if kind == "yes":
                return value
            if kind == "scale":
                return {"better": value >= one["step"], "worse": value <= one["step"], "below": value < one["step"]}[one["side"]]
            return holds(one["when"], value)
        if kind == "total":
            when = one["when"]
            if "share" in one and scores_["left"]:  # G-6: of the full points that are left
                full = self.s["total"]
                if scores_["left"] >= full:
                    return UNKNOWN if scores_["pending"] else False
                when = dict(when, **{end: None if when[end] is None else when[end] * (full - scores_["left"]) / full for end in ("low", "high")})
            return UNKNOWN if scores_["pending"] else holds(when, scores_["graded"][0])
        if kind == "item":
            item = scores_["items"].get(one["number"])
            return False if item is None else UNKNOWN if item["missing"] else holds(one["when"], item["score"])
        if kind == "section":
            section = scores_["sections"][one["name"]]
            return False if not section["counts"] else UNKNOWN if section["open"] else holds(one["when"], section["low"])
        if kind == "each":
            return both(UNKNOWN if i["missing"] else holds(one["when"], i["score"]) for i in scores_["items"].values())
        if kind == "mean":
            items = list(scores_["items"].values())
            if not items:
                return False
            return UNKNOWN if any(i["missing"] for i in items) else holds(one["when"], sum((i["score"] for i in items), F(0)) / len(items))
        if kind == "each_section":
            tops = [scores_["sections"][t["name"]] for t in self.s["sections"]]
            return both(UNKNOWN if t["open"] else holds(one["when"], t["low"]) for t in tops if t["counts"])
        if kind == "grade":
            return self.grade_holds(one["grade"], row, scores_)
        if kind == "has":
            return self.is_grade(now, one)
        return self.past(one, row, now)

    def is_asked(self, header, row):
        """N-6: whether the figure is asked of the subject's kind. What no rule takes is asked of all."""
        uses = []
        for section, chain in with_chain(self.s["sections"]):
            uses += [self.is_for(self.kinds_of([item] + chain), row) and self.is_for(rule["kinds"], row) for item in section["items"] for rule in item["rules"] if header in rule["inputs"]]
        for part in ("eligibility", "veto", "demotion"):
            uses += [self.is_for(self.kinds_of([ground, dict(kinds=self.s["ground_kinds"][part])]), row) for ground in self.s[part] if ground["when"].get("header") == header]
        for section, chain in with_chain(self.s["bonus"] + self.s["deductions"]):
            uses += [self.is_for(self.kinds_of([dict(kinds=rule["line_kinds"])] + chain), row) and self.is_for(rule["kinds"], row) for rule in section["rules"] if header in rule["inputs"]]
        return not uses or any(uses)

    def is_grade(self, grade, one):
        wanted = one["grade"]
        return grade <= wanted if one["side"] == "better" else grade >= wanted if one["side"] == "worse" else grade == wanted

    def past(self, one, row, now):
        """H-1 … H-3. A disqualified subject had no grade: below all of them."""
        series = []
        for states in self.facts["history"]:
            word, grade = states.get(row["id"], ("", None))
            series.append(grade if word == "rated" else self.n if word == "disqualified" else None)
        if one["kind"] == "last":
            return bool(series) and series[-1] is not None and self.is_grade(series[-1], one)
        if now is not None:
            series.append(now)
        n = one["rounds"]
        if one["kind"] == "held":
            return len(series) >= n and all(g is not None and self.is_grade(g, one) for g in series[len(series) - n :])
        if len(series) < n + 1 or any(g is None for g in series[-n - 1 :]):
            return False
        if series[-1] == 0 and self.s["top_exempt"] is not False:
            return False
        return all(after >= before for before, after in zip(series[-n - 1 :], series[-n:]))

    # ---- G

    def grade_holds(self, grade, row, scores_):
        """G-1.1: the conditions of a grade, of all its lines and its level of the ladder."""
        values = [both(self.condition(w, row, scores_) for w in line["when"]) for line in self.s["grading"] if line["line"] == "rule" and line["grade"] == grade]
        for level in self.s["ladder"]:
            if level["grade"] == grade or (self.s["ladder_mode"] == "cumulative" and level["grade"] > grade):
                values.append(both(self.condition(w, row, scores_) for w in level["needs"]))
        return both(values)

    def asked_of(self, grade):
        """All conditions of a grade, of those it is built on and of the levels below in a cumulative ladder."""
        found, todo, seen = [], [grade], set()
        while todo:
            g = todo.pop()
            if g in seen:
                continue
            seen.add(g)
            found += [w for line in self.s["grading"] if line["line"] == "rule" and line["grade"] == g for w in line["when"]]
            levels = [level for level in self.s["ladder"] if level["grade"] == g]
            if levels and self.s["ladder_mode"] == "cumulative":
                levels += [level for level in self.s["ladder"] if level["grade"] > g]
            found += [need for level in levels for need in level["needs"]]
            todo += [w["grade"] for w in found if w["kind"] == "grade"]
        return [w for w in found if w["kind"] != "grade"]

    def is_open(self, grade, earned, row, scores_):
        """P-2: whether one who earned a better grade may fall to this one."""
        points = ("total", "item", "section", "each", "mean", "each_section")

        def thing(w):
            return tuple(sorted((k, str(v)) for k, v in w.items() if k in ("kind", "header", "number", "name"))) + ("share" in w,)

        def ends(w):
            one = w["when"]
            return -math.inf if one["low"] is None else one["low"], math.inf if one["high"] is None else one["high"]

        def as_interval(w):
            if w["kind"] != "scale":
                return w
            side, step = w["side"], F(w["step"])
            low, high = (step, None) if side == "better" else (None, step)
            return dict(kind="input", header=w["header"], when=interval(low, high, high_in=side == "worse"))

        for w in map(as_interval, self.asked_of(grade)):
            if self.condition(w, row, scores_) is True:
                continue
            if "when" not in w:
                return False
            tries = [w]
            if w["kind"] in points and w["when"]["low"] is not None:
                tries.append(dict(w, when=dict(w["when"], high=None)))
            for better in map(as_interval, self.asked_of(earned)):
                if "when" in better and thing(better) == thing(w):
                    for one in list(tries):
                        (low, high), (its_low, its_high) = ends(one), ends(better)
                        when = dict(one["when"])
                        if its_low > -math.inf and its_low >= low and its_high >= high:
                            when["high"] = None
                        if w["kind"] not in points and its_high < math.inf and its_low <= low and its_high <= high:
                            when["low"] = None
                        tries.append(dict(one, when=when))
            if not any(self.condition(one, row, scores_) is True for one in tries):
                return False
        return True

    def ground(self, ground, row, scores_):
        if not self.is_for(self.kinds_of([ground, dict(kinds=self.s["ground_kinds"][ground["part"]])]), row):
            return False
        if "header" in ground["when"] and self.says_absent(row, ground["when"]["header"]):
            return False
        value = self.condition(ground["when"], row, scores_)
        return value if not ground["unless"] or value is UNKNOWN else not value

    def decide(self, row):
        """G-5, then G-1 to G-4: status, grade, marks."""
        s, out = self.s, self.scores(row)
        out["marks"] = [m for i in out["items"].values() for m in i["marks"]] + ["NOT_SCALED"] * out.get("unscaled", False)
        follows = []
        if out["ledger"]:
            low, high, missing = out["ledger"]
            out["sections"]["记分" if s["lang"] == "zh" else "Ledger"] = dict(counts=True, full=F(0), low=low, high=high, open=low != high)
            follows = [(one, low >= one["at"] if low == high or low >= one["at"] else UNKNOWN) for one in s["ledger"]["follows"]]
        grounds = {part: [(g, self.ground(dict(g, part=part), row, out)) for g in s[part]] for part in ("eligibility", "veto", "demotion")}
        effects = [(g["effect"], v) for part in ("eligibility", "veto") for g, v in grounds[part]] + [(one["effect"], v) for one, v in follows]
        if any(effect[0] == "out" and v for effect, v in effects):
            return dict(out, status="out of scope", grade=None)
        if any(effect[0] == "disqualified" and v for effect, v in effects):
            return dict(out, status="disqualified", grade=None)
        unknown = any(v is UNKNOWN for part in grounds.values() for _, v in part) or out["pending"] or bool(out["ledger"] and out["ledger"][2])
        earned, lines = [], s["grading"]
        stated = {line["grade"] for line in lines if line["line"] == "rule"}
        if stated and not s["ladder"] and not any(line["line"] in ("stars", "ballots") for line in lines):
            stated |= {line["grade"] for line in lines if line["line"] == "quota" and not line["better"]}  # of which nothing else is said
        ruled = sorted(stated | {level["grade"] for level in s["ladder"]})
        if ruled:
            values = {g: self.grade_holds(g, row, out) for g in ruled}
            earned.append(next((g for g in ruled if values[g]), self.n))
            out["open"] = {g: earned[0] == self.n or self.is_open(g, earned[0], row, out) for g in range(self.n)}
        for line in lines:
            if line["line"] == "stars":
                stars = sum(not i["missing"] and holds(line["when"], i["score"]) for i in out["items"].values())
                earned.append(next((g for g in range(self.n) if self.n - g <= stars), self.n))
            if line["line"] == "ballots":
                grade, word = self.votes(line, row)
                unknown |= word == "missing"
                if word == "turnout":
                    out["marks"].append("TURNOUT")
                    out["turnout"] = True
                earned.append(grade)
        ceilings = [(line["grade"], both(self.condition(w, row, out) for w in line["when"])) for line in lines if line["line"] == "ceiling"]
        # G-5: a condition needs its figure, also beside one that is false
        needed = [w for line in lines if line["line"] in ("rule", "ceiling") for w in line["when"]] + [need for level in s["ladder"] for need in level["needs"]]
        unknown |= any(self.condition(w, row, out) is UNKNOWN for w in needed)
        if unknown or out.get("turnout"):
            out["lacking"] = unknown
            return dict(out, status="pending", grade=None)
        grade = max(earned, default=0)
        for at, holds_ in ceilings:  # G-2
            grade = max(grade, at) if holds_ else grade
        steps = [g["effect"][1] for g, v in grounds["demotion"] if v] + [g["effect"][1] for g, v in follows if v and g["effect"][0] == "drops"]  # G-3
        steps = sum(steps) if s["demotions"] == "each" else max(steps, default=0)
        if steps and grade < self.n:
            if grade + steps > self.n - 1:
                out["marks"].append("AT_FLOOR")
            grade = min(grade + steps, self.n - 1)
        for g, v in grounds["veto"] + follows:  # G-4
            if v and g["effect"][0] in ("at_most", "bars"):
                grade = max(grade, g["effect"][1] + (g["effect"][0] == "bars"))
        return dict(out, status="rated", grade=grade)

    def votes(self, line, row):
        """G-1.3: the class, or why there is none."""
        turnout = next((one for one in self.s["grading"] if one["line"] == "turnout"), dict(returned=F(2, 3), valid=F(1, 2)))
        zh, classes, missing, short = self.s["lang"] == "zh", [], False, False
        for name in line["names"]:
            gap = "" if zh else " "
            entitled, returned, *counts = [self.figure(row, name + gap + what) for what in (["应到", "收回"] if zh else ["entitled", "returned"]) + self.s["grades"]]
            if entitled is None or returned is None or any(c is None for c in counts):
                missing = True
                continue
            valid = sum(counts)
            if not entitled or not returned or F(returned) / entitled < turnout["returned"] or F(valid) / returned < turnout["valid"]:
                short = True
                continue
            reached, at = F(0), 0
            for at, count in enumerate(counts):
                reached += count
                if 2 * reached >= valid:
                    break
            classes.append(at)
        if missing or short:
            return self.n, "missing" if missing else "turnout"
        return (max if line["lower"] else min)(classes), ""

    # ---- P, T, C: all subjects together

    def rate(self):
        s = self.s
        subjects = [self.decide(row) for row in self.rows]
        ties = next((line["keys"] for line in s["grading"] if line["line"] == "ties"), [])
        for one in subjects:
            if one["status"] == "rated":
                one["key"] = [one["graded"][0]] + [self.tie(one, kind, key) for kind, key in ties]
        pools = {}
        for row, one in zip(self.rows, subjects):
            pools.setdefault(row["pool"], []).append(one)
        pools = self.joined(pools)
        result = dict(has_scores=self.has_scores, subjects=dict(zip((r["id"] for r in self.rows), subjects)), quotas=[], ties=[], targets=[], consequences=[])
        ids = {id(one): row["id"] for row, one in zip(self.rows, subjects)}
        for name, pool in pools.items():
            rated = [one for one in pool if one["status"] == "rated"]
            for one in rated:  # P-1
                one["rank"] = 1 + sum(other["key"] > one["key"] for other in rated)
            for quota in self.quotas():
                self.quota(quota, name, pool, rated, result, ids)
        for line in s["grading"]:
            if line["line"] == "target":
                for name, pool in pools.items():
                    result["targets"].append(self.target(line, pool, name))
        for parts in s["targets"]:
            among = None
            for part in parts:
                those = [one for row, one in zip(self.rows, subjects) if self.is_for(part["kinds"], row)]
                result["targets"].append(self.target(part, those, None, among if part["kind"] == "of_these" else None))
                among = part["grade"]
        for row, one in zip(self.rows, subjects):  # C-1
            for at, line in enumerate(s["consequences"]):
                if one["status"] == "rated" and both(self.condition(w, row, one, one["grade"]) for w in line["when"]):
                    amount = None
                    if line["amount"]:
                        figure = self.figure(row, line["amount"][0])
                        amount = None if figure is None else figure * line["amount"][1] / 100
                    result["consequences"].append((row["id"], at, amount))
        result["reviews"] = [one for row in self.rows for one in self.reviews(row)]
        return result

    def joined(self, pools):
        """P-5: pools with fewer in scope are ranked with the one that is named, or all together."""
        if not self.s["small_pools"]:
            return pools
        fewer, into = self.s["small_pools"]
        sizes = {name: sum(one["status"] != "out of scope" for one in pool) for name, pool in pools.items()}
        small = [name for name in pools if 0 < sizes[name] < fewer]
        if into is None:
            together = {"、".join(small) if self.s["lang"] == "zh" else ", ".join(small): [one for name in small for one in pools[name]]} if small else {}
        elif into in pools:
            small = [name for name in small if name != into]
            together = {into: pools[into] + [one for name in small for one in pools[name]]}
        else:
            return pools
        return {**{name: pool for name, pool in pools.items() if name not in small and name != into}, **together}

    def reviews(self, row):
        """R-1: who, which kind of it, by whom (None where nobody is named), whether by itself."""
        for evaluation in (False, True):
            lines = [one for one in self.s["reviews"] if one["evaluation"] == evaluation]
            if not lines:
                continue
            line = next((one for one in lines if row["kind"] in one["kinds"]), None)
            by = None if line is None else self.figure(row, line["by"]) if line["by_table"] else line["by"]
            yield (row["id"], evaluation, by, by == row["id"])

    def tie(self, one, kind, key):
        if kind == "section":
            section = one["sections"][key]
            return section["low"] if section["counts"] else F(0)
        item = one["items"].get(key)
        return item["score"] if item else F(0)

    def quotas(self):
        """P-2: from the best grade down, as they stand for one grade."""
        out = [dict(grade=line["grade"], better=line["better"], how=line["how"]) for line in self.s["grading"] if line["line"] == "quota"]
        out += [dict(grade=line["grade"], better=False, how=("count", line["first"])) for line in self.s["grading"] if line["line"] == "rule" and line["first"]]
        return sorted(out, key=lambda q: q["grade"])

    def quota(self, quota, name, pool, rated, result, ids):
        """P-3, P-4."""
        grade, (how, much) = quota["grade"], quota["how"]
        base = sum(one["status"] != "out of scope" and not (self.s["quota_base"] == "eligible" and one["status"] == "disqualified") for one in pool)
        places = much if how == "count" else math.floor(much * base / 100)
        if how == "share" and self.s["quota_rounding"] == "one":
            places = max(1, places)
        free = places - sum(one["grade"] < grade for one in rated) if quota["better"] else places
        candidates = [one for one in rated if one["grade"] == grade]
        kept, tied = [], []
        for one in candidates:
            better = sum(other["key"] > one["key"] for other in candidates)
            as_good = sum(other["key"] >= one["key"] for other in candidates)
            fits = as_good <= free or (self.s["tied"] == "in" and better < free)
            (kept if fits else tied if better < free < as_good else []).append(one)
            if not fits:
                one["falls"] = True
        for one in candidates:
            if one.pop("falls", False):
                one["grade"] += 1
                while one["grade"] < self.n and not one.get("open", {}).get(one["grade"], True):
                    one["grade"] += 1
        result["quotas"].append((name, grade, quota["better"], len(candidates), len(kept)))
        if tied:
            result["ties"].append(sorted(ids[id(one)] for one in tied))

    def target(self, part, pool, name, among=None):
        """T-1."""
        rated = [one for one in pool if one["status"] == "rated" and (among is None or one["grade"] <= among)]
        reached = [one for one in rated if one["grade"] == part["grade"] or (part["better"] and one["grade"] <= part["grade"])]
        if among is None:
            base = sum(one["status"] != "out of scope" for one in pool)
        else:
            base = len(rated)
        if part.get("kind") == "none":
            met = not reached
        else:
            met = base > 0 and holds(part["when"], F(100 * len(reached), base))
        return (name, part["grade"], part["better"], len(reached), base, met)


def capped(rule, outcome):
    """S-1.5: the cap on a single rule. S-1.9: a part gives and takes no more than its points, and is void alone."""
    gives, deducts, voids = outcome
    if rule["cap"] is not None:
        gives, deducts = min(gives, rule["cap"]), min(deducts, rule["cap"])
    if rule["points"] is not None:
        most = rule["points"]
        gives, deducts = (F(0), F(0) if gives_at_all(rule) else most) if voids else (min(gives, most), min(deducts, most))
        voids = False
    return gives, deducts, voids


def by_period(of, listed):
    """S-1.16: what the entries of each period, or of each key, come to. Weeks begin on Monday."""
    sums = {}
    for rule, value in listed:
        for when, much in value.entries:
            if of == "key":
                group = when
            else:
                year, month, day = when
                group = {"day": when, "week": date(*when).isocalendar()[:2], "month": (year, month), "quarter": (year, (month - 1) // 3), "half-year": (year, (month - 1) // 6)}[of]
            sums[group] = sums.get(group, F(0)) + much * (F(1) if "judged" in rule["form"] else rule["amount"])
    return sums


def unlimited(rule):
    """S-5: no limit on the figure; on the points there may be a cap, or the points of the part."""
    most = min((x for x in (rule["cap"], rule["points"]) if x is not None), default=NONE)
    return (F(0), most, F(0), F(0), False) if gives_at_all(rule) else (F(0), F(0), F(0), most, False)


def gives_at_all(rule):
    return rule["form"] in GIVING or scores(rule)


def ends(outcomes):
    """S-5: least and most of what is given, least and most of what is deducted, whether it might void."""
    gives, deducts, voids = zip(*outcomes)
    return min(gives), max(gives), min(deducts), max(deducts), any(voids)


def scores(rule):
    """S-1.6: whether a table of bands gives points, rather than only deducting."""
    return rule["form"] in TABLES and gives_points(rule["bands"])


def evaluate(scheme, facts):
    return Evaluator(scheme, facts).rate()

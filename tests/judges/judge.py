"""Two judges of another make: z3 and a BDD library prove what nsg-analysis says of random pairs.

Each line of standard input is one case of `main.rs`. z3 is asked for a flow whose access changes outside the
regions, or does not change inside one, or does not change as the region says; there must be none. The BDD of
all changes must be the BDD of all regions, and the regions must not overlap.
"""

import json
import sys

import z3
from dd import autoref

FIELDS = {"source": 32, "sourcePorts": 16, "destination": 32, "destinationPorts": 16}
PROTOCOLS = ["TCP", "UDP"]


class Z3:
    """Formulas over one flow."""

    def __init__(self):
        self.values = {name: z3.BitVec(name, width) for name, width in FIELDS.items()}
        self.udp = z3.Bool("udp")

    def box(self, part):
        protocols = [self.udp if name == "UDP" else z3.Not(self.udp) for name in part["protocols"]]
        fields = [
            z3.Or([z3.And(z3.UGE(value, first), z3.ULE(value, last)) for first, last in part[name]])
            for name, value in self.values.items()
        ]
        return z3.And(z3.Or(protocols), *fields)

    def allows(self, stages):
        def decided(rules):
            access = z3.BoolVal(True)
            for rule in reversed(rules):
                access = z3.If(self.box(rule), z3.BoolVal(rule["allow"]), access)
            return access

        return z3.And([decided(rules) for rules in stages])

    def judge(self, case):
        before, after = self.allows(case["before"]), self.allows(case["after"])
        boxes = [self.box(region) for region in case["regions"]]
        wrong = [z3.Xor(before, after) != z3.Or(boxes)]
        for region, box in zip(case["regions"], boxes):
            as_told = z3.And(before == (region["before"] == "Allow"), after == (region["after"] == "Allow"))
            wrong.append(z3.And(box, z3.Not(as_told)))
        solver = z3.Solver()
        solver.add(z3.Or(wrong))
        return solver.check() == z3.unsat


class Bdd:
    """The same as binary decision diagrams over header bits."""

    def __init__(self, bdd=None):
        self.bdd = autoref.BDD() if bdd is None else bdd
        bits = [f"{name}_{bit}" for name, width in FIELDS.items() for bit in range(width)]
        self.bdd.declare("udp", *bits)
        self.known = {}

    def at_least(self, name, bound, width):
        node = self.bdd.true
        for bit in range(width):
            variable = self.bdd.var(f"{name}_{width - 1 - bit}")
            node = variable & node if bound >> bit & 1 else variable | node
        return node

    def within(self, name, first, last):
        key = (name, first, last)
        if key not in self.known:
            width = FIELDS[name]
            above = self.at_least(name, first, width)
            beyond = self.at_least(name, last + 1, width) if last + 1 < 1 << width else self.bdd.false
            self.known[key] = above & ~beyond
        return self.known[key]

    def box(self, part):
        node = self.bdd.false
        for name in part["protocols"]:
            node |= self.bdd.var("udp") if name == "UDP" else ~self.bdd.var("udp")
        for name in FIELDS:
            field = self.bdd.false
            for first, last in part[name]:
                field |= self.within(name, first, last)
            node &= field
        return node

    def allows(self, stages):
        passed = self.bdd.true
        for rules in stages:
            access = self.bdd.true
            for rule in reversed(rules):
                decided = self.bdd.true if rule["allow"] else self.bdd.false
                access = self.bdd.ite(self.box(rule), decided, access)
            passed &= access
        return passed

    def judge(self, case):
        changed = self.bdd.apply("xor", self.allows(case["before"]), self.allows(case["after"]))
        told, counted = self.bdd.false, 0
        for region in case["regions"]:
            box = self.box(region)
            if box & told != self.bdd.false:
                return False
            told |= box
            counted += int(region["flows"])
        every_bit = 1 + sum(FIELDS.values())
        return changed == told and counted == self.bdd.count(changed, nvars=every_bit)


def main():
    passed, failed, regions = 0, [], 0
    for line in sys.stdin:
        case = json.loads(line)
        regions += len(case["regions"])
        for judge in (Z3(), Bdd()):
            if judge.judge(case):
                passed += 1
            else:
                failed.append(f"case {case['case']}: {type(judge).__name__}")
    for text in failed:
        print(text)
    if passed == 0 or regions == 0:
        print("nothing was judged")
        failed.append("nothing")
    print(f"{regions} regions")
    print(f"{passed} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

"""z3 and CUDD on the pair of groups that the native half compared; `cargo xtask bench` reads the lines.

z3 is asked for one flow whose access changes: the least that a comparison can be asked for. CUDD builds both
groups as decision diagrams and tells which rules are never reached and which are idle: two of the findings.
"""

import json
import sys
import time

import z3
from dd import cudd

sys.path.insert(0, "tests/judges")
from judge import Bdd, Z3  # noqa: E402


def figure(name, value, unit):
    print(json.dumps({"figure": name, "value": value, "unit": unit}))


def timed(work):
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def witness(pair):
    judge = Z3()
    solver = z3.Solver()
    solver.add(judge.allows(pair["before"]) != judge.allows(pair["after"]))
    if solver.check() != z3.sat:
        raise SystemExit("z3 finds no change")


def idle_rules(pair):
    judge = Bdd(cudd.BDD())
    [rules] = pair["before"]
    boxes = [judge.box(rule) for rule in rules]
    left, parts = judge.bdd.true, []
    for box in boxes:
        parts.append(box & left)
        left &= ~box
    below = judge.bdd.true
    for rule, box, part in reversed(list(zip(rules, boxes, parts))):
        # Reached at all, and needed: something below it would do the opposite.
        _ = part == judge.bdd.false
        _ = (part & (~below if rule["allow"] else below)) == judge.bdd.false
        below = judge.bdd.ite(box, judge.bdd.true if rule["allow"] else judge.bdd.false, below)


with open("target/bench/pair.json", encoding="utf8") as file:
    pair = json.load(file)
figure("z3-solver: one witness of the change, 1000 rules", timed(lambda: witness(pair)), "ms")
figure("dd with CUDD: rules that are never reached or idle, 1000 rules", timed(lambda: idle_rules(pair)), "ms")

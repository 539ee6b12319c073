"""aerleon on the rules and flows that the native half judged; `cargo xtask bench` reads the line.

Of aerleon, which generates configurations for firewalls, `aclcheck` is what answers whether a policy lets a flow
pass. It goes through the terms of a parsed policy, so parsing is not part of the figure.
"""

import json
import time

from aerleon.lib import aclcheck, naming, policy, policy_builder

FLOWS = 100


def term(number, rule, definitions):
    """A term; what it leaves out is everything."""
    term = {
        "name": f"rule-{number}",
        "protocol": [name.lower() for name in rule["protocols"]],
        "action": "accept" if rule["allow"] else "deny",
    }
    for key, name in [("source-address", "source"), ("destination-address", "destination")]:
        nets = rule[name]
        if nets != ["0.0.0.0/0"]:
            token = f"{name}-{number}".upper()
            definitions["networks"][token] = {"values": [{"address": net} for net in nets]}
            term[key] = [token]
    for key, name in [("source-port", "sourcePorts"), ("destination-port", "destinationPorts")]:
        ports = rule[name]
        if ports != [[0, 65535]]:
            token = f"{name}-{number}".upper()
            values = [{"protocol": p, "port": f"{a}-{b}" if a != b else a} for p in term["protocol"] for a, b in ports]
            definitions["services"][token] = values
            term[key] = [token]
    return term


with open("target/bench/rules.json", encoding="utf8") as file:
    rules = json.load(file)
with open("target/bench/flows.json", encoding="utf8") as file:
    flows = json.load(file)[:FLOWS]
with open("target/bench/accesses.json", encoding="utf8") as file:
    accesses = json.load(file)[:FLOWS]

book = {"networks": {}, "services": {}}
terms = [term(number, rule, book) for number, rule in enumerate(rules)]
definitions = naming.Naming()
definitions.ParseDefinitionsObject(book, "")
header = {"targets": {"juniper": "nsg inet"}}
built = policy.FromBuilder(
    policy_builder.PolicyBuilder({"filters": [{"header": header, "terms": terms}]}, definitions)
)


def judge(flow):
    check = aclcheck.AclCheck(
        built,
        src=flow["remoteIPAddress"],
        dst=flow["localIPAddress"],
        sport=str(flow["remotePort"]),
        dport=str(flow["localPort"]),
        proto=flow["protocol"].lower(),
    )
    return "Allow" if check.ExactMatches()[0].action == "accept" else "Deny"


known = [(flow, access) for flow, access in zip(flows, accesses) if access != "Depends"]
wrong = [flow for flow, access in known if judge(flow) != access]
if wrong:
    raise SystemExit(f"aerleon judges {len(wrong)} flows otherwise, first {wrong[0]}")
best = float("inf")
for _ in range(3):
    start = time.perf_counter()
    for flow in flows:
        judge(flow)
    best = min(best, time.perf_counter() - start)
figure = "aerleon: one verdict of 1000 rules, aclcheck"
print(json.dumps({"figure": figure, "value": best / len(flows) * 1e9, "unit": "ns"}))

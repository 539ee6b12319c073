"""Another engine of Kusto's language runs the queries that nsg-traffic writes: duckdb-kql.

Each line of standard input is one case of `kql_cases`: rows of a table, and queries with what the engine says of those rows.
Every flow and every byte has to be in the line of the answer in which the engine has it.
"""

import datetime
import json
import os
import re
import sys
import tempfile
import time

import duckdb
import duckdb_kql

TEXT, LONG, REAL, TIME = "VARCHAR", "BIGINT", "DOUBLE", "TIMESTAMP"
COLUMNS = {
    "NTANetAnalytics": {
        **dict.fromkeys(["TimeGenerated", "FlowStartTime", "FlowEndTime"], TIME),
        **dict.fromkeys(["FlowDirection", "FlowStatus", "L4Protocol", "SrcIp", "DestIp"], TEXT),
        **dict.fromkeys(["SrcPublicIps", "DestPublicIps", "AclGroup", "AclRule"], TEXT),
        "DestPort": "INTEGER",
        **dict.fromkeys(["AllowedInFlows", "DeniedInFlows", "AllowedOutFlows", "DeniedOutFlows"], LONG),
        **dict.fromkeys(["BytesSrcToDest", "BytesDestToSrc"], LONG),
    },
    "AzureNetworkAnalytics_CL": {
        **dict.fromkeys(["TimeGenerated", "FlowStartTime_t", "FlowEndTime_t"], TIME),
        **dict.fromkeys(["FlowDirection_s", "FlowStatus_s", "L4Protocol_s", "SrcIP_s", "DestIP_s"], TEXT),
        **dict.fromkeys(["SrcPublicIPs_s", "DestPublicIPs_s", "NSGList_s", "NSGRules_s"], TEXT),
        "DestPort_d": REAL,
        **dict.fromkeys(["AllowedInFlows_d", "DeniedInFlows_d", "AllowedOutFlows_d", "DeniedOutFlows_d"], REAL),
        **dict.fromkeys(["InboundBytes_d", "OutboundBytes_d"], REAL),
    },
    "FlowTuples": {"Record": "JSON"},
}


def load(connection, table, rows, folder):
    """Makes the table of the rows."""
    path = os.path.join(folder, "rows.json")
    with open(path, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps({"Record": row} if table == "FlowTuples" else row) + "\n")
    columns = ", ".join(f"{name}: '{kind}'" for name, kind in COLUMNS[table].items())
    source = f"read_json('{path}', format = 'newline_delimited', columns = {{{columns}}})"
    connection.sql(f'CREATE OR REPLACE TABLE "{table}" AS SELECT * FROM {source}')


def run(connection, query):
    """The rows of the answer. A stored function is registered and called."""
    stored = re.match(r"\.create-or-alter function with \(.*?\) (\w+)\(\)(.*)\Z", query, re.S)
    if stored:
        name, body = stored.groups()
        answer = duckdb_kql.query(connection, f"{name}()", functions=[f"function {name}() {body}"])
    else:
        answer = duckdb_kql.query(connection, query)
    return [dict(zip(answer.columns, row)) for row in answer.fetchall()]


def summed(rows):
    """Flows, bytes, first and last time by key; what has neither flows nor bytes is as good as absent."""
    sums = {}
    for key, flows, nbytes, first, last in rows:
        known = sums.setdefault(tuple(key), [0, 0, first, last])
        known[0] += flows
        known[1] += nbytes
        known[2] = min(known[2], first) if known[2] is not None else first
        known[3] = max(known[3], last) if known[3] is not None else last
    return {key: tuple(sum_) for key, sum_ in sums.items() if any(sum_[:2])}


def seconds(time_):
    """Whole seconds since 1970; what the query does not tell stays so."""
    return None if time_ is None else int(time_.replace(tzinfo=datetime.timezone.utc).timestamp())


def bare(text):
    """A rule without its place, which is told where there are two groups: names of the cases say it themselves."""
    return re.sub(r" \((subnet|network interface)\)$", "", text or "")


def compared(asked, answer):
    """What differs between what is expected and the answer."""
    rows = [([bare(row[name]) for name in asked["by"]], row["Flows"], row["Bytes"],
             seconds(row.get("First")), seconds(row["Last"])) for row in answer]
    wrong = []
    if asked["name"] == "NsgChange":
        # What depends or does not change names no rules.
        changed = ("broken", "opened")
        rows = [(key if key[0] in changed else [key[0], "", ""], *counts) for key, *counts in rows]
        for row in answer:
            key = " | ".join(bare(row[name]) for name in asked["by"])
            effect = asked["examples"].get(row["Example"])
            if row["Effect"] in changed and effect != key or row["Effect"] == "unchanged" and effect != "unchanged |  | ":
                wrong.append(f"{row['Example']}, an example of {key}, is {effect}")
    got, wanted = summed(rows), summed(asked["expected"])
    if asked["name"] == "NsgUse":
        # Rules that decided nothing are listed, too.
        listed = {row["Rule"] for row in answer}
        wrong += [f"{key[0]} is missing" for key, *_ in asked["expected"] if key[0] not in listed]
        got = {key: counts for key, counts in got.items() if "GUID" not in key[0]}
    wrong += [f"{key}: {got.get(key)} instead of {wanted.get(key)}"
              for key in sorted(set(got) | set(wanted)) if got.get(key) != wanted.get(key)]
    return "\n    ".join(wrong[:12])


def main():
    passed, failed, rows, flows, effects = 0, [], 0, 0, {}
    begun = time.time()
    with tempfile.TemporaryDirectory() as folder:
        for line in sys.stdin:
            case = json.loads(line)
            connection = duckdb_kql.connect()
            load(connection, case["table"], case["rows"], folder)
            rows += len(case["rows"])
            for asked in case["queries"]:
                name = f"case {case['case']}, {case['table']}, {asked['name']}"
                try:
                    wrong = compared(asked, run(connection, asked["query"]))
                except (duckdb.Error, duckdb_kql.errors.KqlError) as error:
                    wrong = f"{type(error).__name__}: {str(error)[:2000]}"
                if wrong:
                    failed.append(f"{name}:\n    {wrong}")
                else:
                    passed += 1
                if asked["name"] != "NsgUse":
                    for key, count, *_ in asked["expected"]:
                        effects[key[0]] = effects.get(key[0], 0) + count
                flows += sum(count for _, count, *_ in asked["expected"])
    for text in failed:
        print(text)
    print(", ".join(f"{count} {effect}" for effect, count in sorted(effects.items())))
    # A judge that was told of no change has proven nothing.
    if not all(effects.get(effect) for effect in ("broken", "opened", "unchanged", "depends", "same", "differ")):
        failed.append("an effect never occurs")
        print(failed[-1])
    print(f"{rows} rows, {flows} flows compared in {time.time() - begun:.0f} s")
    print(f"{passed} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

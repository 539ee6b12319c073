"""DuckDB on the flow log that the native half judged: the same question, by SQL.

The JSON is unnested, tuples are split, and the rules are joined as ranges. Flows that differ in their source port alone are
joined once, as whoever writes such a query would do it.
"""

import json
import time

import duckdb

LOG = "target/bench/flow-log.json"


def ranges(rules):
    """A row for each combination of a rule's ranges; the number is the place in the order of checking."""
    rows = []
    for number, rule in enumerate(rules):
        for protocol in rule["protocols"]:
            code = {"TCP": 6, "UDP": 17}[protocol]
            for source in rule["source"]:
                for destination in rule["destination"]:
                    for ports in rule["destinationPorts"]:
                        rows.append((number, code, *source, *destination, *ports, rule["allow"]))
    return rows


def decided(table):
    return f"""
      SELECT f.protocol, f.source, f.destination, f.port, arg_min(r.allow, r.number) AS allow
      FROM flows f JOIN {table} r ON f.protocol = r.protocol
        AND f.source BETWEEN r.source_first AND r.source_last
        AND f.destination BETWEEN r.destination_first AND r.destination_last
        AND f.port BETWEEN r.port_first AND r.port_last
      GROUP BY ALL"""


with open("target/bench/flow-log-rules.json", encoding="utf8") as file:
    sides = json.load(file)
database = duckdb.connect()
database.execute("SET threads = 2")
COLUMNS = "number INT, protocol INT, source_first BIGINT, source_last BIGINT, destination_first BIGINT, destination_last BIGINT, port_first INT, port_last INT, allow BOOL"
for name, rules in zip(["before", "after"], sides):
    database.execute(f"CREATE TABLE {name} ({COLUMNS})")
    database.executemany(f"INSERT INTO {name} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", ranges(rules))
ADDRESS = "list_reduce(list_transform(split({0}, '.'), lambda x: CAST(x AS BIGINT)), lambda a, b: a * 256 + b)"

begun = time.perf_counter()
database.execute(f"""
  CREATE TABLE flows AS
  WITH tuples AS (
    SELECT split(unnest(g.flowTuples), ',') AS t FROM (
      SELECT unnest(f.flowGroups) AS g FROM (
        SELECT unnest(r.flowRecords.flows) AS f FROM (
          SELECT unnest(records) AS r FROM read_json('{LOG}', maximum_object_size = 1000000000)))))
  SELECT CAST(t[6] AS INT) AS protocol, {ADDRESS.format("t[2]")} AS source, {ADDRESS.format("t[3]")} AS destination,
    CAST(t[5] AS INT) AS port, count(*) AS flows
  FROM tuples WHERE t[8] IN ('B', 'D') GROUP BY ALL""")
broken, opened = database.execute(f"""
  SELECT coalesce(sum(f.flows) FILTER (b.allow AND NOT a.allow), 0), coalesce(sum(f.flows) FILTER (NOT b.allow AND a.allow), 0)
  FROM flows f JOIN ({decided("before")}) b USING (protocol, source, destination, port)
  JOIN ({decided("after")}) a USING (protocol, source, destination, port)""").fetchone()
took = time.perf_counter() - begun

with open("target/bench/flow-log-counts.json", encoding="utf8") as file:
    assert [broken, opened] == json.load(file), f"DuckDB counts {broken} and {opened}"
print(json.dumps({"figure": "DuckDB on two cores: the same flow log and question", "value": took * 1000, "unit": "ms"}))

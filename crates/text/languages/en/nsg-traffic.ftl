### What recorded traffic says: does Azure's record agree, and what a change would have done to it.

## Whether the record agrees

traffic-nothing = Nothing in what was read was decided by these rules.
traffic-nothing-comparable = No recorded flow can be compared with these rules.
traffic-agree = { $count ->
    [one] Azure's record and these rules agree for the one recorded flow.
   *[other] Azure's record and these rules agree for all { $flows } flows.
}
traffic-agree-mostly = Azure's record and these rules agree for { $share } of { $flows } flows.

## What is likely behind a difference

traffic-cause-changed = The rules were probably changed between { $last } and { $first } (UTC): until then the record agrees about this rule. The activity log of the NSG tells who changed it.
traffic-cause-changed-before = The rules were probably changed between { $last } and { $first } (UTC): since then the record agrees about this rule. The activity log of the NSG tells who changed it.
traffic-cause-absent = { $rule } is not among these rules: it was renamed or removed since, or the record is of another NSG.
traffic-cause-other-group = { $rule } is not among these rules: it may be a rule of the other NSG, of the subnet or of the NIC, which is not given.
traffic-cause-tag = Microsoft's list of { $tag } may have been another one on that day: whether { $address } was in it settles this.
traffic-cause-members = Other NICs may have been members of { $group } on that day: its members then settle this.
traffic-cause-network = Whether { $address } was part of VirtualNetwork on that day settles this: a peering, a gateway or a route adds addresses to it.
traffic-cause-translation = Azure records flows from the internet for VMs without a public IP address, too, and never delivers them: whether the VM has one settles this.
traffic-cause-other-rule = Another rule has the same result: the rules may have been renumbered since.
traffic-cause-unknown = Nothing in these rules or in the record tells why: what Azure answers to this flow now settles it.

## What the change would have done

traffic-change-no-flows = No recorded flow is decided by these rules.
traffic-change-none = { $count ->
    [one] The change has no effect on the one recorded flow.
   *[other] The change has no effect on the { $flows } recorded flows.
}
traffic-change-broken = The change blocks { $broken } of { $flows } recorded flows.
traffic-change-opened = The change allows { $opened } of { $flows } recorded flows that were blocked.
traffic-change-both = The change blocks { $broken } of { $flows } recorded flows and allows { $opened } that were blocked.
traffic-change-depends-alone = What the change does to { $depends } of { $flows } recorded flows depends on missing facts; the others keep their result.
traffic-change-and-depends = { $sentence } For { $depends } more it depends on missing facts.

## How far the record goes

traffic-limit-silence = What is not in the record was not necessarily unused: it may happen once a year.
traffic-limit-no-denied = There is no denied flow in the record: the flow log may leave them out, and then nothing tells what a change would allow.
traffic-limit-hours = There are records for { $recorded } of { $hours } hours of the NICs: in the others there was no flow, or their files are missing.
traffic-limit-networks = There are so many addresses that remote ones are kept by their /{ $length } networks.

## What is wrong with files

traffic-no-record = { $document } has no recorded flows: expected a flow log (JSON) or rows of Traffic Analytics (JSON, CSV).
traffic-cut = { $document } ends in the middle of a record, as the file of an hour does that is not over: what is before it was read.
traffic-no-json = { $document } is not valid JSON at line { $line }, column { $column }: what is before it was read.
traffic-no-gzip = { $document } cannot be unpacked to its end: what is before it was read.
traffic-packed = { $document } is an archive or in another encoding: unpack it, or save it as UTF-8.
traffic-unreadable = { $flows } recorded flows cannot be read, such as { $example }.
traffic-again = { $flows } flows are in records that were given twice: each counts once.
traffic-group-taken = These rules do not tell their NSG's resource GUID or ID, so all { $flows } flows of { $group } were taken as theirs.
traffic-groups-taken = These rules do not tell their NSG's resource GUID or ID, so { $flows } flows of { $groups } NSGs were taken as theirs. Filter by MAC address, or give the NSG as Azure prints it, with its resourceGuid.
traffic-none-of-these = All { $flows } recorded flows are of other NSGs.

## Rules that the record proposes

traffic-tighten-no-rule = Only a custom security rule can be tightened.
traffic-tighten-denies = A rule that denies cannot be tightened by what was recorded.
traffic-tighten-unknown = A rule whose fields are not all known cannot be tightened.
traffic-tighten-unused = The rule decided nothing in the record: nothing tells which part of it is needed.
traffic-tighten-narrow = The rule allows no more than what was recorded.
traffic-tighten-unproven = Missing facts decide about this rule: what was recorded could change with it.
traffic-tighten-large = There are too many differences to compare.
traffic-new-rules = { $rules ->
    [one] Add one rule that allows the chosen flows.
   *[other] Add { $rules } rules that allow the chosen flows.
}
traffic-new-rules-nothing = No blocked flows were chosen.
traffic-new-rules-impossible = No rule can allow these flows: a security admin rule blocks them, a missing fact decides, or no priority is free.

## The result on a page

traffic-report = Recorded traffic
traffic-report-period = Recorded from { $from } to { $to } (UTC).
traffic-report-differences = Azure | These rules | Flows | First | Last | Likely cause
traffic-report-groups = Effect | Example | Before → after | Flows | Last | VMs | Other ends | Missing facts
traffic-report-unused = Rules that decide no recorded flow: { $rules }.
traffic-report-others = { $others } more
traffic-report-more = { $rows ->
    [one] One more row is not shown.
   *[other] { $rows } more rows are not shown.
}
traffic-effect-broken = Newly blocked
traffic-effect-opened = Newly allowed
traffic-effect-depends = Depends
traffic-effect-unchanged = Unchanged
traffic-query-too-long = The query would have { $characters } characters, and Kusto takes { $most }.

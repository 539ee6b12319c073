### The room of recorded traffic.

room-traffic = Traffic
traffic-files = Flow logs
traffic-empty = Drop flow logs or a folder of them here to see whether Azure's record agrees with these rules, what your edits would have done to the recorded flows, and what each rule would decide. Nothing leaves this page.
traffic-empty-where = Flow logs of a virtual network or an NSG (PT1H.json, also packed with gzip) are in the storage account of the flow log, in a container whose name begins with insights-logs. Rows of Traffic Analytics (JSON or CSV) work, too.
traffic-sample = Try a recorded week
traffic-sample-what = Two web servers and one rule that was changed on Wednesday. It replaces the rules on this page.
traffic-no-rules = Paste the rules first: without an NSG everything is allowed.
traffic-file-count = { $files ->
    [one] { $files } file, { $size }
   *[other] { $files } files, { $size }
}
traffic-reading = { $read } of { $of } read, { $flows } flows
traffic-replay = Replay with the current rules
traffic-replay-why = The rules have changed since.
traffic-unread-file = { $file } cannot be read. Add it again.
traffic-filter = Only a part of the record
traffic-filter-from = From (UTC)
traffic-filter-to = To (UTC)
traffic-filter-machines = Addresses of VMs
traffic-filter-macs = MAC addresses of NICs
traffic-filter-apply = Replay this part
traffic-filter-clear = Replay everything
traffic-filter-no-time = { $time } is not a date with a time, such as 2026-03-04T09:00.
traffic-filter-no-period = The end is before the beginning.
traffic-filter-no-mac = { $mac } is not a MAC address, which has 12 hexadecimal digits.
traffic-filtered = { $count ->
    [one] { $flows } recorded flow is outside of this part.
   *[other] { $flows } recorded flows are outside of this part.
}

## Whether the record agrees

traffic-parity = Does Azure's record agree?
traffic-period = Recorded from { $from } to { $to } (UTC).
traffic-differences = Differences between the record and these rules
traffic-column-azure = Azure
traffic-column-ours = These rules
traffic-column-flows = Flows
traffic-column-when = When
traffic-column-cause = Likely cause
traffic-check = Check this flow
traffic-check-name = Check { $flow }
traffic-parity-original = This is about the original rules, without your edits.
traffic-other-rule = For { $flows } flows the result is the same, but Azure names another rule or its name is lost.
traffic-parity-depends = For { $flows } flows the result of these rules depends on missing facts.
traffic-not-comparable = { $flows } flows were not decided by an NSG: platform traffic, security admin rules that are not given, or packets that were not encrypted.
traffic-more-rows = { $rows ->
    [one] One more row is not shown.
   *[other] { $rows } more rows are not shown.
}
traffic-differ = Flows that differ
traffic-time-line = { $label }: { $from } to { $to }
traffic-time-line-none = { $label }: none
traffic-bar = { $time }: { $flows } flows; { $label }: { $marked }

## What the edits would have done

traffic-change = What would the edits have done?
traffic-no-edits = Edit a rule under What if to see here which recorded flows the edit would have blocked or allowed.
traffic-edit = Edit the rules
traffic-changed = Flows with another result
traffic-markdown = Markdown
traffic-column-rulings = Before → after
traffic-column-vms = VMs
traffic-column-vm = VM
traffic-column-remotes = Other ends
traffic-column-remote = Other end
traffic-column-service = Service
traffic-column-bytes = Bytes
traffic-column-last = Last
traffic-region = { $direction } { $service }, { $source } → { $destination }
traffic-fact = Yes: { $yes }. No: { $no }.
traffic-others = { $others } more
traffic-open = Who with whom

## What each rule would decide

traffic-use = What would each rule decide?
traffic-use-what = Each recorded flow is decided by these rules here. Azure's record may name other rules: see above.
# Before a sentence, where there are edits.
traffic-of-edited = This is about the rules with your edits.
traffic-keep = When tightening, keep
traffic-each-address = each address
traffic-column-rule = Rule
traffic-column-where = Where
traffic-used = { $count ->
    [one] decides one recorded flow
   *[other] decides { $flows } recorded flows
}
traffic-unused = decides no recorded flow
traffic-perhaps = { $flows }, perhaps { $perhaps } more
traffic-tighten = Tighten
traffic-tighten-name = Tighten { $rule }
traffic-place-admin = Security admin rules
traffic-place-subnet = Subnet NSG
traffic-place-nic = NIC NSG
traffic-tightened = { $rule }, tightened
traffic-field-protocol = Protocol
traffic-field-ports = Destination ports
traffic-tighten-keeps = All { $flows } recorded flows that this rule decides keep their result.
traffic-tighten-closes = What nobody used in the record: { $summary }

## Blocked flows

traffic-denied = Allow blocked flows
traffic-denied-what = Choose flows that should have been allowed.
traffic-denied-flow = { $direction } { $service }, { $local }
traffic-choose = Choose { $flows }
traffic-allow-chosen = Find rules for the chosen flows

traffic-limits = What the record cannot show

## The same as a query

traffic-query = The same as a Kusto query
traffic-query-what = For records that stay in Log Analytics, Azure Data Explorer, Fabric or Sentinel. The rules are in the query; nothing has to be uploaded.
traffic-query-about = Question
traffic-query-table = Table
traffic-query-form = Form
traffic-query-commented = with comments
traffic-query-short = short
traffic-query-stored = stored function
traffic-query-length = { $characters } characters

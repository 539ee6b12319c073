### The room of many groups.

room-groups = Groups
groups-files = Files
groups-add-files = Add files…
groups-add-folder = Add a folder…
groups-remove-all = Remove all
groups-empty = Drop files or a folder here to see every NSG in them: where it is associated, what is wrong with it, whether it allows the flow, and, for a Terraform plan, what the plan changes. VMs appear when the files also contain network interfaces and subnets. Nothing leaves this page, and the list is gone when you close it.
groups-empty-commands = All NSGs, NICs and subnets of a subscription:
groups-reading = Reading file { $done } of { $all }…
groups-stop = Stop
groups-go-on = Continue
groups-pasted = Pasted text { $number }
groups-remove-name = Remove { $file }
groups-file-count = { $files ->
    [one] { $files } file
   *[other] { $files } files
}
groups-of-file = { $groups ->
    [one] { $groups } NSG
   *[other] { $groups } NSGs
}
groups-resources-of-file = { $resources ->
    [one] { $resources } network interface or subnet
   *[other] { $resources } network interfaces and subnets
}
groups-with-token = { $files ->
    [one] One file contains what looks like a token, and was not read.
   *[other] { $files } files contain what looks like a token, and were not read.
}
groups-unread-files = { $files ->
    [one] 1 file could not be read; try it again by itself.
   *[other] { $files } files could not be read; try them again by themselves.
}
groups-other-files = { $files ->
    [one] One file that is neither JSON, CSV nor text was left out.
   *[other] { $files } files that are neither JSON, CSV nor text were left out.
}
groups-paste = Paste a text
groups-paste-placeholder = Paste JSON or a table with one or more NSGs.
groups-paste-add = Add to the list
groups-list = Groups
groups-listing = Reading the groups…
groups-count = { $groups ->
    [one] { $groups } NSG
   *[other] { $groups } NSGs
}
groups-machine-count = { $machines ->
    [one] { $machines } VM
   *[other] { $machines } VMs
}
groups-changed-count = { $groups } changed
groups-examined-name = Rows checked for findings
groups-examined = Checked { $done } of { $all } for findings
groups-search = Search
groups-show-all = Show all
groups-any = Any
groups-kind-all = NSGs and VMs
groups-kind-groups = NSGs
groups-kind-machines = VMs
groups-no-verdict = No verdict
groups-no-findings = No findings
groups-more-findings = { $more } more
groups-column-name = Name
groups-column-where = Associated with
groups-column-rules = Rules
groups-column-finding = Finding
groups-column-change = Change
groups-none-shown = No NSG matches what you search for.
groups-more = Show more
groups-left = { $rows } not shown
groups-subnets = Subnet { $names }
groups-interfaces = NIC { $names }
groups-names-more = { $names } and { $more } more
groups-not-associated = Not in these files
groups-stage-subnet = Subnet { $subnet }: { $group }
groups-stage-interface = NIC: { $group }
groups-stage-none = no NSG
groups-stage-untold = not in these files
groups-stage-not-given = { $group }, not in these files
groups-stage-several = several NSGs in these files
groups-not-read = Part of the text was not read
groups-added = Created: there is nothing before it to compare with
groups-removed = Deleted
groups-unchanged = No change
groups-changed = Changed
groups-see-all = { $groups ->
   *[other] See all { $groups } NSGs
}

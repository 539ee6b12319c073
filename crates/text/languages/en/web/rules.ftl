### The rules' texts, what they refer to, and what is wrong with them.

## The two places for groups: view/rules.rs, state/mod.rs

place-subnet = Subnet NSG
place-nic = NIC NSG
place-placeholder = Paste the NSG as JSON: from the portal, az, PowerShell, a template or Terraform.
place-open = Open file…
place-open-name = Open a file as { $place }
place-remove = Remove
place-remove-name = Remove the { $place }
place-compare = Compare with the rules before
place-compare-help = shows what the new ones change
place-reading = Reading the file…
place-empty = None: this place filters nothing.
place-no-group = No group was understood.
place-unnamed-group = Unnamed group
place-summary = { $rules ->
    [one] { $group }: 1 rule and { $defaults } default rules.
   *[other] { $group }: { $rules } rules and { $defaults } default rules.
}
place-too-large = Too large to edit here.
place-too-large-file = From { $file }; too large to edit here.
place-errors = { $errors ->
    [one] 1 error
   *[other] { $errors } errors
}
place-warnings = { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
}
place-group = Group
place-group-name = Group of the { $place }
place-group-option = { $rules ->
    [one] { $group } (1 rule)
   *[other] { $group } ({ $rules } rules)
}
place-note-both = It holds the groups of both places: both are filled.
place-note-subnet = Placed here: the document says that it is a subnet's.
place-note-edits-of-another = The edits that were kept belong to another text, and were left out: these are the rules as the text says them.
place-note-nic = Placed here: the document says that it is a network interface's.

## What the rules refer to: view/refers_to.rs

refers-title = What the rules refer to
refers-help = Leave empty what you do not know: the verdict then asks for it.
refers-unknown = unknown
refers-pasted = Known from the effective rules that you pasted.
refers-in-force = From the rules in force, as Azure expands it.
refers-given-document = the service tag document that was given
refers-ranges = { $ranges ->
    [one] 1 range from { $file }.
   *[other] { $ranges } ranges from { $file }.
}
refers-virtual-network-help = Address space, peers, on-premises ranges and route prefixes. Prefixes, or the VNet's JSON.
refers-tag-help = Prefixes of this service tag.
refers-members-help = Private addresses of this application security group's members.
# A problem as the reader of prefixes says it, without a full stop.
refers-problem-with-help = { $problem }: { $help }
refers-problem-unknown = { $problem }. Unknown until this is mended
refers-file-open = Service tag file…
refers-file-open-name = Open a service tag file
refers-file-none = Microsoft's weekly ServiceTags_Public_….json fills in every tag.
refers-file-empty = { $file } holds no service tags. Pick Microsoft's ServiceTags_….json.
refers-file = { $tags ->
    [one] { $file }: 1 tag of the { $cloud } cloud. Pick it again after a reload.
   *[other] { $file }: { $tags } tags of the { $cloud } cloud. Pick it again after a reload.
}
refers-file-unnamed-cloud = unnamed

## Security admin rules: view/admin_rules.rs

admin-rules-label = Security admin rules as JSON
admin-rules-placeholder = Security admin rules of Virtual Network Manager as JSON.
admin-rules-help = Checked before both groups. Paste what az network manager list-effective-security-admin-rule prints.
admin-rules-checked = { $rules ->
    [one] 1 rule, checked before both groups.
   *[other] { $rules } rules, checked before both groups.
}

## Problems in a text: view/diagnostics.rs

diagnostic-error = Error
diagnostic-warning = Warning
diagnostic-info = Note
diagnostic-line = line { $line }
diagnostics-more = Show { $more } more

### The rules' texts, network details, and what is wrong with them.

## The two places for groups: view/rules.rs, state/mod.rs

place-subnet = Subnet NSG
place-nic = NIC NSG
place-placeholder = Paste the NSG: the portal's table, CSV, or JSON from the portal, az, PowerShell, a template or Terraform.
place-open = Open file…
place-open-name = Open a file as { $place }
place-text = Rules as text
place-remove = Remove
place-remove-name = Remove the { $place }
place-compare = Compare with the previous rules
place-compare-help = shows what the new rules change
place-reading = Reading the file…
place-empty = No NSG here: traffic is not filtered at this level.
place-no-group = No NSG found in this text.
place-unnamed-group = Unnamed NSG
place-summary = { $rules ->
    [one] { $group }: 1 rule and { $defaults } default rules.
   *[other] { $group }: { $rules } rules and { $defaults } default rules.
}
place-summary-deleted = { $rules ->
    [one] { $group } (1 rule): the change in this text deletes it. Without it, traffic is not filtered at this level.
   *[other] { $group } ({ $rules } rules): the change in this text deletes it. Without it, traffic is not filtered at this level.
}
# The form of the text, as it was recognised.
place-form = { $shape ->
    [arm] Read as JSON of Azure's API.
    [azure-cli] Read as output of the Azure CLI.
    [powershell] Read as output of PowerShell.
    [arm-template] Read as an ARM template.
    [resource-graph] Read as rows of Resource Graph.
    [effective-security-rules] Read as effective rules.
    [terraform] Read as Terraform.
    [table] Read as a table.
    [ansible] Read as tasks of Ansible.
   *[kubernetes] Read as resources of Kubernetes.
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
place-group = NSG
place-group-name = Choose the { $place }
place-group-option = { $rules ->
    [one] { $group } (1 rule)
   *[other] { $group } ({ $rules } rules)
}
place-group-option-deleted = { $group } (deleted)
place-note-both = This text contains both NSGs: each is in its place.
place-note-subnet = Put here because the document says that it belongs to a subnet.
place-note-edits-of-another = The stored edits belong to another text and were not applied: these are the rules as in the text.
place-columns = Columns of the table
place-column-unused = not used
place-columns-help = A choice changes the column's name in the text.
place-variables = These variables have no value in the text:
place-variables-give = Use these values
place-variables-help = They are added at the end of the text, as a .tfvars file has them.
place-note-change = This text is a change: these are the rules after it, and What if shows what it changes.
place-note-new-group = The change in this text creates this NSG: there are no rules before it to compare with.
place-note-deleted = This text is a change that deletes this NSG: What if shows what that allows or blocks.
place-note-nic = Put here because the document says that it belongs to a network interface.

## Network details: view/refers_to.rs

refers-title = Network details
refers-help = Leave unknown values empty. The verdict asks if it needs one.
refers-unknown = unknown
refers-pasted = Known from the effective rules that you pasted.
refers-in-force = From the effective rules, as Azure expands it.
refers-given-document = the service tag document that was given
refers-ranges = { $ranges ->
    [one] 1 range from { $file }.
   *[other] { $ranges } ranges from { $file }.
}
refers-virtual-network-help = Address space, peers, on-premises ranges and route prefixes. Prefixes, or the VNet's JSON.
refers-tag-help = Prefixes of this service tag.
refers-members-help = Private IP addresses of this application security group's members.
# A problem as the reader of prefixes says it, without a full stop.
refers-problem-with-help = { $problem }: { $help }
refers-problem-unknown = { $problem }. Treated as unknown until you fix it
refers-file-open = Service tag file…
refers-file-open-name = Open a service tag file
refers-file-none = Microsoft's weekly ServiceTags_Public_….json fills in every tag.
refers-file-empty = { $file } contains no service tags. Pick Microsoft's ServiceTags_….json.
refers-file = { $tags ->
    [one] { $file }: 1 tag of the { $cloud } cloud. Pick it again after a reload.
   *[other] { $file }: { $tags } tags of the { $cloud } cloud. Pick it again after a reload.
}
refers-file-unnamed-cloud = unnamed

## Security admin rules: view/admin_rules.rs

admin-rules-label = Security admin rules as JSON
admin-rules-placeholder = Security admin rules of Virtual Network Manager as JSON.
admin-rules-help = Checked before both NSGs. Paste what az network manager list-effective-security-admin-rule prints.
admin-rules-checked = { $rules ->
    [one] 1 rule, checked before both NSGs.
   *[other] { $rules } rules, checked before both NSGs.
}

## Problems in a text: view/diagnostics.rs

diagnostic-error = Error
diagnostic-warning = Warning
diagnostic-info = Note
diagnostic-line = line { $line }
diagnostics-more = Show { $more } more

### What is wrong with pasted text, and what to do about it: in lower case and without a full stop.

## Any document

document-more-alike = { $count } more of the kind `{ $code }` are not listed
document-azure-refuses = Azure refuses it: `{ $error }`
document-without-name = without a name
document-paste-show = paste what `az network nsg show` prints
document-paste-deployed = paste the deployed NSG
document-too-large = the text is larger than { $most } MB
document-too-large-help = paste one NSG at a time
document-empty = there is nothing to read
document-unknown-form = this is not recognised as a text with the rules of an NSG
document-in-string = the document is text inside a string; positions refer to that string

## JSON

json-nothing = there is nothing in it
json-kind-null = null
json-kind-bool = a boolean
json-kind-number = a number
json-kind-text = a string
json-kind-list = a list
json-kind-object = an object
json-kind-unread = something unreadable
json-missing-colon = a colon is missing after the key { $key }
json-missing-comma = a comma is missing before this
json-missing-value = the key { $key } has no value
json-no-key = expected a key, found { $what }
json-extra-comma = this comma is not needed
json-trailing-comma = a comma before a closing bracket is not JSON; it is skipped
json-trailing-comma-help = remove it
json-unexpected-colon = this colon is not expected here
json-unexpected-closing = this closing bracket has no opening bracket
json-unclosed = this bracket is not closed before the bracket around it
json-missing-opening = an opening bracket is missing; the text is read as if it were there
json-paste-whole = paste the whole document
json-fragment = the brackets around this are missing; it is read as if they were there
json-fragment-help = paste the whole document, from its first bracket to its last
json-several-values = there are several values, one after another; they are read as a list
json-text-around = text around the document is skipped
json-text-around-help = paste the JSON alone
json-duplicate-key = the key { $key } occurs more than once; the last one counts
json-too-many-values = only the first { $most } values are read
json-too-deep = brackets are nested more than { $most } levels deep; this part is not read
json-quote-style = JSON strings need straight double quotes
json-quote-style-help = replace the quotes with `"`
json-unquoted-key = JSON keys need double quotes
json-unquoted-key-help = put them in quotes
json-elided = { $word } marks text that was left out
json-bare-word = { $word } has no quotes
json-truncated = { $count ->
    [one] the text ends before a bracket is closed
   *[other] the text ends before { $count } brackets are closed
}
json-truncated-help = paste the whole document; what is there is read
json-truncated-string = the text ends inside a string
json-comment = comments are not JSON; this one is skipped
json-comment-help = remove them
json-wrapped-string = a string is broken over two lines; it is joined again
json-wrapped-string-help = copy from a wider window, or from a file
json-unclosed-string = a string does not end on its line
json-unclosed-string-help = add the missing quote
json-escape = the character after this backslash needs none
json-escape-help = write `\\` for a backslash
json-escape-digits = `\u` is not followed by the four digits of a character

## A rule and its fields

rule-problem = { $message }: { $help }
rule-expected = expected a rule, found { $what }
rule-without-name = rule { $number } has no name
# In place of names and values that a text lacks. Brackets stand around what is no name.
rule-nameless = (rule { $number } without a name)
rule-unread = unreadable rule
rule-value-unread = unreadable
rule-value-after-apply = (known after apply)
rule-group-unread = unreadable application security group
rule-no-fields = { $rule } has none of the fields of an Azure rule
rule-no-fields-help = a rule has `direction`, `access`, `priority`, `protocol`, ports and addresses
rule-of-loop = { $rule } comes from a loop, so its fields are unknown
rule-missing-field = rule { $rule } has no `{ $key }`
rule-missing-field-help = verdicts that need it are Depends until you add it
rule-unresolved = the value of { $text } is not in the text
rule-unresolved-help = verdicts that need it are Depends until you write the value instead
rule-variable-help = add `{ $variable } = …` to the text, or paste the .tfvars file that has it
rule-known-after-apply = `{ $key }` is known only after apply
rule-known-after-apply-help = verdicts that need it are Depends
rule-blanks = { $text } has blanks around it; they are ignored
rule-blanks-help = remove the blanks
# `key` is direction, access or protocol.
rule-no-such-word = { $text } is not a valid { $key }, in rule { $rule }
rule-write-direction = write `Inbound` or `Outbound`
rule-write-access = write `Allow` or `Deny`
rule-write-admin-access = write `Allow`, `AlwaysAllow` or `Deny`
rule-write-protocol = write `Tcp`, `Udp`, `Icmp`, `Esp`, `Ah` or `*`
rule-no-priority = { $text } is not a valid priority, in rule { $rule }
rule-no-priority-help = write a number from 100 to 4096
rule-priority-out-of-range = priority { $priority } of rule { $rule } is not in { $first } to { $last }
rule-any-spelling = { $text } is the portal's word; Azure stores `*`
rule-list-in-text = { $text } is a list in one string; it is read as a list

## Ports

rule-port-expected = expected a port, found { $what }
rule-port-is-number = port { $port } is a number; Azure writes a string
rule-port-is-number-help = put it in quotes
rule-list-of-ports-help = Azure refuses it: `SecurityRuleInvalidPortRange`; write one string for each port
rule-any-in-ports = there is a `*` in a list of ports
rule-any-in-ports-help = Azure refuses it: `SecurityRuleParameterContainsInvalidPortRanges`; use the field for one port
rule-no-port = { $text } is not a port
rule-no-port-help = write a number from 0 to 65535, a range such as `8000-8080`, or `*`
rule-port-too-high = port { $port } is greater than 65535
rule-port-range-reversed = the port range { $ports } is reversed
rule-port-range-reversed-help = write `{ $high }-{ $low }`

## Addresses

rule-address-expected = expected an address, found { $what }
rule-list-of-addresses-help = Azure refuses it: `SecurityRuleInvalidAddressPrefix`; write one string for each
rule-any-in-prefixes = there is a `*` in a list of prefixes
rule-tag-in-prefixes = the tag { $tag } is in a list of prefixes
rule-unsupported-prefix-help = Azure refuses it: `SecurityRuleParameterContainsUnsupportedValue`; use the field for one prefix
rule-no-address = { $text } is not an address, prefix or service tag
rule-no-address-help = write an address such as `10.0.0.4`, a prefix such as `10.0.0.0/24`, a service tag or `*`; an application security group has a property, or a column such as `Source ASG`, of its own
rule-no-ip-address = { $text } is not an address
rule-no-ip-address-help = write four numbers from 0 to 255, as in `10.0.0.4`, or an IPv6 address
rule-prefix-length = { $text } has no prefix length from 0 to { $longest }
rule-prefix-length-help = write a number after the slash, such as `{ $address }/{ $longest }`
rule-host-bits = { $text } has host bits set after its prefix length; they are ignored here, but Azure refuses them
rule-host-bits-help = write `{ $prefix }`
rule-address-range = { $text } is a range of addresses, which rules do not accept
rule-address-range-help = write it as prefixes
rule-classic-tag = { $tag } is how the classic deployment model spelt `{ $today }`
rule-unknown-tag = { $tag } is not a service tag that Azure documents
rule-unknown-tag-near = did you mean `{ $tag }`?
rule-unknown-tag-help = if it is one, give its prefixes with a service tag file
rule-group-without-name = an application security group has neither an id nor a name
rule-groups-beside-addresses = { $side ->
    [source] the source of rule { $rule } names both application security groups and addresses
   *[destination] the destination of rule { $rule } names both application security groups and addresses
}
rule-groups-beside-addresses-help = Azure accepts one kind per side; write two rules
rule-too-many-groups = { $side ->
    [source] the source of rule { $rule } names { $count } application security groups; Azure accepts at most 10
   *[destination] the destination of rule { $rule } names { $count } application security groups; Azure accepts at most 10
}
rule-network-group = the addresses of the network group { $group } are not in the text

## What Azure refuses about a rule or a group as a whole

limit-rules = NSG { $group } has { $count } rules; Azure accepts at most { $most }
limit-addresses = { $side ->
    [source] NSG { $group } has { $count } source addresses; Azure accepts at most { $most }
   *[destination] NSG { $group } has { $count } destination addresses; Azure accepts at most { $most }
}
limit-groups = NSG { $group } names { $count } application security groups; Azure accepts at most { $most }
limit-priority-clash = rules { $first } and { $second } both have priority { $priority } for { $direction }
limit-priority-clash-help = Azure refuses it: `SecurityRuleConflict`; which of them decides is not known
limit-name-twice = two rules have the name { $rule }
limit-name-twice-help = a name must be unique in an NSG; upper and lower case count as the same
limit-description = the description of rule { $rule } has { $length } characters
limit-description-help = Azure accepts at most 140: `SecurityRuleDescriptionTooLong`
limit-name = { $rule } is not a valid name for a rule
limit-name-help = a name has up to 80 letters, digits, `.`, `-` and `_`, begins with a letter or digit, and ends with one or `_`
limit-mixed-families = rule { $rule } has IPv4 and IPv6 addresses
limit-mixed-families-help = Azure refuses it: `SecurityRuleInvalidAddressPrefix`; write a rule for each
limit-platform-dns = rule { $rule } allows `{ $tag }`, which only `Deny` rules can name

## Groups, templates and plans

document-rules = (rules)
document-rules-of-loop = (rules of a loop)
document-rules-unread = unreadable rules
document-rules-expected = expected a list of rules, found { $what }
document-properties-unresolved = the NSG's properties are an expression whose value is not in the text
document-properties-expected = the NSG's properties are { $what }, not an object
document-default-taken = the value of parameter { $parameter } is taken from its default
document-default-taken-help = a deployment may give another value; paste the deployed NSG to be sure
document-unknown-type = the type of a resource is { $given }, whose value is not in the text; it may contain rules
document-unknown-type-help = write the type as text, or paste the deployed NSG
document-rules-elsewhere = rules in a resource of type { $kind } are not read
document-rules-unresolved = the rules are an expression whose value is not in the text
document-rules-unresolved-help = verdicts depend on it; paste the deployed NSG
document-rules-without-group = the text has rules, but no NSG; Azure's default rules are added
document-orphan = the NSG { $group } of this rule is not in the text
document-orphan-help = its other rules are missing from every verdict; paste the whole NSG
document-not-in-text = not in the text
document-other-rules = (other { $direction } rules, { $first } to { $last })
document-of-numbers = { $text } ({ $first } to { $last })
document-page-of-groups = the text is one page of several; NSGs on the other pages are not in it
document-no-group-named = the response names no network security group
document-admin-rules = security admin rules are in the response; they are checked before the NSGs
document-expansion-differs = the expansion of { $tag } differs from an earlier one, which is kept
document-skipped = a resource whose condition is false is left out
document-conditional = whether this is deployed depends on { $condition }
document-conditional-help = it is read as if it were deployed; remove it if it is not
document-loop-of-groups = a loop makes several NSGs from this one
document-loop-of-rules = a loop makes rules that are unknown; how many: { $count }
document-loop-of-rules-help = paste the deployed NSG, or the expanded template
document-unknown-number = unknown
document-linked = a linked template is not in the text; its NSGs are unknown
document-linked-help = paste the template that is linked, or the deployed NSG
document-several-terraform = the text has several documents, a Terraform state or plan among them; they are not put together
document-several-terraform-help = give each of them alone; give two states of one configuration as the document before and the one after
document-old-state = this is a Terraform state older than version 4
document-after-apply = the rules of this NSG are known only after apply
document-after-apply-help = apply, then paste what `terraform show -json` prints

## Documents that hold no group

document-html = this is HTML
document-html-help = copy the table from the page as it is shown, or paste what `az network nsg show` prints
document-xml = this is XML, as the classic deployment model writes NSGs
document-xml-help = classic NSGs must be migrated; for a current NSG, paste what `az network nsg show` prints
document-bicep = this is Bicep source
document-bicep-help = run `az bicep build --file <file> --stdout` and paste what it prints
document-diff = this is a diff, which has lines of before and of after
document-diff-help = paste the file as it is before the change, or as it is after it
document-commands = these are commands that make the rules of an NSG, and they are not run here
document-commands-help = run them, then paste what `az network nsg show` prints; or write the rules as a table with priority, direction and access
document-commands-printing = this is a command that prints rules, and it is not run here
document-commands-printing-help = run it, then paste what it prints
document-terraform = this is Terraform source
document-terraform-json = this is the configuration of Terraform in JSON, which is read as a plan only
document-terraform-help = run `terraform show -json` and paste what it prints
document-terraform-read-help = call `read` of the package, which loads what reads Terraform source
document-plan-text = this is the text of a Terraform plan
document-plan-text-help = call `read` of the package, which loads what reads plans
document-yaml = this is YAML
document-yaml-help = call `read` of the package, which loads what reads YAML
yaml-broken = from here on this is not valid YAML: { $problem }
yaml-broken-help = indent with blanks, the same for all keys of an object; quote values that begin with `*`, `&`, `@` or `{"{"}`
yaml-alias-of-nothing = there is no anchor for this alias above it
yaml-too-deep = values nest deeper than { $most } levels
yaml-too-many-values = more than two million values, those that aliases repeat included
yaml-ansible-keeps-rules = without `purge_rules: true` the NSG also keeps the rules that it already has; they are not in this text
yaml-ansible-keeps-rules-help = add `purge_rules: true`, or paste what `az network nsg show` prints
document-nsg-diagnostics = this is a result of NSG diagnostics, which does not contain the rules
document-body-in-log = the NSG is text inside `{ $key }` of a log
document-body-in-log-help = paste the value of that key, with its quotes
document-flow-log = this is a flow log, which does not contain the rules
document-ip-flow-verify = this is a result of IP flow verify, which does not contain the rules
document-azure-error = Azure returned the error { $code }: { $message }
document-azure-error-help = fix it and try again
document-parameters = this is a parameters file without rules
document-parameters-help = paste the template, or the deployed NSG
document-service-tags = this is a service tag document, which does not contain rules
document-service-tags-help = it belongs to the network details
document-admin-rules-alone = these are security admin rules, which are checked before every NSG
document-admin-rules-alone-help = they belong to the network details
document-vendor = these are rules of { $vendor }, not of Azure
document-empty-list = the response is an empty list, so there is no NSG in it
document-empty-list-help = check the subscription, the resource group and the network interface
document-other-resource = this describes { $kind }, not a network security group
document-no-group-because = there is no network security group in the text that can be read: { $reason }
document-no-group = there is no network security group in the text
document-foreign-rules = these rules have none of the fields of Azure's rules; they are left out
document-foreign-rules-help = an Azure rule has `direction`, `access`, `priority` and `protocol`

## What rules refer to

document-no-admin-rules = there are no security admin rules in the text
document-no-admin-rules-help = paste what `az network manager list-effective-security-admin-rule` prints
document-no-service-tags = there are no service tags in the text
document-no-service-tags-help = use the file that Microsoft publishes, or what `az network list-service-tags` prints
document-page-of-tags = the text is one page of several
document-page-of-tags-help = add the tags of the other pages
document-incomplete-tag = the service tag { $tag } has no name or no `addressPrefixes`; it is left out
document-unnamed-tag = the service tag has no name or no `addressPrefixes`; it is left out
document-no-prefix = { $text } is not an address or prefix
document-no-prefix-help = write an address such as `10.0.0.4` or a prefix such as `10.0.0.0/24`
document-no-addresses = there are no addresses in the text
document-no-addresses-help = write prefixes such as `10.0.0.0/16`, or paste what `az network vnet show` prints
document-several-networks = the text has { $count } virtual networks; { $network } is used
document-several-networks-help = paste the one that the network interface is in
document-first-network = the first
document-peering-closed = the peering { $peering } does not allow virtual network access; its prefixes are left out
document-peering-disconnected = the peering { $peering } is not connected; its prefixes are left out
document-group-without-name = one without a name
document-several-groups = there are { $count } NSGs: { $names }
document-several-groups-help = give the one that applies here
document-network-no-object = the network is not an object
document-network-part = `{ $key }` is { $what }; it is treated as unknown
document-answer-no-fact = no verdict asked for this fact
document-answer-no-fact-help = give the fact exactly as a verdict's `dependsOn` has it
document-answer-no-boolean = `answer` is { $what }, neither true nor false
document-answer-missing = the answer has no `answer`

## A change that cannot be written

write-reason = rule { $rule }: { $reason }
write-reason-join = ;{" "}
write-field-unknown = the { $field } is not known: { $text }
write-field-name = name
write-field-priority = priority
write-field-direction = direction
write-field-access = access
write-empty-list = empty list
write-priority-clash = it has priority { $priority } for { $direction }, and so has { $other }; Azure refuses that
write-name-twice = two rules have this name, and it is not clear which one is meant
write-no-name = Azure accepts no such name, so it is not written
write-no-name-of = the { $part } of the NSG cannot be { $text }
write-no-place = it has no place in the order of the rules
write-no-priority = no priority is free to make room for it
write-groups-beside-addresses = it names both application security groups and addresses on one side, which Azure does not take

## What to know before a written change is used

write-part-name = name
write-part-resource-group = resource group
write-part-subscription = subscription
write-part-location = location
write-note-fill-in = Fill in what is not known: { $parts } of the NSG.
write-note-replaces = It replaces the whole NSG: tags and `flushConnection` were not read, so add them if the NSG has them.
write-note-replaces-tags = It replaces the tags of the NSG, too, which were not read: add them if the NSG has some.
write-note-import = If the NSG already exists, Terraform manages it only after `terraform import`.
write-note-import-block = The `import` block lets Terraform 1.5 or newer manage the NSG that is there.
write-note-fragment = It is a part of a configuration: the provider block with `features` is yours. Do not use it beside `azurerm_network_security_rule` resources of the same NSG: each would overwrite the other.
write-note-bytes = Terraform counts the bytes of a description and refuses more than 140; Azure counts characters. Shorten it in: { $rules }.
write-note-resource-group = Terraform takes only ASCII letters in the name of a resource group.
write-note-creates = It creates the NSG. If an NSG with this name already exists, that one loses its rules.
write-note-names = Only their names are known, so they are looked up in the NSG's resource group: { $names }.
write-note-mind = Note: { $message }.
write-note-mind-and-help = Note: { $message } ({ $help }).
write-note-may-open = While the commands run, the NSG may briefly allow traffic that it allows neither before nor after: a deny changes together with other rules. The PowerShell form sends the change in one request.
write-note-batch-file = A description has a character that cmd.exe treats as its own, so the script stops where `az` is a batch file. The PowerShell form has no such limit.
write-note-unknown-priorities = The priority or direction of some rules is not known; Azure refuses a command that uses the same priority.
table-values-lost = the values were lost when this table was written: { $value } is the name of a type, not a list of values
table-values-lost-help = in PowerShell, join lists with -join before Export-Csv, or keep all of it with ConvertTo-Json -Depth 10
table-columns-missing = this table has no column for: { $columns }
table-columns-missing-help = add the columns, or paste the NSG as JSON
table-direction-missing-help = write the line "Inbound security rules" or "Outbound security rules" above the table, or add the column
table-source-port-assumed = there is no column of source ports: every rule is read with source port *
table-form = these are the fields of a rule, a line each, as the form of the portal has them
table-form-help = write each rule as a row below the names Name, Priority, Direction, Access, Protocol, Source, Source port, Destination, Destination port
table-columns-unused = columns that are not used: { $columns }
table-row-state = the table says { $state } of this rule, so whether it is in the NSG is not told; it was not read
table-row-state-help = delete the row, or the column
table-uneven-row = this row has { $cells } cells, other than the header names; it was not read
table-uneven-row-help = quote cells that contain a comma, or paste the NSG as JSON
table-other-heading = other rows stand under another heading than { $title }; they are read as those of another NSG
table-other-heading-help = write the name of the NSG into each heading, such as "NSG: nsg-web", or add a column NSG
hcl-syntax = this is Terraform source that is not valid from here; none of it was read
hcl-syntax-help = correct it; `terraform fmt` says what is expected here
hcl-too-much = this Terraform source makes more values than any configuration; none of it was read
hcl-rules-missing = how many there are depends on { $value }, whose value is not in the text, so rules may be missing
hcl-default-taken = { $variable } is read with its default value
hcl-default-taken-help = if a plan uses another value, add `{ $variable } = …` to the text
hcl-module-rules = the module { $module } is not in the text; the rules that it is given are read as those of its NSG
hcl-values-help = if the NSG has other rules, too, paste what `terraform show -json` prints
hcl-predefined-rules = the predefined rules of module { $module } are in the module, not in the text
hcl-module-own-rules = the module { $module } makes rules by { $argument }: what they are is in the module, not in the text
hcl-predefined-rules-help = run `terraform show -json` on a plan and paste what it prints
hcl-columns-unknown = { $list } does not say which of its values is which, so its rules were not read
hcl-columns-unknown-help = name the columns in the variable's description or in a comment above the rows, as in `[priority,direction,access,protocol,…]`, or write each rule as an object
hcl-direction-from-name = the rules have no `direction`; { $name } says that they are `{ $direction }`
hcl-no-group-because = no NSG of this Terraform source can be read: { $reason }
hcl-piece = this is a piece of Terraform source
hcl-piece-help = paste the block that it is in, or write `rules = [` above it and `]` below it
hcl-no-group = there is no NSG in this Terraform source
hcl-no-group-but-module = there is no NSG in this Terraform source; the module { $module } may have one, but it is not in the text
plan-show-json = paste what `terraform show -json <plan>` prints
plan-hidden-rules = the plan does not show all rules of this NSG
plan-hidden-values = the plan does not show all values of this rule; verdicts depend on them
plan-rule-without-group = the plan does not show which NSG this rule belongs to; it is left out
plan-stopped = the plan ended with an error, so changes are missing from it
plan-no-group = this Terraform plan changes no network security group
plan-unexpected = this line is not part of a plan; it was not read
plan-truncated = the text ends inside a resource of the plan
what-if-hidden = Azure does not predict what this deployment changes here
what-if-hidden-help = run the what-if with `--result-format FullResourcePayloads`, or paste the deployed NSG
what-if-incomplete = Azure's prediction is not complete: changes may be missing from it
what-if-incomplete-help = fix the other problems that the what-if reports and run it again, or paste the deployed NSG
what-if-text = this is the what-if of a deployment as it is printed for people, which does not show all rules
what-if-text-help = run it with `--no-pretty-print --output json` and paste what it prints
document-event-log = this is the event log of an NSG, which lists rules as they apply to one network interface
document-azure-firewall = these are rules of Azure Firewall, not of a network security group
document-azure-policy = this is an Azure Policy definition, which describes rules that are allowed and contains none
rows-fields-missing = these rows have fields of rules, but none for: { $fields }; what a query leaves out is unknown
rows-fields-missing-help = add them to the query, or run the command without `--query` and with `--output json`
plan-unknown-action = the plan does not say what happens to this resource; it is left out

# An edit written into the text that it is of.

patch-no-source = this text is not one that an edit can be written into: choose another form
patch-differs = the text would say something else than the edited rules; choose another form
patch-not-written-out = it is not written out in the text, so it cannot be changed there
patch-of-loop = a loop makes it together with other rules, so it cannot be changed alone: change what the loop runs over
patch-no-room = the text has no place for its { $field }
patch-values-beside-blocks = the text gives values to variables ({ $names }): move those lines into a .tfvars file, Terraform does not read them from a .tf file
patch-table-columns = columns that are set apart by blanks would move: choose CSV or another form

# What Azure would refuse while a plan is applied.

conflict-number = { $rule } takes priority { $priority } while { $other } still has it: Azure may refuse the apply (SecurityRuleConflict)
conflict-number-help = give one of them a priority that is free, or apply in two steps
conflict-in-use = { $group } is deleted while an association that stays still names it: Azure refuses to delete an NSG in use
conflict-in-use-help = remove the association in the same change, or point it to another NSG first

### Rules in edit, what the edits change, and what there is to know about them.

## The card and its tabs: view/what_if/closed.rs, view/what_if/mod.rs, state/what_if.rs

what-if-title = What if
what-if-hint-no-rules = Paste an NSG or open its file. Then change its rules here and see at once which traffic the change allows or blocks.
what-if-hint = Change the rules and see exactly which traffic the change allows or blocks, before anything is deployed.
tab-rules = Edit rules
tab-findings = Findings
tab-why-not = Change the result
tab-map = Map
tab-contracts = Contracts
tab-take = Export
show = Show
undo = Undo
undo-name = Undo { $step }
redo = Redo
redo-name = Redo { $step }
back-to-original = Back to original

## Steps, as undo and redo name them: state/edit/history.rs

step-new-text = the new text
step-comparison = the comparison
step-edit = the edit of { $rule }
step-move = the move of { $rule }
step-new-rule = the new rule { $rule }
step-copy = the copy of { $rule }
step-deletion = the deletion of { $rule }
step-switch = enabling or disabling { $rule }
step-original = restoring { $rule }
step-all-original = restoring all rules
step-fix = the applied fix
step-finding-fix = the fix for “{ $finding }”

## Numbers that change with a move: state/edit/history.rs

renumbered = { $rule } now has priority { $priority }.
renumbered-no-room = No priority between 100 and 4096 is free.
renumbered-others = Also moved to make room: { $rules }.
renumbered-other = { $rule } to { $priority }
renumbered-many = { $rules } other rules also moved to make room.

## The list of rules: view/what_if/rules.rs

editor-rules = Rules by priority
editor-find = Find rules
editor-find-placeholder = Find rules…
editor-add = Add rule
editor-none = No custom rules in this direction: only Azure's default rules apply.
editor-deleted = The change in the text deletes this NSG: there are no rules to edit.
editor-none-found = No rule contains that.
editor-more = { $left ->
    [one] Show the last rule
   *[other] Show { $more } of { $left } more rules
}
editor-full = All priorities up to 4096 are in use: delete a rule, or give the last rules smaller numbers.
editor-defaults = Then Azure's default rules, which cannot be changed:
editor-default = { $access } from { $source } to { $destination }

## A rule as a line: view/what_if/row.rs, view/what_if/rule_line.rs

row-off = disabled
row-deleted = deleted
row-new = new
row-move = Move { $rule }: arrow up or down
row-move-title = Drag, or press arrow up and down
row-everything = Everything
row-any-protocol = Any protocol { $ports }
row-anywhere = anywhere
row-conditions = { $service } · { $source } → { $destination }
row-conditions-from-port = { $service } · { $source } port { $ports } → { $destination }
row-not-in-original = Not in the original
row-original = Original: { $priority } { $access } · { $conditions }
row-original-renamed = Original: { $rule } · { $priority } { $access } · { $conditions }
row-remove = Remove
row-duplicate = Duplicate
row-switch-off = Disable
row-switch-on = Enable
row-delete = Delete
row-close = Close

## The form of a rule: view/what_if/form.rs

form-name = Name
form-priority = Priority
form-direction = Direction
form-access = Access
form-protocol = Protocol
form-source = Source
form-source-ports = Source ports
form-destination = Destination
form-destination-ports = Destination ports
form-description = Description
form-any = Any
form-priority-example = 100 to 4096
form-addresses-example = 10.0.1.0/24, Internet, asg:web or *
form-ports-example = 443, 8000-8080 or *
form-was = Was { $value }
form-was-empty = Was empty
form-name-taken = another rule of the NSG has this name
form-priority-taken = { $rule } already has priority { $priority }
form-put-before = Put it before { $rule }

## Impact: view/what_if/impact.rs

impact-no-edits = No edits yet. Drag a rule or open one to change it, and see here which traffic the change allows or blocks.
impact-working = Calculating…
impact-cancel = Cancel
# Before the words for the access before and after.
impact-this-flow = This flow:{" "}
impact-by = by { $rule }
impact-same = does not change
impact-title = What changes
impact-regions = Flows that are newly allowed or blocked
impact-column-flows = Flows
impact-from = From
impact-to = To
impact-before = Before
impact-after = After
impact-how-many = How many
impact-example = Example
impact-largest = { $regions ->
    [one] The { $shown } largest of 1 group of flows; the report has all.
   *[other] The { $shown } largest of { $regions } groups of flows; the report has all.
}
impact-show-name = Put an example into the form: { $service } from { $source }
impact-shown = The example is your flow now: its verdict is above, its rules and Azure's answer are in Check.

## Findings: view/what_if/findings.rs

findings-looking = Checking every rule…
findings-none = No findings: every rule has an effect, no well-known port is exposed, and Azure would accept every rule.
findings-rest = And { $rest } more of lower severity.
findings-high = { $findings } high
findings-medium = { $findings } medium
findings-low = { $findings } low
findings-info = { $findings } info
severity-high = high
severity-medium = medium
severity-low = low
severity-info = info
finding-show-name = Show { $finding }: { $rule }
finding-fix = Fix
finding-shown = The rules are marked in Check, under the verdict.
finding-shown-with-flow = The rules are marked in Check, under the verdict, and a flow that shows it is your flow now.

## What a finding is, as it stands within a sentence: the codes of `nsg_analysis::findings`

finding-title-exposed-management-port = exposed management port
finding-title-exposed-database-port = exposed database port
finding-title-exposed-any-port = every port exposed
finding-title-default-route-in-virtual-network = default route in VirtualNetwork
finding-title-probes-denied = probes denied
finding-title-apply-conflict = refused while it is applied
finding-title-same-priority = same priority
finding-title-priority-out-of-range = priority out of range
finding-title-mixed-families = IPv4 and IPv6 in one rule
finding-title-host-bits = host bits in a prefix
finding-title-list-in-singular-field = list in a field for one value
finding-title-list-inside-entry = list inside an entry
finding-title-any-in-list = * in a list
finding-title-tag-in-list = service tag in a list
finding-title-no-members = group without members
finding-title-port-of-icmp = port of an ICMP rule
finding-title-partial-internet-deny = deny of the internet by one port
finding-title-fixed-source-port = fixed source port
finding-title-public-destination = public destination
finding-title-platform-tag-allowed = platform tag allowed
finding-title-unreachable = rule without effect
finding-title-partly-shadowed = entry without effect
finding-title-cannot-match = rule that cannot match
finding-title-duplicate = duplicate rule
finding-title-redundant = rule not needed
finding-title-conflicting-overlap = conflicting overlap
finding-title-mergeable-ranges = mergeable ranges
finding-title-mergeable-rules = mergeable rules

## What gives the flow the other access: view/what_if/mends.rs, view/what_if/closed.rs

mends-ask-allow = What would allow it?
mends-ask-deny = What would deny it?
mends-flow = { $access } for { $flow }
mends-no-flow = Fill in the flow above first.
mends-trying = Looking for edits and their side effects…
mends-none = No edit to these NSGs can change the result. Security admin rules or Azure's own rules decide, or a fact is missing: see the verdict.
mends-ranked = { $wanted ->
    [Allow] Edits that allow it, fewest side effects first:
   *[Deny] Edits that deny it, fewest side effects first:
}
# Before the sentence that says how far the edits reach.
mends-changes = Changes:{" "}
mends-apply = Apply
mends-apply-name = Apply: { $fix }

## The map: view/what_if/map.rs, state/map.rs

map-after = After
map-before = Before
map-difference = Difference
map-no-machine = Enter the VM's address in the flow above: the map shows the flows to and from it.
map-no-flows = There is no map: no { $protocol } flow goes to or from this address. Choose another protocol, or an address of the other family.
map-drawing = Drawing…
map-title-inbound = Inbound { $protocol } from source port { $port } to { $machine }. Rows: addresses of the other end. Columns: ports of this VM. Large ranges are drawn small, so that a single address or port can be seen.
map-title-outbound = Outbound { $protocol } from source port { $port } of { $machine }. Rows: addresses of the other end. Columns: ports of the other end. Large ranges are drawn small, so that a single address or port can be seen.
map-title-inbound-no-ports = Inbound { $protocol } to { $machine }. Rows: addresses of the other end; there are no ports. Large ranges are drawn small, so that a single address can be seen.
map-title-outbound-no-ports = Outbound { $protocol } from { $machine }. Rows: addresses of the other end; there are no ports. Large ranges are drawn small, so that a single address can be seen.
map-role = map
map-name = Map. { $cell } The arrow keys move from cell to cell, Page Up and Page Down to where the answer changes.
map-faint-lines = Faint lines come from Azure's own tags and default rules, not from your rules: for example, Internet leaves out private and reserved addresses.
map-put = Put this flow into the form
map-recorded = { $count ->
    [one] The dot is the one recorded flow of this map: filled if Azure allowed it, hollow if it blocked it.
   *[other] Dots are the { $flows } recorded flows of this map: filled where Azure allowed them, hollow where it blocked them. A larger dot is more flows.
}
map-recorded-part = Dots are { $drawn } of the { $flows } recorded flows of this map: filled where Azure allowed them, hollow where it blocked them. A larger dot is more flows.
map-recorded-none = None of the recorded flows is in this map.
map-cell-recorded = Recorded: { $allowed } allowed, { $blocked } blocked
map-in-words = The map in words
map-cell = { $addresses }: { $answer }
map-cell-port = { $addresses }, port { $port }: { $answer }
map-named = { $range } ({ $name })
map-cell-ports = { $addresses }, ports { $first }-{ $last }: { $answer }
map-answer-by = { $access } by { $rule }
map-answer-changed = { $after }, was { $before }
map-anywhere = Anywhere
map-addresses = { $first } to { $last }

## Contracts: view/what_if/contracts.rs, view/what_if/task.rs

contracts-open-name = Open a file with contracts
contracts-insert-example = Insert an example
contracts-label = Contracts as JSON or YAML
contracts-placeholder = Paste contracts as JSON or YAML, or open their file.
contracts-help = Conditions that must stay true, whoever edits the rules. The same file works in CI: npx nsg-what-if contracts.json --nic nsg.json
contracts-ready = Ready-made contracts
contracts-ready-choose = Choose a service or a check
contracts-ready-restore = Restore the previous contracts
contracts-ready-source = Source, as of { $date }:{" "}
contracts-ready-notes = What is not documented exactly, or cannot be said in a contract:
contracts-ready-not-loaded = The ready-made contracts could not be loaded. { $problem }
contracts-tally = Contracts: { $counts }.
contracts-count-hold = { $contracts ->
    [one] 1 holds
   *[other] { $contracts } hold
}
contracts-count-broken = { $contracts ->
    [one] 1 is broken
   *[other] { $contracts } are broken
}
contracts-count-open = { $contracts ->
    [one] 1 is undecided
   *[other] { $contracts } are undecided
}
contracts-lost-named = “{ $contract }” held before your edits.
contracts-lost = { $contracts } held before your edits.
contract-unnamed = Contract { $number }
contract-holds = holds
contract-broken = broken
contract-open = undecided
contract-lost = held before your edits
contract-show-name = Show a flow for: { $contract }
contract-shown = The flow is your flow now: its verdict is above, and Check says what that depends on.
contract-shown-with-rule = A flow that breaks it is your flow now, and the rule that decides is marked in Check.
contract-gained = It did not hold before your edits.
contract-proven = Proven for every flow.
contract-hangs = Depends on a missing fact: { $flow }
contract-broken-by = { $access } by { $rule }: { $flow }
contract-broken-by-none = { $access } by no rule: { $flow }
contracts-proving = Proving…
contracts-packet = A packet that shows what is wrong:

## Export: view/what_if/take.rs

take-as = Format
take-azure-cli = az commands: only this change
take-powershell = PowerShell: only this change
take-arm = ARM template: the whole NSG
take-bicep = Bicep: the whole NSG
take-terraform = Terraform: the whole NSG
take-diff = Your text: what changes in it (patch)
take-file = Your text with the edits
take-csv = Table of the rules (CSV)
take-tsv = Table of the rules to paste into a spreadsheet
take-markdown-table = Table of the rules for a ticket (Markdown)
take-markdown = Impact report for a pull request (Markdown)
take-json = Impact report as JSON
take-not-written = This cannot be written: { $problem }.
take-download = Download
take-edited-rules = the edited rules

## Links: view/what_if/take.rs, view/what_if/opened_link.rs, state/share.rs, state/analysis.rs

link-help = A link that opens this page with the rules, the edits, the contracts and the flow. The data is in the part after #, which browsers never send to a server. Anyone with the link can read it. You can replace names and addresses first; verdicts stay the same.
link-make = Make a link
link-make-redacted = Make a link without names and addresses
link-itself = the link
link-length = { $characters } characters.
link-long = { $thousands } thousand characters: some programs cut off links of this length. Try it, or send the template.
link-deletes-group = The change in the text deletes an NSG, which a link without names cannot hold. Make a link with everything, or send the text.
link-without-contracts = The contracts are not in it: they contain names and addresses.
link-holds-token = A field contains an access token: remove it to make a link.
link-not-made = The browser could not make a link of this. Download the ARM JSON instead.
link-no-random = The browser has no random numbers to make replacement addresses with.
link-unreadable = This link is damaged or cut off, and nothing could be read from it. Ask for a new link, or for a file if the link is long.
link-newer = A newer version of this page made this link, and nothing in it was opened. Reload the page and open the link again, or ask for the rules as a file.
link-opened-name = Opened with a link
link-opened = This page was opened with a link. It contains:
link-replaces = Opening it replaces the rules and the flow that are on the page now.
link-open = Open it
link-keep = Keep what is here
link-text = { $called }: { $kilobytes } KB
link-edited = { $text }, with edits
link-file = { $called } ({ $file })
link-tags = { $tags ->
    [one] Addresses of 1 service tag
   *[other] Addresses of { $tags } service tags
}
link-application-security-groups = { $groups ->
    [one] Addresses of 1 application security group
   *[other] Addresses of { $groups } application security groups
}
link-flow = Flow: { $flow }
link-flow-incomplete = A flow that is not complete

## The analysis beside the page: state/analysis.rs

analysis-cancelled = Cancelled. The next edit starts it again.
analysis-ended = The analysis ended unexpectedly ({ $problem }). Try a smaller change.
analysis-no-script = its script could not be loaded
analysis-no-answer = an unknown response
analysis-no-worker = the browser cannot start a worker
analysis-no-question = no request could be sent to the worker
finding-recorded = { $rule }: { $words }

### Everything about Azure on the page: signing in, picking a VM, comparing, lists of flows.

## What leads there, before it is loaded: view/live/closed.rs

live-offline = Compare this verdict with Azure's own answer. You need an access token; it stays in this page's memory.
live-no-verdict = There is no verdict yet to compare.
live-not-connected = Connect to Azure above to check whether IP flow verify agrees.
live-simulator = Local simulator
live-connect = Connect
live-connect-open = Connect…
live-close = Close
live-forget = Forget the token
live-confirm-title = Confirm with Azure
live-many-title = Many flows at once

## The connection: view/live/connect.rs

live-token-expired-at = token expired at { $time }
live-token-expires-soon = token expires within a minute, at { $time }
live-token-good = token valid for { $minutes } min, until { $time }
live-tenant = Tenant { $tenant }
live-token-allows = token allows { $scopes }
live-to-find = In Contoso Production, Azure agrees about vm-web-1. For vm-web-new-rule the answers differ: try inbound TCP from 203.0.113.10 to port 443 and see why.
live-cloud = Cloud
live-needs-token-renewing = The token has expired. Paste a new one: what is running then continues.
live-needs-token = The token has expired. Paste a new one.
live-go-on = Continue
live-token-label = Access token
live-token-placeholder = Paste the token, or everything that the command printed
live-foreign-endpoint = `{ $host }` is not one of Azure's hosts: whoever runs it gets the token, and can do with it in Azure what you can.
live-framed = This page is inside another one, which could read what you enter: no token is accepted here. Open this page by itself.

## Where a token comes from: view/live/guide.rs

live-guide-title = Where do I get a token, and which rights does it need?
live-guide-azure-cli = With Azure CLI, after az login:
live-guide-azure-cli-name = Azure CLI command
live-guide-powershell = With PowerShell, after Connect-AzAccount:
live-guide-powershell-name = PowerShell command
live-guide-role = You need two roles, Network Contributor and Reader. Or create this smaller role with az role definition create:
live-guide-role-name = Role definition
live-guide-about = The token is kept in memory until you forget it or reload. It is sent only to the chosen Resource Manager, and is never stored, logged or shown.

## What is going on: view/live/progress.rs, state/live/connection.rs, state/live/provider.rs

live-seconds = { $seconds } s
live-cancel = Cancel
live-signing-in = Signing in to the simulator
live-waiting-for-token = Waiting for a token from this page
live-no-reason = it does not say why

## What went wrong: view/live/problem.rs

live-problem-command = Command

## Picking a VM: view/live/pick.rs

live-choose = Choose…
live-subscription = Subscription
live-machine = VM
live-machine-placeholder = Part of a name, or the resource id of a VM or NIC
live-fetch = Fetch this
live-fetch-again = Fetch again
live-machines = VMs
live-no-machines = This subscription has no VMs that you can see.
live-none-found = No VM has that in its name.
live-machines-shown = { $shown } of { $machines } shown: type a part of the name.
live-machines-count = { $machines ->
    [one] 1 VM
   *[other] { $machines } VMs
}
live-no-machine = No VM
live-state-unknown = state unknown
# The state as Azure calls it.
live-power = { $state }
live-interface = NIC
live-address = Address

# What landed in the page: a list of these.
live-fetched = Fetched: { $parts }. All of it is below, and can be edited.
live-fetched-group = { $place ->
    [subnet] subnet NSG { $group }
   *[nic] NIC NSG { $group }
}
live-fetched-group-updating = { $place ->
    [subnet] subnet NSG { $group }, still updating
   *[nic] NIC NSG { $group }, still updating
}
live-fetched-no-group = { $place ->
    [subnet] no subnet NSG
   *[nic] no NIC NSG
}
live-fetched-prefixes = { $prefixes ->
    [one] 1 VirtualNetwork prefix
   *[other] { $prefixes } VirtualNetwork prefixes
}
live-fetched-members = { $groups ->
    [one] 1 application security group
   *[other] { $groups } application security groups
}
live-fetched-tags-in-force = tags from the effective rules
live-fetched-tags = service tags

## Names for what was fetched: state/live/deployed.rs, state/live/about.rs

live-tag-list = Azure's list of service tags
live-tag-file = { $file }, change number { $number }

## Asking about the flow on the page: view/live/confirm.rs, view/live/commands.rs

live-ask = Ask Azure
live-pick-first = Pick a VM above: Azure answers for VMs that exist and are running.
live-preview = What will be sent
live-request = Request
live-commands = As a command

## Two answers side by side: view/live/compared.rs, view/live/many_table.rs

live-outdated = Something was changed since: this is about the flow and the rules as they were.
live-agrees = Azure agrees
live-same-access = Same result, another rule
live-differs = Azure gives a different answer
live-not-comparable = Not comparable
live-outcome-after = { $outcome }, after { $seconds } s
live-side-offline = Offline
live-not-filtered = Not filtered
live-no-rule-named = no rule named
live-no-group-named = Azure does not say of which NSG
live-of-group = of { $group }
live-settles = { $answer ->
    [yes] Azure's answer implies “{ $question }”: yes.
   *[no] Azure's answer implies “{ $question }”: no.
}
live-take-over = Use this answer

## Rule by rule: view/live/rule_by_rule.rs, view/live/diagnostic.rs

live-rule-by-rule = Compare rule by rule
# The help is a sentence of its own.
live-not-askable = IP flow verify cannot be used: { $reason }. { $help }
live-evaluated-nothing = Azure checked no NSG. This was seen with NSGs in place, too: it does not mean that there is none. Try again in a minute.
live-rules-same = Azure's result is the same for every rule.
live-rules-differ = The first difference is marked: everything after it may follow from it.
live-stage-other = Another NSG
live-stage-title = { $evaluated ->
    [ours] { $stage } { $group } (not checked by Azure)
    [theirs] { $stage } { $group } (Azure only)
   *[both] { $stage } { $group }
}
live-rule = Rule
live-first-difference = First difference: { $field }
live-first-difference-rule = First difference: only one side has or reaches this rule
live-fields-match = matches
live-fields-missed = no: { $fields }
live-fields-open = depends: { $fields }

## Many flows: view/live/many.rs, state/live/many.rs

live-flows-label = Flows, one per line, or as CSV
live-flows-ask = { $flows ->
    [one] Ask Azure about 1 flow
   *[other] Ask Azure about { $flows } flows
}
live-flows-go-on = { $flows ->
    [one] Continue with 1 flow
   *[other] Continue with { $flows } flows
}
live-flows-judge = Evaluate offline
live-flows-generate = Make a list from the rules
live-flows-pause = Pause
live-flows-csv = Download CSV
live-flows-json = Download JSON
live-flows-outdated = The rules or the network details were changed since: the table is about them as they were. Evaluate offline again to continue.
live-flows-pick-first = Connect and pick a VM above to ask Azure about them, too.
live-flows-bad = { $line }: { $problem }
live-flows-bad-line = Line { $number }
live-flows-bad-more = { $lines ->
    [one] 1 more line cannot be read either.
   *[other] { $lines } more lines cannot be read either.
}
live-flows-needs-token = The token has expired. Paste a new one at the top of the page: the list then continues.
live-flows-no-address = Enter the flow's local address first: the flows are made for it.
live-flows-no-header = Rows without a header are read in the order of Azure's fields: direction, protocol, local address, local port, remote address, remote port.
live-flows-too-many = Only the first { $lines } lines are read.
live-flows-judged = Evaluated { $judged } of { $flows }
live-flows-asking = Asking Azure

## The table of flows: view/live/many_table.rs

live-filter-all = All
live-filter-differ = Differ
live-filter-agree = Agree
live-filter-failed = Failed
live-filter-waiting = Not asked yet
live-rows-first = The first { $shown } of { $rows }; the download has all.
live-rows-none = None of these.
live-rows-answered = Answered
live-rows-name = Flows with both answers
live-rows-flow = Flow
live-rows-outcome = Outcome
live-tally-agree = { $flows } agree
live-tally-same-access = { $flows } same result, another rule
live-tally-differ = { $flows } differ
live-tally-not-comparable = { $flows } not comparable
live-tally-failed = { $flows } failed
live-tally-waiting = { $flows } not asked yet
live-answer-by = { $access } by { $rule }

## What there is to say about a list from the rules: state/live/edges.rs

live-edges-without = No flow for: { $rules }.
live-edges-without-more = No flow for: { $rules }, and { $more } more.
live-edges-in-part = Only some boundaries for: { $rules } (too many prefixes or ports, so only the first ones are tried).
live-edges-in-part-more = Only some boundaries for: { $rules }, and { $more } more (too many prefixes or ports, so only the first ones are tried).
live-edges-beyond = { $flows } more flows were left out.
live-edges-rule = { $place ->
    [subnet] { $rule } of the subnet NSG
   *[nic] { $rule } of the NIC NSG
}
live-edges-rule-reason = { $place ->
    [subnet] { $rule } of the subnet NSG ({ $reason })
   *[nic] { $rule } of the NIC NSG ({ $reason })
}

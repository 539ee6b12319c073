### The frame of the page, the flow and the verdict.

## Header, rooms and columns: view/header.rs, view/mod.rs

header-tagline = Would Azure allow this packet? Nothing leaves this page until you ask Azure.
header-docs = Docs
header-language = Language
header-sample = Sample
header-sample-choose = Choose…
header-clear = Clear
header-undo-name = Undo: bring back what was there
header-not-kept = Too large for the browser to store: reloading the page clears it.
header-kept-newer = A newer version of this page stored what this tab had, so it was not opened. Reload to get the newer version; your first change here replaces what was stored.
header-kept-damaged = What this tab stored is damaged and was not opened. Your first change here replaces it.
room-choice = What to do
room-check = Check
room-learn = Learn
rail-open = Rules
rail-open-groups = Rules: { $groups }
keys-title = Keys
keys-this-list = This list
keys-close = Close
keys-on = Keys lead from room to room
column-rules = Rules
column-flow = Flow
column-verdict = Verdict

## What a first visit opens on: samples.rs

sample-two-groups = Subnet allows, NIC denies
sample-priority = Which of two SSH rules decides
sample-missing-fact = A fact is missing
sample-tiers = Tiers by application security group

## Flow: view/flow.rs, state/flow_form.rs, state/outcome.rs

flow-direction = Direction
flow-protocol = Protocol
flow-local = Local: the VM
flow-remote = Remote: the other end
flow-address = Address
flow-port = Port
flow-port-any = any
flow-presets = Presets
flow-who-starts = { $direction ->
    [Inbound] The remote end starts, the VM answers. Replies need no rule.
   *[Outbound] The VM starts, the remote end answers. Replies need no rule.
}
flow-address-range = One address, not a range.
flow-address-wrong = An IPv4 or IPv6 address, such as 10.0.1.4.
flow-port-wrong = One port, 0 to 65535.
flow-whole-wrong = { $problem }: { $help }
flow-no-one-family = One address is IPv4 and the other IPv6; a flow has one family.
flow-no-icmpv6 = Network security groups do not support ICMPv6. Pick IPv4 addresses or another protocol.

## Verdict: view/verdict.rs

verdict-change-flow = Change the flow
verdict-bar = Go to the verdict
verdict-no-rules = No rules yet
verdict-no-rules-page = Paste a network security group, open a file, or choose a sample above.
verdict-no-rules-element = Paste a network security group, or open a file.
verdict-none = No verdict
verdict-reading = The rules are not read yet.
verdict-unreadable = { $place ->
    [subnet] The subnet NSG could not be read. Fix or remove it.
   *[nic] The NIC NSG could not be read. Fix or remove it.
}
verdict-no-flow = Waiting for the flow
verdict-no-flow-help = Fill in both addresses to see the verdict.
verdict-rules-hidden = Rules may be missing from this answer: { $what }.
verdict-too-much-unknown = Too much is unknown to say more. Answer this first:
verdict-facts-missing = { $facts ->
    [one] One fact is missing. Answer here, or enter it under Rules or Flow.
   *[other] { $facts } facts are missing. Answer here, or enter them under Rules or Flow.
}
verdict-evidence = Evidence
verdict-assumed = Assumed: { $assumption }.

## Ladder: view/ladder.rs, view/ladder_rows.rs, view/row_access.rs

ladder-admin-rules = Security admin rules
ladder-rules-missed = { $rules ->
    [one] Show 1 rule that did not match
   *[other] Show { $rules } rules that did not match
}
ladder-rules-not-reached = { $rules ->
    [one] Show 1 rule that was not reached
   *[other] Show { $rules } rules that were not reached
}
ladder-asking = checking
ladder-waiting = waiting
ladder-passes = passes
ladder-denies = denies
ladder-depends = depends
ladder-not-reached = not reached
# Behind the name of a rule that Azure brings.
ladder-default = {""} default
ladder-always-allow = Always allow
ladder-access-unknown = Unknown
ladder-matches = Every field matches.
ladder-any-protocol = any
ladder-more-entries = { $entries }, { $more } more

## Questions: view/questions.rs

questions-answered = You answered:
question-yes = Yes → { $outcome }
question-no = No → { $outcome }
question-port = Port { $port } → { $outcome }
question-other-port = Any other port → { $outcome }
question-type-port = Enter the port
question-answer-yes = yes
question-answer-no = no
question-take-back = Undo answer
question-take-back-answer = Undo answer: { $question } { $answer }

## Parts of every screen: view/parts.rs, view/copy.rs, view/lazy.rs

part-edited = edited
part-edited-title = No longer as fetched from Azure
copy = Copy
copy-done = Copied
copy-by-hand = Select it and copy it by hand
lazy-loading = Loading
lazy-failed = This part of the page could not be loaded. If the page has been updated meanwhile, reload it.
lazy-again = Try again

## A token in a field of something else: view/stray.rs

stray-token = { $field }: this contains an access token. It is not stored, passed on or put into a link, and you should remove it.
stray-empty = Clear the field
stray-move = Move it to the token field
stray-tags = Service tags
stray-members = Members of application security groups

### The frame of the page, the flow and the verdict.

## Header, rooms and columns: view/header.rs, view/mod.rs

header-tagline = Would Azure let this packet in? Nothing leaves this page until you ask Azure.
header-docs = Docs
header-language = Language
header-sample = Sample
header-sample-choose = Choose…
header-clear = Clear
header-not-kept = This is too large for the browser to keep: it will be gone after a reload.
header-kept-newer = What this tab kept was written by a newer version of this page, and was not opened. Reload to get the newer version; your first change here replaces what was kept.
header-kept-damaged = What this tab kept is damaged, and was not opened. Your first change here replaces it.
room-choice = What to do
room-own-rules = My rules
room-learn = Learn
column-rules = Rules
column-flow = Flow
column-verdict = Verdict

## What a first visit opens on: samples.rs

sample-two-groups = Subnet allows, NIC denies
sample-priority = Which of two SSH rules wins
sample-missing-fact = A fact is missing
sample-tiers = Tiers by application security group

## Flow: view/flow.rs, state/flow_form.rs, state/outcome.rs

flow-direction = Direction
flow-protocol = Protocol
flow-local = Local: the virtual machine
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

verdict-bar = To the verdict
verdict-no-rules = No rules yet
verdict-no-rules-page = Paste a network security group, open a file, or choose a sample above.
verdict-no-rules-element = Paste a network security group, or open a file.
verdict-none = No verdict
verdict-unreadable = { $place ->
    [subnet] The subnet NSG could not be read. Mend or remove it.
   *[nic] The NIC NSG could not be read. Mend or remove it.
}
verdict-no-flow = Waiting for the flow
verdict-no-flow-help = Fill in both addresses to see the verdict.
verdict-rules-hidden = Rules may be missing from this answer: { $what }.
verdict-too-much-unknown = Too much is unknown to say more. Settle this first:
verdict-facts-missing = { $facts ->
    [one] One fact is missing. Answer here, or fill it in under Rules or Flow.
   *[other] { $facts } facts are missing. Answer here, or fill them in under Rules or Flow.
}
verdict-evidence = Evidence
verdict-assumed = Assumed: { $assumption }.

## Ladder: view/ladder.rs, view/ladder_rows.rs, view/row_access.rs

ladder-admin-rules = Security admin rules
ladder-rules-missed = { $rules ->
    [one] 1 rule that did not match: show all
   *[other] { $rules } rules that did not match: show all
}
ladder-rules-not-reached = { $rules ->
    [one] 1 rule not reached: show all
   *[other] { $rules } rules not reached: show all
}
ladder-asking = asking
ladder-waiting = waiting
ladder-passes = passes
ladder-denies = denies
ladder-depends = depends
ladder-not-reached = not reached
# Behind the name of a rule that Azure brings.
ladder-default = {""} default
ladder-always-allow = Always allow
ladder-access-unknown = Unknown
ladder-matches = Matches: every field agrees.
ladder-any-protocol = any
ladder-more-entries = { $entries }, { $more } more

## Questions: view/questions.rs

questions-answered = You answered:
question-yes = Yes → { $outcome }
question-no = No → { $outcome }
question-port = Port { $port } → { $outcome }
question-other-port = Any other → { $outcome }
question-type-port = Type the port
question-answer-yes = yes
question-answer-no = no
question-take-back = Take back
question-take-back-answer = Take back: { $question } { $answer }

## Parts of every screen: view/parts.rs, view/copy.rs, view/lazy.rs

part-edited = edited
part-edited-title = No longer what was fetched from Azure
copy = Copy
copy-done = Copied
copy-by-hand = Select it and copy it by hand
lazy-loading = Loading
lazy-failed = This part of the page could not be loaded. If a newer page has taken its place meanwhile, reload.
lazy-again = Try again

## A token in a field of something else: view/stray.rs

stray-token = { $field }: an access token is in there. It is not kept, told or put into a link, and it should not stay.
stray-empty = Empty the field
stray-move = Move it to the token field
stray-tags = Service tags
stray-members = Members of application security groups

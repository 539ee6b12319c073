### What the rules come to: reasons, questions, the verdict in one sentence.

## Words

access-allow = Allow
access-deny = Deny
access-depends = Depends
direction-inbound = Inbound
direction-outbound = Outbound
field-protocol = protocol
field-source = source
field-source-port = source port
field-destination = destination
field-destination-port = destination port
stage-virtual-network = security admin rules
stage-subnet = subnet NSG
stage-network-interface = NIC NSG
stage-and-group = { $stage } { $group }
platform-dns = Azure DNS
platform-wire-server = the VM agent's WireServer
platform-dhcp = DHCP
platform-instance-metadata = the instance metadata service

## Sentences

# Whether a sentence begins with a capital letter: `yes`, or anything else.
sentence-capital = yes

## Lists: `a, b or c`

list-comma = ,{" "}
list-or = { $others } or { $last }
list-more = { $rest } more

## A flow that cannot be

flow-mixed-families = a flow cannot have one IPv4 and one IPv6 address
flow-icmpv6 = network security groups do not support ICMPv6

## Why a rule matched or did not

reason-join = ;{" "}
reason-matches = every field matches
reason-matches-order-unknown = every field matches, but whether it comes first is not known
reason-matches-same-priority = every field matches, but another rule has the same priority
reason-matches-direction-unknown = every field matches, but its direction is not known
reason-matches-applies-unknown = every field matches, but whether it applies is not known
reason-not-in = { $field } { $given } is not in { $wanted }
reason-is-not = { $field } { $given } is not { $wanted }
reason-open = whether { $field } { $given } is in { $wanted } is not known
reason-port-not-given = (not given)
reason-port-none = (none)
reason-priority-unknown = its priority is not known
reason-access-unknown = its access is not known

## What is asked

question-local-port = is the local port { $ports }?
question-remote-port = is the remote port { $ports }?
question-tag = is { $address } in { $tag }?
question-group = is { $address } a member of { $group }?
question-field = does the { $field } `{ $text }` of { $rule } match this flow?
question-direction = does { $rule }, with direction `{ $text }`, judge this flow?
question-access = does { $rule }, with access `{ $text }`, allow?
question-precedence = is { $rule } checked before the other rules that match this flow?
question-portless-protocol = does a rule that names ports match { $protocol }, which has none?
question-platform-traffic = does the security admin rule { $rule } apply to platform traffic?
answer-contradiction = no flow can have this answer and the ones before it

## The verdict

summary-rule = { $rule } of the { $stage }
summary-rule-with-priority = { $rule } (priority { $priority }) of the { $stage }
summary-rule-of-group = { $rule } of the { $stage } { $group }
summary-rule-with-priority-of-group = { $rule } (priority { $priority }) of the { $stage } { $group }
summary-no-rule = no rule
summary-always-allowed-by = Allowed by { $rule }; no network security group is asked.
summary-allowed-by = Allowed by { $rule }.
summary-allowed-by-after = Allowed by { $rule }, after { $before } allowed it.
summary-allowed-by-after-two = Allowed by { $rule }, after { $first } allowed it, after { $second } allowed it.
summary-denied-by = Denied by { $rule }.
summary-denied-by-though = Denied by { $rule }, though { $before } allows it.
summary-denied-by-though-two = Denied by { $rule }, though { $first } allows it, though { $second } allows it.
summary-allowed-either-way = Allowed either way; missing facts leave open whether by { $rules }.
summary-denied-either-way = Denied either way; missing facts leave open whether by { $rules }.
summary-platform = Allowed by the platform: traffic to { $service } is not subject to rules.
summary-platform-unless = Allowed by the platform: traffic to { $service } is not subject to rules unless one names { $tag }.
summary-no-rule-matches = Allowed: no rule of the groups matches.
summary-no-group = Allowed: no network security group applies, so nothing is filtered here. A Standard public IP address stays closed to the internet without one.
summary-depends-on-one = Depends: { $question } If yes, { $yes }; if no, { $no }.
summary-depends-on = Depends on { $count } missing facts: { $questions }
summary-depends-on-and-more = Depends on { $count } missing facts: { $questions } And { $rest } more.

## What a verdict takes for granted

assumption-internet-ipv6 = Internet is taken to hold public IPv6 addresses; every expansion on record lists IPv4 only
assumption-any-ipv4 = 0.0.0.0/0 in a rule is taken to mean IPv4 only; Azure does not say
assumption-platform = platform traffic passes as documented; what IP flow verify answers for it is not documented

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

## Lists: `a, b or c`

list-or = { $others } or { $last }

## A flow that cannot be

flow-mixed-families = a flow cannot have one IPv4 and one IPv6 address
flow-icmpv6 = network security groups do not support ICMPv6

## A text that is no flow: model/flow_text.rs

flow-text-missing = { $part ->
    [direction] the direction is missing
    [protocol] the protocol is missing
    [source] the source is missing
    [destination] the destination is missing
   *[port] the port after the colon is missing
}
flow-text-direction = the direction cannot be `{ $word }`
flow-text-protocol = the protocol cannot be `{ $word }`
flow-text-no-arrow = no arrow separates the source from the destination
flow-text-left-arrow = `{ $word }` does not point from source to destination
flow-text-surplus = `{ $word }` is one word too many
flow-text-address = the address cannot be `{ $word }`
flow-text-brackets = `{ $word }` has no brackets, so its end may be a port or a part of the address
flow-text-port = the port cannot be `{ $word }`
flow-text-portless = { $protocol } has no ports, so there can be no `{ $word }`
flow-text-help-form = write `Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22`: direction, protocol, source, destination
flow-text-help-meant = write `{ $flow }`
flow-text-help-meant-either = write `{ $first }` or `{ $second }`, whichever you mean
flow-text-help-direction = write `Inbound` or `Outbound`
flow-text-help-protocol = write `TCP`, `UDP`, `ICMP`, `ESP` or `AH`
flow-text-help-address = write one address, such as `10.0.1.4`, or with its port `10.0.1.4:443`
flow-text-help-brackets = write `[fd00::4]`, or with its port `[fd00::4]:443`
flow-text-help-port = write a number from 0 to 65535, or `*` if the port does not matter
flow-text-help-portless = leave the port out
flow-text-help-mixed-families = write two IPv4 addresses or two IPv6 addresses
flow-text-help-icmpv6 = write IPv4 addresses or another protocol

## Why a rule matched or did not

reason-join = ;{" "}
reason-matches = every field matches
reason-matches-order-unknown = every field matches, but whether it comes first is not known
reason-matches-same-priority = every field matches, but another rule has the same priority
reason-matches-direction-unknown = every field matches, but its direction is not known
reason-matches-applies-unknown = every field matches, but whether it applies is not known
reason-not-in = { $field } { $given } is not in { $wanted }
reason-is-not = { $field } { $given } is not { $wanted }
reason-open = it is not known whether { $field } { $given } is in { $wanted }
reason-port-not-given = (not given)
reason-port-none = (none)
reason-priority-unknown = its priority is not known
reason-access-unknown = its access is not known

## What is asked

question-local-port = is the local port { $ports }?
question-remote-port = is the remote port { $ports }?
question-tag = is { $address } in { $tag }?
question-internet-and-virtual-network = two sources disagree (in 2021 a deny of Internet was seen to block addresses of VirtualNetwork; in 2022 the documentation said that Internet contains only what no other tag contains): is { $address } in Internet, too?
question-group = is { $address } a member of { $group }?
question-field = does the { $field } `{ $text }` of { $rule } match this flow?
question-direction = does { $rule } (direction `{ $text }`) apply to this flow?
question-access = is { $rule } (access `{ $text }`) an allow rule?
question-precedence = is { $rule } checked before the other rules that match this flow?
question-icmp-type = two sources disagree (one investigator saw Azure compare a rule's port with the ICMP type; Microsoft says that ICMP has no ports): is it compared, and is the type { $types }?
question-portless-protocol = does a rule that names ports match { $protocol }, which has none?
question-platform-traffic = does the security admin rule { $rule } apply to platform traffic?
answer-contradiction = no flow fits both this answer and the earlier ones

## The verdict

summary-rule = { $rule } of the { $stage }
summary-rule-with-priority = { $rule } (priority { $priority }) of the { $stage }
summary-rule-of-group = { $rule } of the { $stage } { $group }
summary-rule-with-priority-of-group = { $rule } (priority { $priority }) of the { $stage } { $group }
summary-no-rule = no rule
summary-always-allowed-by = Allowed by { $rule }; network security groups are not checked.
summary-allowed-by = Allowed by { $rule }.
summary-allowed-by-after = Allowed by { $rule }, after { $before } allowed it.
summary-allowed-by-after-two = Allowed by { $rule }, after { $first } and { $second } allowed it.
summary-denied-by = Denied by { $rule }.
summary-denied-by-though = Denied by { $rule }, although { $before } allows it.
summary-denied-by-though-two = Denied by { $rule }, although { $first } and { $second } allow it.
summary-allowed-either-way = Allowed either way: by { $rules }, depending on missing facts.
summary-denied-either-way = Denied either way: by { $rules }, depending on missing facts.
summary-and = { $first } { $then }
summary-floating-ip-allow = { $rule } would allow it if floating IP is enabled and the packet arrives with the public destination { $address }.
summary-floating-ip-deny = { $rule } would deny it if floating IP is enabled and the packet arrives with the public destination { $address }.
summary-platform = Allowed by the platform: rules do not apply to traffic to { $service }.
summary-platform-unless = Allowed by the platform: only rules that name { $tag } apply to traffic to { $service }.
summary-no-rule-matches = Allowed: no rule of the NSGs matches.
summary-no-group = Allowed: no network security group applies, so traffic is not filtered here. Without one, a Standard public IP address still blocks traffic from the internet.
summary-too-much-unknown = Depends: too much is unknown to say more. Answer this first: { $question }
summary-depends-on-one = Depends: { $question } If yes, { $yes }; if no, { $no }.
summary-depends-on = Depends on { $count } missing facts: { $questions }
summary-depends-on-and-more = Depends on { $count } missing facts: { $questions } And { $rest } more.

## What a verdict takes for granted

assumption-internet-ipv6 = Internet contains public IPv6 addresses; every recorded expansion lists IPv4 only
assumption-any-ipv4 = 0.0.0.0/0 in a rule means IPv4 only; Azure does not say
assumption-icmp-ports = { $rule } does not match ICMP, because its ports cannot be ICMP types; Azure does not say
assumption-empty-group = { $rule } applies to its other groups although { $group } has no members; in 2021 such a rule was seen to have no effect
assumption-floating-ip = floating IP is disabled: { $rule } names the public destination { $address }, with which a packet arrives only if it is enabled
assumption-platform = platform traffic passes as documented; what IP flow verify answers for it is not documented

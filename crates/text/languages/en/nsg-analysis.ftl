### What the analysis finds: what a change does, what is odd about rules, what would allow a flow.

## Addresses, ports and flows in a few words

analysis-anywhere = anywhere
analysis-except = { $named } except { $missing }
analysis-address-ranges = { $count } address ranges
analysis-may-be-in = what may be in { $tag }
analysis-port-ranges = { $count } port ranges
analysis-service = { $protocols } { $ports }
analysis-all-tcp-and-udp = all TCP and UDP
# Stands behind the service; so the first character is a comma or a space.
analysis-besides-ipv6 = {" "}over IPv6
analysis-besides-source-port = , source port { $ports }
analysis-besides-source-port-ipv6 = , source port { $ports } over IPv6
list-and = { $others } and { $last }

## Counts in a few words: each unit has so many digits more than the one before

analysis-count-digits-of-unit = 3
analysis-count-unit-1 = thousand
analysis-count-unit-2 = million
analysis-count-unit-3 = billion
analysis-count-unit-4 = trillion
analysis-count-in-units = { $number } { $unit }

## Limits

analysis-too-large = the flows fall into too many pieces to list them all; ask about one direction, fewer ports or fewer addresses at a time
analysis-too-much-unknown = too many facts are missing to say what depends on which; answer this first: { $question }

## What a change does, in one sentence

impact-none = No traffic changes.
impact-one = { $first }; { $rest }.
impact-two = { $first }; { $second }; { $rest }.
impact-nothing-else = nothing else changes
impact-others = { $count ->
    [one] and one other change
   *[other] and { $count } other changes
}
impact-opens = allows { $flows }
impact-may-open = may allow { $flows }, depending on { $facts }
impact-allows = now certainly allows { $flows }
impact-closes = blocks { $flows }
impact-may-close = may block { $flows }, depending on { $facts }
impact-denies = now certainly blocks { $flows }
impact-may-change = may change { $flows }, depending on { $facts }
impact-all-traffic = all traffic
impact-flows-and = { $first } and { $second }
# Parts that are not said are empty. A part in the middle ends with a space, or begins with one.
impact-flows = { $direction ->
    [inbound] inbound{" "}
    [outbound] outbound{" "}
   *[unsaid] {""}
}{ $traffic } from { $from } to { $to }{ $source_ports ->
    [all] {""}
   *[other] , source port { $source_ports }
}{ $family ->
    [ipv4] {" "}over IPv4
    [ipv6] {" "}over IPv6
   *[unsaid] {""}
}{ $only ->
    [shut] {" "}where it was not allowed
    [open] {" "}where it was allowed
   *[all] {""}
}

## What flows depend on

impact-facts = missing facts
impact-facts-such-as = missing facts such as { $first }
impact-fact-tag = what is in { $tag }
impact-fact-group = who is a member of { $group }
impact-fact-port = the port
impact-fact-field = the { $field } of { $rule }
impact-fact-direction = the direction of { $rule }
impact-fact-access = the access of { $rule }
impact-fact-priority = the priority of { $rule }
impact-fact-icmp-type = whether Azure compares ports of rules with the type of ICMP
impact-fact-portless-protocol = whether rules with ports match { $protocol } in Azure
impact-fact-platform-traffic = whether Azure applies { $rule } to platform traffic

## Findings

finding-rule = { $rule }
finding-rule-with-priority = { $rule } (priority { $priority })
finding-same-priority = { $rules } have the same priority; Azure refuses that, and it is not known which one would be checked first.
finding-priority-out-of-range = { $rule } is outside { $first } to 4096; Azure refuses it.
finding-mixed-families = { $rule } names IPv4 and IPv6 addresses; Azure refuses both in one rule. Split it into two rules.
finding-host-bits = The { $field } { $text } of { $rule } has host bits; Azure refuses it. Write { $meant }.
finding-list-in-singular-field = The { $field } of { $rule } is the list { $text } in a field that holds one value; Azure refuses it. Use the field for lists.
finding-list-inside-entry = The { $field } of { $rule } has the list { $text } in one entry; Azure refuses it. Make each value an entry.
finding-any-in-list = The { $field } of { $rule } has * in a list; Azure refuses it. Write * alone, in the field that holds one value.
finding-tag-in-list = The { $field } of { $rule } has the service tag { $text } in a list; Azure refuses it. Write the tag alone, in the field that holds one value.
finding-empty-group = { $rule } names several application security groups, and { $group } has no members; in 2021 such a rule was seen to have no effect at all. Remove the group, or add members to it.
finding-port-of-icmp = { $rule } names ports, and ICMP has none. Write *: what a port does there is not documented.
finding-fixed-source-port = { $rule } matches source port { $ports } only, but clients send from ports of their own. Do you mean the destination port?
finding-public-destination = { $rule } names the public destination { $address }, which a packet has only if floating IP is enabled. Otherwise name the private IP address.
finding-partial-internet-deny = { $rule } denies port { $ports } only, so it does not block other ports. Do you mean every port?
finding-load-balancer-as-machine = AzureLoadBalancer is the address that health probes come from, not the address of a VM
finding-platform-tag-allowed = { $rule } allows AzurePlatformDNS; Azure accepts that tag in Deny rules only.
finding-default-route = VirtualNetwork contains a default route, and so every address: rules for VirtualNetwork, AllowVnetInBound among them, match traffic from the internet. Deny it with a custom rule (priority 100 to 4096).
finding-cannot-match = { $rule } cannot match here: { $why }.
finding-no-members = { $group } has no members
finding-empty-tag = { $tag } is empty
finding-outside-virtual-network = { $prefix } is not in the virtual network, so no VM here has such an address
finding-duplicate = { $rule } says the same as { $twin }.
finding-redundant = { $rule } is not needed: every flow has the same result without it.
finding-unreachable = { $rule } has no effect: rules with smaller numbers already decide every flow that it matches.
finding-matches-nothing = { $rule } has no effect: no flow matches it.
finding-unreachable-alike = { $count ->
    [one] { $rule } has no effect: { $blockers } already decides every flow that it matches, with the same result.
   *[other] { $rule } has no effect: { $blockers } already decide every flow that it matches, with the same result.
}
finding-unreachable-opposite = { $count ->
    [one] { $rule } has no effect: { $blockers } already decides every flow that it matches, with the opposite result.
   *[other] { $rule } has no effect: { $blockers } already decide every flow that it matches, not always with the same result.
}
finding-partly-shadowed = The entry { $entry } of { $rule } has no effect: { $higher } is checked first and does the opposite.
finding-conflicting-overlap = { $first } and { $second } do the opposite for flows that both match; { $winner } decides because it is checked first.
finding-mergeable-ranges = { $rule } can say the same with { $fewer } fewer entries in its lists.
finding-mergeable-rules = { $first } and { $second } can be one rule: only their { $fields } differ, and every flow has the same result.
finding-fields-sources = sources
finding-fields-source-ports = source ports
finding-fields-destinations = destinations
finding-fields-destination-ports = destination ports
finding-exposed = { $rule } allows { $what } from { $from }.
finding-every-port = every TCP port
finding-port = { $service } (TCP { $port })
finding-apply-conflict = { $message }; { $help }.
finding-probes-denied = { $rule } denies health probes from { $address }: a load balancer marks the VM as unhealthy and sends it no new connections. Allow AzureLoadBalancer in a rule with a smaller number.

## What would change the result of a flow

why-not-sentence = { $clauses }.
why-not-clauses = { $first }; { $next }
why-not-add = add { $rule } ({ $access }, priority { $priority }) to the { $place }
why-not-add-like-but = { $end ->
    [destination] add { $rule } ({ $access }, priority { $priority }) to the { $place }, like { $like } but to { $addresses }
   *[source] add { $rule } ({ $access }, priority { $priority }) to the { $place }, like { $like } but from { $addresses }
}
why-not-remove = remove { $rule } from the { $place }
why-not-let-allow = change { $rule } of the { $place } to Allow
why-not-let-deny = change { $rule } of the { $place } to Deny
why-not-widen = widen { $rule } of the { $place }
why-not-move = move { $rule } of the { $place } to priority { $priority }
why-not-widen-and-move = widen { $rule } of the { $place } and move it to priority { $priority }
why-not-room-one = { $rule } moves from { $from } to { $to } to make room
why-not-room-two = { $rule } moves from { $from } to { $to } and { $last } to make room
why-not-room-three = { $rule } moves from { $from } to { $to }, { $second } and { $last } to make room
why-not-room-many = { $rule } moves from { $from } to { $to } and { $count } other rules move, too, to make room
why-not-room-beside = { $rule } from { $from } to { $to }

## The report

report-equivalent = Every flow has the same result as before.
report-more-permissive = More traffic is allowed, and none is newly blocked.
report-less-permissive = More traffic is blocked, and none is newly allowed.
report-incomparable = Some traffic is newly allowed and some newly blocked, or missing facts leave this undecided.
report-rules = Rules that change
report-rules-head = | Where | Rule | Before | After |
report-no-rule = none
report-flows = Flows that change
report-flows-head = | Direction | Protocol | From | To | Before | After | Flows | For example | Depends on |
report-largest = The { $shown } largest of { $count } groups of flows are shown.
report-ruling = { $access } by { $rule }
report-one-flow = One flow
report-one-flow-before = Before: **{ $access }**. { $summary }
report-one-flow-after = After: **{ $access }**. { $summary }

## Contracts and queries that cannot be read

contract-no-list = the contracts are neither a list nor an object with a list named `contracts`
contract-no-object = the contract is not an object
contract-no-field = { $field } is not a field of a query, which has { $fields }
contract-no-query = the query is not an object
contract-only-no-list = `only` is not a list
contract-name-no-text = { $given } is not a name
contract-must-unknown = { $given } is not one of `allow`, `deny` and `allowOnly`
contract-direction-unknown = { $given } is neither `Inbound` nor `Outbound`
contract-unreadable = { $given } cannot be read: { $expected }
contract-value-of-type = a value of type { $kind }
contract-expects-list = it takes a list of strings, such as ["443", "8443"]
contract-expects-protocol = a protocol is TCP, UDP, ICMP, ESP or AH
contract-expects-ports = ports are a number, or a range such as 20-25
contract-expects-addresses = addresses are an address, a prefix, a range such as 10.0.0.1-10.0.0.9, a group that the rules or the network name, or a tag that they name or Azure publishes

## Why a question of the quiz surprises

quiz-why-security-admin-rules = the security admin rules
quiz-why-group-of-subnet = the subnet NSG
quiz-why-group-of-network-interface = the NIC NSG
quiz-why-shadowed-allowed = { $rule } matches in every field, but { $earlier } is checked first and allows it: the first rule that matches decides.
quiz-why-shadowed-denied = { $rule } matches in every field, but { $earlier } is checked first and denies it: the first rule that matches decides.
quiz-why-other-group = { $rule } of { $group } allows it, but both NSGs have to: { $denying } of { $other } denies it.
quiz-why-default-rule = None of your custom rules matches, not even { $rule }, but that does not deny it: the default rule { $default } allows it.
quiz-why-depends = It depends on something unknown: { $question } If yes, the answer is { $yes }; if no, { $no }.
quiz-why-near-miss-allowed = { $rule } misses by one field: { $slip }. So { $instead } decides, and allows it.
quiz-why-near-miss-denied = { $rule } misses by one field: { $slip }. So { $instead } decides, and denies it.
quiz-why-slip-protocol = it is for { $wanted }, and this is { $given }
quiz-why-slip-source-port = it names the source port { $wanted }, and clients send from ports such as { $given }
quiz-why-slip-destination = it names { $wanted }, and an NSG sees the VM's private IP address, { $given }
quiz-why-tag-peers = { $tag } is more than { $own }: here it contains { $other } as well, so { $rule } matches.
quiz-why-tag-default-route = A route for 0.0.0.0/0 puts every address into { $tag }, { $address } included, so { $rule } matches.
quiz-why-tag-host = { $tag } contains { $address }, from which the load balancer's health probes come, so { $rule } matches.
quiz-why-tag-azure = { $tag } contains Azure's own public IP addresses as well, { $address } of { $service } among them, so { $rule } matches.
review-nothing = No NSG allows or blocks other traffic than before.
review-one = { $group }: { $summary }
review-many = { $changed } of { $groups } NSGs change: { $kinds }.
review-more = { $count ->
    [one] 1 allows more
   *[other] { $count } allow more
}
review-less = { $count ->
    [one] 1 blocks more
   *[other] { $count } block more
}
review-both = { $count ->
    [one] 1 allows more and blocks more
   *[other] { $count } allow more and block more
}

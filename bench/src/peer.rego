package nsg

import rego.v1

matches(rule) if {
	input.protocol in rule.protocols
	some to in rule.destinationPorts
	to[0] <= input.localPort
	input.localPort <= to[1]
	some from in rule.sourcePorts
	from[0] <= input.remotePort
	input.remotePort <= from[1]
	some target in rule.destination
	net.cidr_contains(target, input.localIPAddress)
	some source in rule.source
	net.cidr_contains(source, input.remoteIPAddress)
}

matching contains number if {
	some number, rule in data.rules
	matches(rule)
}

default allow := false

# The rules are in the order in which they are checked.
allow if data.rules[min(matching)].allow

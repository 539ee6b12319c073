### Asking Azure: what is going on, what went wrong, what to do, and why two answers may differ.

## Clouds: cloud.rs

azure-cloud-custom = Another endpoint

## What is going on: error/call.rs, client

azure-step-subscriptions = Listing subscriptions
azure-step-virtual-machines = Listing virtual machines
azure-step-virtual-machine = Reading the virtual machine
azure-step-instance-view = Asking whether the virtual machine runs
azure-step-network-interfaces = Looking for members of application security groups
azure-step-network-interface = Reading the network interface
azure-step-subnet = Reading the subnet
azure-step-virtual-network = Reading the virtual network
azure-step-route-table = Reading the route table
azure-step-security-group = Reading the network security group
azure-step-network-watchers = Looking for the network watcher
azure-step-ip-flow-verify = Asking Network Watcher
azure-step-rule-by-rule = Asking Network Watcher rule by rule
azure-step-effective-rules = Asking for the rules in force
azure-step-service-tags = Reading service tags
azure-step-result = Asking whether it is done
azure-step-page = { $step } (page { $page })
azure-step-needs-token = The token has expired: a new one is needed
azure-step-retry = { $problem }; trying again in { $seconds } s
azure-step-operation = Azure is working on it; asking again in { $seconds } s

## The reason of a retry, in a few words: error/mod.rs

azure-brief-throttled = Azure asks to slow down
azure-brief-unreachable = no connection to Azure
azure-brief-busy = Azure is busy

## What happened: error/display.rs. Without a full stop: the page adds one.

azure-error-no-virtual-machine = the network interface belongs to no virtual machine
azure-error-token-source = no token was given: { $reason }
azure-error-token-expired = the token has expired
azure-error-token-refused = Azure does not take the token: { $service }
azure-error-forbidden = you are not allowed to do `{ $action }`
azure-error-forbidden-on = you are not allowed to do `{ $action }` on `{ $scope }`
azure-error-no-security-group = no network security group is associated with the network interface or its subnet
azure-error-vm-not-running = Azure answers for running virtual machines only: { $service }
azure-error-watcher-missing = there is no network watcher in the region `{ $region }`
azure-error-not-found = Azure does not find it: { $service }
azure-error-interface-not-named = Azure wants to know which network interface is meant: { $service }
azure-error-foreign-local-address = Azure refuses the local address: { $service }
azure-error-invalid-request = Azure refuses the request: { $service }
azure-error-throttled = too many requests: Azure asks to wait
azure-error-throttled-for = too many requests: Azure asks to wait { $seconds } s
azure-error-server-fault = Azure has a problem of its own: { $service }
azure-error-operation-failed = Azure began to work on it and failed: { $service }
azure-error-operation-waits = Azure is still working on it, and asks to wait { $seconds } s for the answer
azure-error-operation-timed-out = Azure was still working on it after { $seconds } s
azure-error-unreachable = no answer from `{ $host }`: { $reason }
azure-error-request-timed-out = no answer within { $seconds } s
azure-error-too-large = the answer is too long to be one of Azure's
azure-error-foreign-url = the token was not sent on: `{ $header }` holds { $address }
azure-error-redirect-refused = the answer leads to another address, and the token is not sent there
azure-error-location-unreadable = Azure accepted the request, and the browser does not show where its result will be
azure-error-endless-pages = { $pages ->
    [one] the list did not end after 1 page
   *[other] the list did not end after { $pages } pages
}
azure-error-extension-not-installed = the virtual machine lacks the Network Watcher extension: { $service }
azure-error-effective-rules-not-allowed = this subscription may not read effective rules: { $service }
azure-error-unknown = Azure answered with an error: { $service }

## Answers that are none: error/mod.rs, client, load, confirm

azure-unexpected-web-page = the answer with status { $status } is a web page
azure-unexpected-no-json = the answer with status { $status } is no JSON at line { $line }, column { $column }: { $problem }
azure-unexpected-id = the answer is a resource id that is none
azure-unexpected-other-id = the answer is the id of something that is no virtual machine and no network interface
azure-unexpected-no-result = the answer is an operation that ended without a result
azure-unexpected-no-list = the answer is a list without a { $key }
azure-unexpected-no-results = the answer is without a list of results
azure-unexpected-no-access = the answer is without an access
azure-unexpected-no-interface = the answer is a virtual machine without a network interface
azure-unexpected-no-subnet = the answer is a network interface without a subnet
azure-unexpected-no-security-group = the answer is an answer that is not a network security group
azure-unexpected-not-a-machine = the answer is an answer that is not a virtual machine
azure-unexpected-not-an-interface = the answer is an answer that is not a network interface
azure-unexpected-not-a-subnet = the answer is an answer that is not a subnet
azure-unexpected-not-a-network = the answer is an answer that is not a virtual network

## An error as Azure worded it, behind its message: error/service.rs

azure-service-code = ({ $code })
azure-service-code-request = ({ $code }, request { $request })
azure-service-status = (status { $status })
azure-service-status-request = (status { $status }, request { $request })
azure-service-web-page = a web page instead of an answer of Azure

## What the browser says where it says nothing: transport/browser.rs

azure-request-failed = the request failed

## What to do: error/help.rs

azure-help-watcher-missing = Azure answers through a network watcher in the virtual machine's region: enable it, or ask somebody who may
azure-help-token-source = whatever signs in for this page or program has to be asked why; Azure was not asked
azure-help-token-expired = paste a new token; what has been done so far is kept
azure-help-forbidden = ask for a role that allows it: Reader together with Network Contributor does, neither of them alone, and the role below allows no more than is needed. A role on the virtual machine's resource group is not enough, because the network watcher lies in another
azure-help-forbidden-otherwise = a policy or a condition stands in the way: show Azure's message to whoever manages the subscription
azure-help-no-virtual-machine = attach it to a running virtual machine, or choose another; the answer from the rules alone stands
azure-help-vm-not-running = start the virtual machine and ask again; the answer from the rules alone stands
azure-help-interface-not-named = a virtual machine with several network interfaces has to be asked about one of them: choose it
azure-help-foreign-local-address = the local address must be a private IPv4 address of the network interface
azure-help-invalid-request = check the flow: TCP or UDP, IPv4, one destination port, and a local address of the virtual machine
azure-help-throttled = wait, then ask again; other programs count against the same limit
azure-help-server-fault = ask again in a minute; if it goes on, tell Azure's support the request id
azure-help-operation-waits = Azure is busy: ask again when that time has passed
azure-help-timed-out = ask again; Azure usually takes about ten seconds
azure-help-not-azure = something between you and Azure may have answered in its place: a proxy, or a network that wants you to sign in. Open the same address in another tab
azure-help-foreign-url = Azure keeps to its own host. If you chose an endpoint of your own, it has to send back addresses on its own host
azure-help-location-unreadable = a proxy or the browser's rules for other origins hide the header `Location`; ask by one of the commands instead
azure-help-endless-pages = what was listed is kept; if something is missing, paste its id
azure-help-extension-not-installed = IP flow verify does not need it: ask again, and if it goes on, tell Azure's support the request id
azure-help-effective-rules-not-allowed = the configured rules are used instead; what the rules in force are cannot be told for this subscription
azure-help-unknown = Azure does not document this error; its support can look it up by the request id
azure-help-unreachable-custom = the browser does not tell why. Is the endpoint running? Does it allow this page's origin (CORS)? The page's content security policy must name `{ $origin }` in `connect-src`
azure-help-unreachable = the browser does not tell why: no connection, a proxy or an extension that blocks, or a service that does not allow this page's origin. Try again, or ask by one of the commands instead
azure-help-other-tenant = the subscription belongs to another tenant: sign in there with `az login --tenant`, then get a new token
azure-help-other-audience = the token is for something else, or for another cloud: choose the cloud that it is for, or get one for this
azure-help-token-refused = get a new token; it must be for Resource Manager and for the tenant of the subscription
azure-help-watcher-gone = the network watcher or the virtual machine is gone: leave the watcher's id empty, and it is looked up
azure-help-result-gone = the result is no longer kept: ask again
azure-help-not-found = check the id and the subscription; the resource may have been deleted

## Tokens: token/error.rs

token-missing = there is no token
token-secure-string = PowerShell printed everything but the token, which it keeps as a SecureString
token-is-guid = this is an id, not an access token
token-is-refresh-token = this looks like a refresh token, not an access token
token-is-secret = this looks like an application's secret, not an access token
token-no-header = the token has characters that cannot be sent
token-is-none = this is not an access token
token-is-id-token = this is an id token: it tells who signed in and gives no access to Azure
token-for-name = the token is for { $name }
token-for-audience = the token is for `{ $audience }`
token-given-away = the token is Azure's own, and `{ $host }` is none of Azure's hosts
token-expired-now = the token expired just now
token-expired-minutes = { $minutes ->
    [one] the token expired 1 minute ago
   *[other] the token expired { $minutes } minutes ago
}
token-expired-hours = { $hours ->
    [one] the token expired 1 hour ago
   *[other] the token expired { $hours } hours ago
}
token-expired-days = { $days ->
    [one] the token expired 1 day ago
   *[other] the token expired { $days } days ago
}
token-help-missing = paste the token that this command prints
token-help-secure-string = paste what this PowerShell command prints
token-help-secret = do not paste it anywhere: paste the access token that this command prints
token-help-none = paste the access token that this command prints; it begins with `eyJ`
token-help-id-token = paste the access token that this command prints
token-help-other-cloud = choose that cloud, or get a token for this one
token-help-other-audience = get a token for Resource Manager
token-help-given-away = check the address; a gateway that is meant to get Azure's tokens is named by the option `sendAzureTokens`
token-help-expired = get a new one: an access token lasts about an hour

## Addresses of Resource Manager: cloud/endpoint.rs

endpoint-empty = the address of Resource Manager is missing
endpoint-scheme = the address of Resource Manager does not begin with `https://`
endpoint-plain-http = `http://` would send the token unencrypted: it is for this computer only
endpoint-user-info = the address of Resource Manager holds a user name
endpoint-path = the address of Resource Manager has a path or a query
endpoint-host = the host in the address of Resource Manager cannot be read
endpoint-help-example = write it like `https://management.azure.com`
endpoint-help-plain-http = write `https://`
endpoint-help-user-info = leave out everything up to the `@`
endpoint-help-path = leave out what follows the host

## Addresses that do not get the token: cloud/admits.rs

# The header, where the address is the request's own.
endpoint-foreign-own = the address
endpoint-foreign-characters = an address with blanks or control characters
endpoint-foreign-scheme = an address of another scheme
endpoint-foreign-user-info = an address with a user name
endpoint-foreign-authority = an address whose host cannot be read
endpoint-foreign-port = another port of the host
endpoint-foreign-host = another host, `{ $host }`

## Flows that IP flow verify does not take: ip_flow_request.rs

azure-not-askable-protocol = IP flow verify answers for TCP and UDP only, not for { $protocol }
azure-not-askable-ipv6 = IP flow verify answers for IPv4 only
azure-not-askable-port = IP flow verify needs a number as destination port
azure-not-askable-address = `{ $address }` is no address of the network interface
azure-not-askable-help-icmp = ask NSG diagnostics, which knows ICMP
azure-not-askable-help-protocol = ask about TCP or UDP; the answer from the rules alone stands
azure-not-askable-help-ipv6 = ask about an IPv4 address; the answer from the rules alone stands
azure-not-askable-help-port = give the destination port a number
azure-not-askable-help-address = give a private address of the network interface; where it has got another one, load it again

## What could not be fetched: load

azure-note-rules-in-force = the rules in force could not be read: { $problem }
azure-note-no-virtual-machine = the network interface belongs to no virtual machine: Azure tells the rules in force, and answers IP flow verify, only for one that runs
azure-note-not-running = the virtual machine does not run: Azure tells the rules in force, and answers IP flow verify, only while it does
azure-note-subnet-group = the subnet or its group could not be read, so its rules are those in force: { $problem }
azure-note-interface-group = the interface's group could not be read, so its rules are those in force: { $problem }
azure-note-members = the members of application security groups could not be read and stay unknown: { $problem }
azure-note-service-tags = service tags could not be read and stay unknown: { $problem }
azure-note-scale-set = members of application security groups that belong to a scale set are not listed with the subscription's interfaces
azure-note-scale-set-help = if there are any, add their addresses
azure-note-gateway = the virtual network has a gateway: `VirtualNetwork` also contains the ranges behind it, which only the rules in force tell
azure-note-gateway-help = add the on-premises ranges under VirtualNetwork
azure-note-virtual-network = the virtual network could not be read, so `VirtualNetwork` stays unknown: { $problem }
azure-note-route-table = the route table could not be read, so `VirtualNetwork` stays unknown: { $problem }

## Words for Azure's answer: confirm/mod.rs, many/table.rs

azure-access-unknown = Unknown
azure-access-not-filtered = NotFiltered

## Why the answers may differ: confirm

azure-cause-contradiction = Azure answers { $access } and names `{ $rule }`, which does the opposite
azure-cause-contradiction-help = ask again in a minute: it was seen right after a group was made
azure-cause-admin-rule = `{ $rule }` looks like a security admin rule, which is checked before any group
azure-cause-admin-rules-apply = security admin rules apply, and are not on this page
azure-cause-admin-rules-may = security admin rules, which come before any group, may apply
azure-cause-admin-rules-help = list the effective security admin rules of the virtual network
azure-cause-rule-of-no-group = none of the groups on this page has the rule `{ $rule }`
azure-cause-rule-of-no-group-help = load the groups that are associated now
azure-cause-rule-not-loaded = `{ $rule }` is not among the rules on this page, though its group is
azure-cause-rule-not-loaded-help = load the group again
azure-cause-virtual-network-typed = `VirtualNetwork` also holds peered networks, what a gateway reaches, and the prefixes of routes
azure-cause-virtual-network-loaded = `VirtualNetwork` also holds what a gateway reaches, which peerings and routes do not tell
azure-cause-virtual-network-help = give the prefixes that the effective rules list for `VirtualNetwork`
azure-cause-tag = the addresses of the service tag may have changed
azure-cause-tag-file = the addresses of the service tag come from `{ $file }` and may have changed since
azure-cause-tag-help = load this week's file, or the effective rules
azure-cause-members = the members of the application security group may not be complete
azure-cause-members-help = load them from the network interfaces of the subscription
azure-cause-not-in-force-yet = the rules in force may not be the configured ones yet
azure-cause-not-in-force-yet-help = fetch the effective rules of the network interface
azure-cause-several-interfaces = the virtual machine has several network interfaces, each with groups of its own
azure-cause-several-interfaces-help = make sure that the groups are those of the interface that was asked about
azure-cause-platform-address = 168.63.129.16 is an address of the platform; what Azure answers for it is not documented
azure-cause-edited = the rules on this page were edited: Azure answers for those that are deployed
azure-cause-edited-help = load them again to compare what is deployed
azure-cause-updating = Azure was still applying a change to one of the groups: it was seen to answer by the rules before it
azure-cause-updating-help = ask again in a minute
azure-cause-not-in-force = the rules in force are not the configured ones
azure-cause-not-in-force-help = compare with the effective rules; a change takes a while to reach the machine
azure-cause-not-running = the virtual machine does not run, and Azure answers for running ones
azure-cause-not-running-help = start it and ask again
azure-cause-foreign-group = a group of the resource group `{ $group }` is in force, perhaps put there by a policy
azure-cause-foreign-group-unnamed = a group of another resource group is in force
azure-cause-foreign-group-help = load `{ $id }` too
azure-cause-not-filtered = no network security group applies, so none stands in the way
azure-cause-not-filtered-help = a public address of the Standard kind is closed all the same until a group opens it
azure-cause-admin-rules-alone = Azure found no network security group and did not look further; what it answers where only security admin rules apply is not documented
azure-cause-admin-rules-alone-help = look at the security admin rules of the virtual network
azure-cause-groups-not-in-force = in Azure no network security group is associated with the network interface or its subnet
azure-cause-groups-not-in-force-help = associate the groups on this page with them, or load the virtual machine again
azure-cause-azure-does-not-know = Azure answered that it does not know
azure-cause-azure-does-not-know-help = ask again in a minute: it was seen to say so while rules were not yet in place
azure-cause-platform = this is traffic to { $service }, which the platform lets through whatever ordinary rules say; Azure does not document what IP flow verify answers for it
azure-cause-platform-help = deny it by a rule that names the service's tag, if it is to be denied
azure-cause-platform-rule = Azure names `{ $rule }`; traffic to { $service } passes by the platform's own rule
azure-cause-no-rule-name = Azure names no rule
azure-cause-rule-open = Azure names `{ $rule }`; which rule decides is open on this page, the access is not
azure-cause-other-group = { $place ->
    [subnet] both groups say { $access }; Azure names the rule of the subnet NSG
   *[nic] both groups say { $access }; Azure names the rule of the NIC NSG
}
azure-cause-another-rule = Azure says that `{ $theirs }` decides, where the rules on this page say `{ $ours }`
azure-cause-another-rule-help = the access is the same all the same
azure-cause-same-name = Azure names the rule of that name in `{ $theirs }`, this page that in `{ $ours }`
azure-cause-same-name-help = check which groups are associated
azure-cause-fact-settled = { $answer ->
    [yes] Azure's answer means yes, if everything else is as on this page
   *[no] Azure's answer means no, if everything else is as on this page
}
azure-cause-fact-help = answer it on this page
azure-cause-several-facts = several facts are missing, and Azure's answer does not tell which of them explains it
azure-cause-several-facts-help = answer all but one of them, then ask again

## Lists of flows: many/flow_list.rs, many/flow_list/row.rs

azure-list-values = { $values ->
    [one] a row with 1 value
   *[other] a row with { $values } values
}
azure-list-values-help = write `Inbound TCP 203.0.113.7:* -> 10.0.1.4:443`, or put a header above the columns: `direction,protocol,localIPAddress,localPort,remoteIPAddress,remotePort`
azure-list-missing = { $field ->
    [direction] the direction is missing
    [protocol] the protocol is missing
    [local] the local address is missing
   *[remote] the remote address is missing
}
azure-list-wrong = { $field ->
    [local] the local address cannot be `{ $value }`
    [local-port] the local port cannot be `{ $value }`
    [remote-port] the remote port cannot be `{ $value }`
   *[remote] the remote address cannot be `{ $value }`
}
azure-list-help-contradicted = another column has `{ $other }`: leave one of them out
azure-list-help-flow = leave the line out, or correct an address
azure-list-open-quote = a quote is opened and not closed
azure-list-open-quote-help = close the quote; one inside a quoted value is written twice

## Rules without a flow at their edges: many/boundaries.rs

azure-edge-protocol = IP flow verify answers for TCP and UDP only
azure-edge-ipv6 = IP flow verify answers for IPv4 only
azure-edge-other-address = the rule is about other addresses than this network interface's
azure-edge-unknown = what the rule names is not known
azure-edge-not-reached = rules before it match every flow that was tried

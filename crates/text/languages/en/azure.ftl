### Asking Azure: what is going on, what went wrong, what to do, and why two answers may differ.

## Clouds: cloud.rs

azure-cloud-custom = Another endpoint

## What is going on: error/call.rs, client

azure-step-subscriptions = Listing subscriptions
azure-step-virtual-machines = Listing VMs
azure-step-virtual-machine = Reading the VM
azure-step-instance-view = Asking whether the VM is running
azure-step-network-interfaces = Looking for members of application security groups
azure-step-network-interface = Reading the network interface
azure-step-subnet = Reading the subnet
azure-step-virtual-network = Reading the virtual network
azure-step-route-table = Reading the route table
azure-step-security-group = Reading the network security group
azure-step-network-watchers = Looking for the network watcher
azure-step-ip-flow-verify = Asking Network Watcher
azure-step-rule-by-rule = Asking Network Watcher rule by rule
azure-step-effective-rules = Asking for the effective rules
azure-step-service-tags = Reading service tags
azure-step-result = Asking whether it is done
azure-step-page = { $step } (page { $page })
azure-step-needs-token = The token has expired: you need a new one
azure-step-retry = { $problem }; trying again in { $seconds } s
azure-step-operation = Azure is working on it; asking again in { $seconds } s

## The reason of a retry, in a few words: error/mod.rs

azure-brief-throttled = Azure is limiting requests
azure-brief-unreachable = no connection to Azure
azure-brief-busy = Azure is busy

## What happened: error/display.rs. Without a full stop: the page adds one.

azure-error-no-virtual-machine = the network interface belongs to no VM
azure-error-token-source = no token was given: { $reason }
azure-error-token-expired = the token has expired
azure-error-token-refused = Azure does not accept the token: { $service }
azure-error-forbidden = you are not allowed to do `{ $action }`
azure-error-forbidden-on = you are not allowed to do `{ $action }` on `{ $scope }`
azure-error-no-security-group = no network security group is associated with the network interface or its subnet
azure-error-vm-not-running = Azure answers for running VMs only: { $service }
azure-error-watcher-missing = there is no network watcher in the region `{ $region }`
azure-error-not-found = Azure cannot find it: { $service }
azure-error-interface-not-named = Azure needs to know which network interface you mean: { $service }
azure-error-foreign-local-address = Azure refuses the local address: { $service }
azure-error-invalid-request = Azure refuses the request: { $service }
azure-error-throttled = too many requests: Azure is limiting them
azure-error-throttled-for = too many requests: Azure is limiting them, so wait { $seconds } s
azure-error-server-fault = Azure reports an error of its own: { $service }
azure-error-operation-failed = Azure started the operation, and it failed: { $service }
azure-error-operation-waits = Azure is still working on it; the answer takes another { $seconds } s
azure-error-operation-timed-out = Azure was still working on it after { $seconds } s
azure-error-unreachable = no answer from `{ $host }`: { $reason }
azure-error-request-timed-out = no answer within { $seconds } s
azure-error-too-large = the response is too long to be one of Azure's
azure-error-foreign-url = the token was not sent on: `{ $header }` contains { $address }
azure-error-redirect-refused = the response redirects to another address, and the token is not sent there
azure-error-location-unreadable = Azure accepted the request, but the browser does not show where its result will be
azure-error-endless-pages = { $pages ->
    [one] the list did not end after 1 page
   *[other] the list did not end after { $pages } pages
}
azure-error-extension-not-installed = the VM lacks the Network Watcher extension: { $service }
azure-error-effective-rules-not-allowed = this subscription may not read effective rules: { $service }
azure-error-unknown = Azure returned an error: { $service }

## Responses that are no answers: error/mod.rs, client, load, confirm

azure-unexpected-web-page = the response with status { $status } is a web page
azure-unexpected-no-json = the response with status { $status } is not valid JSON at line { $line }, column { $column }: { $problem }
azure-unexpected-id = the response is not a valid resource id
azure-unexpected-other-id = this is the id of neither a VM nor a network interface
azure-unexpected-no-result = the operation ended without a result
azure-unexpected-no-list = a list in the response has no { $key }
azure-unexpected-no-results = the response has no list of results
azure-unexpected-no-access = the response has no access
azure-unexpected-no-interface = the VM in the response has no network interface
azure-unexpected-no-subnet = the network interface in the response has no subnet
azure-unexpected-no-security-group = the response is not a network security group
azure-unexpected-not-a-machine = the response is not a VM
azure-unexpected-not-an-interface = the response is not a network interface
azure-unexpected-not-a-subnet = the response is not a subnet
azure-unexpected-not-a-network = the response is not a virtual network

## An error as Azure worded it, behind its message: error/service.rs

azure-service-code = ({ $code })
azure-service-code-request = ({ $code }, request { $request })
azure-service-status = (status { $status })
azure-service-status-request = (status { $status }, request { $request })
azure-service-web-page = a web page instead of a response from Azure

## What the browser says where it says nothing: transport/browser.rs

azure-request-failed = the request failed

## What to do: error/help.rs

azure-help-watcher-missing = Azure answers through a network watcher in the VM's region: enable it, or ask somebody who may
azure-help-token-source = check whatever signs in for this page or program; Azure was not asked
azure-help-token-expired = paste a new token; what has been done so far is kept
azure-help-forbidden = you need two roles, Reader and Network Contributor, or the smaller role below, which allows no more than is needed. A role on the VM's resource group is not enough, because the network watcher is in another one
azure-help-forbidden-otherwise = a policy or a condition forbids it: show Azure's message to whoever manages the subscription
azure-help-no-virtual-machine = attach it to a running VM, or choose another; the verdict from the rules alone is still valid
azure-help-vm-not-running = start the VM and try again; the verdict from the rules alone is still valid
azure-help-interface-not-named = for a VM with several network interfaces, choose the one to ask about
azure-help-foreign-local-address = the local address must be a private IPv4 address of the network interface
azure-help-invalid-request = check the flow: TCP or UDP, IPv4, one destination port, and a local address of the VM
azure-help-throttled = wait, then try again; other programs count against the same limit
azure-help-server-fault = try again in a minute; if it happens again, give Azure's support the request id
azure-help-operation-waits = Azure is busy: try again after that time
azure-help-timed-out = try again; Azure usually takes about ten seconds
azure-help-not-azure = something between you and Azure may have answered instead: a proxy, or a network that wants you to sign in. Open the same address in another tab
azure-help-foreign-url = Azure uses its own host only. If you chose an endpoint of your own, it has to return addresses on its own host
azure-help-location-unreadable = a proxy or the browser's rules for other origins hide the header `Location`; use one of the commands instead
azure-help-endless-pages = what was listed is kept; if something is missing, paste its id
azure-help-extension-not-installed = IP flow verify does not need it: try again, and if it happens again, give Azure's support the request id
azure-help-effective-rules-not-allowed = the configured rules are used instead; the effective rules of this subscription cannot be read
azure-help-unknown = Azure does not document this error; its support can look it up by the request id
azure-help-unreachable-custom = the browser does not say why. Is the endpoint running? Does it allow this page's origin (CORS)? The page's content security policy must name `{ $origin }` in `connect-src`
azure-help-unreachable = the browser does not say why: no connection, a proxy or an extension that blocks, or a service that does not allow this page's origin. Try again, or use one of the commands instead
azure-help-other-tenant = the subscription belongs to another tenant: sign in there with `az login --tenant`, then get a new token
azure-help-other-audience = the token is for something else, or for another cloud: choose the cloud that it is for, or get one for this cloud
azure-help-token-refused = get a new token; it must be for Resource Manager and for the tenant of the subscription
azure-help-watcher-gone = the network watcher or the VM no longer exists: leave the watcher's id empty, and it is looked up
azure-help-result-gone = the result is no longer stored: try again
azure-help-not-found = check the id and the subscription; the resource may have been deleted

## Tokens: token/error.rs

token-missing = there is no token
token-secure-string = PowerShell printed everything but the token, which it keeps as a SecureString
token-is-guid = this is an id, not an access token
token-is-refresh-token = this looks like a refresh token, not an access token
token-is-secret = this looks like an application's secret, not an access token
token-no-header = the token has characters that cannot be sent
token-is-none = this is not an access token
token-is-id-token = this is an id token: it says who signed in and gives no access to Azure
token-for-name = the token is for { $name }
token-for-audience = the token is for `{ $audience }`
token-given-away = the token is Azure's own, and `{ $host }` is not one of Azure's hosts
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
token-help-given-away = check the address; to send Azure's tokens to a gateway of your own, name it in the option `sendAzureTokens`
token-help-expired = get a new one: an access token lasts about an hour

## Addresses of Resource Manager: cloud/endpoint.rs

endpoint-empty = the address of Resource Manager is missing
endpoint-scheme = the address of Resource Manager does not begin with `https://`
endpoint-plain-http = `http://` would send the token unencrypted: it is for this computer only
endpoint-user-info = the address of Resource Manager contains a user name
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
azure-not-askable-address = `{ $address }` is not an address of the network interface
azure-not-askable-help-icmp = use NSG diagnostics, which supports ICMP
azure-not-askable-help-protocol = try TCP or UDP; the verdict from the rules alone is still valid
azure-not-askable-help-ipv6 = try an IPv4 address; the verdict from the rules alone is still valid
azure-not-askable-help-port = give the destination port a number
azure-not-askable-help-address = give a private IP address of the network interface; if it changed, fetch it again

## What could not be fetched: load

azure-note-rules-in-force = the effective rules could not be read: { $problem }
azure-note-no-virtual-machine = the network interface belongs to no VM: Azure returns effective rules and IP flow verify results only for a running VM
azure-note-not-running = the VM is not running: Azure returns effective rules and IP flow verify results only for a running VM
azure-note-subnet-group = the subnet or its NSG could not be read, so its effective rules are used: { $problem }
azure-note-interface-group = the NIC NSG could not be read, so its effective rules are used: { $problem }
azure-note-members = the members of application security groups could not be read and stay unknown: { $problem }
azure-note-service-tags = service tags could not be read and stay unknown: { $problem }
azure-note-scale-set = members of application security groups that belong to a scale set are not listed with the subscription's interfaces
azure-note-scale-set-help = if there are any, add their addresses
azure-note-gateway = the virtual network has a gateway: `VirtualNetwork` also contains the ranges behind it, which only the effective rules list
azure-note-gateway-help = add the on-premises ranges under VirtualNetwork
azure-note-virtual-network = the virtual network could not be read, so `VirtualNetwork` stays unknown: { $problem }
azure-note-route-table = the route table could not be read, so `VirtualNetwork` stays unknown: { $problem }

## Words for Azure's answer: confirm/mod.rs, many/table.rs

azure-access-unknown = Unknown
azure-access-not-filtered = NotFiltered

## Why the answers may differ: confirm

azure-cause-contradiction = Azure answers { $access } and names `{ $rule }`, which does the opposite
azure-cause-contradiction-help = try again in a minute: this was seen right after an NSG was made
azure-cause-admin-rule = `{ $rule }` looks like a security admin rule, which is checked before every NSG
azure-cause-admin-rules-apply = security admin rules apply, and are not on this page
azure-cause-admin-rules-may = security admin rules, which are checked before every NSG, may apply
azure-cause-admin-rules-help = list the effective security admin rules of the virtual network
azure-cause-rule-of-no-group = none of the NSGs on this page has the rule `{ $rule }`
azure-cause-rule-of-no-group-help = fetch the NSGs that are associated now
azure-cause-rule-not-loaded = `{ $rule }` is not among the rules on this page, though its NSG is
azure-cause-rule-not-loaded-help = fetch the NSG again
azure-cause-virtual-network-typed = `VirtualNetwork` also contains peered networks, what a gateway reaches, and the prefixes of routes
azure-cause-virtual-network-loaded = `VirtualNetwork` also contains what a gateway reaches, which peerings and routes do not list
azure-cause-virtual-network-help = give the prefixes that the effective rules list for `VirtualNetwork`
azure-cause-tag = the addresses of the service tag may have changed
azure-cause-tag-file = the addresses of the service tag come from `{ $file }` and may have changed since
azure-cause-tag-help = open this week's file, or fetch the effective rules
azure-cause-members = the members of the application security group may be incomplete
azure-cause-members-help = fetch them from the network interfaces of the subscription
azure-cause-not-in-force-yet = the effective rules may not be the configured ones yet
azure-cause-not-in-force-yet-help = fetch the effective rules of the network interface
azure-cause-several-interfaces = the VM has several network interfaces, each with NSGs of its own
azure-cause-several-interfaces-help = make sure that the NSGs are those of the interface that you asked about
azure-cause-platform-address = 168.63.129.16 is an address of the platform; what Azure answers for it is not documented
azure-cause-edited = the rules on this page were edited: Azure answers for those that are deployed
azure-cause-edited-help = fetch them again to compare what is deployed
azure-cause-updating = Azure was still applying a change to one of the NSGs: at this point it sometimes still answers with the old rules
azure-cause-updating-help = try again in a minute
azure-cause-not-in-force = the effective rules are not the configured ones
azure-cause-not-in-force-help = compare with the effective rules; a change takes a while to reach the VM
azure-cause-not-running = the VM is not running, and Azure answers for running VMs only
azure-cause-not-running-help = start it and try again
azure-cause-foreign-group = an NSG of the resource group `{ $group }` applies, perhaps put there by a policy
azure-cause-foreign-group-unnamed = an NSG of another resource group applies
azure-cause-foreign-group-help = fetch `{ $id }` too
azure-cause-not-filtered = no network security group applies, so none blocks the flow
azure-cause-not-filtered-help = a Standard public IP address still blocks traffic from the internet until an NSG allows it
azure-cause-admin-rules-alone = Azure found no network security group and did not look further; what it answers where only security admin rules apply is not documented
azure-cause-admin-rules-alone-help = check the security admin rules of the virtual network
azure-cause-groups-not-in-force = in Azure no network security group is associated with the network interface or its subnet
azure-cause-groups-not-in-force-help = associate the NSGs on this page with them, or fetch the VM again
azure-cause-azure-does-not-know = Azure answered that it does not know
azure-cause-azure-does-not-know-help = try again in a minute: Azure was seen to answer so before new rules were applied
azure-cause-platform = this is traffic to { $service }, which the platform allows whatever ordinary rules say; Azure does not document what IP flow verify answers for it
azure-cause-platform-help = to deny it, name the service's tag in a deny rule
azure-cause-platform-rule = Azure names `{ $rule }`; traffic to { $service } passes by the platform's own rule
azure-cause-no-rule-name = Azure names no rule
azure-cause-rule-open = Azure names `{ $rule }`; this page cannot tell which rule decides, but the result is the same
azure-cause-other-group = { $place ->
    [subnet] both NSGs say { $access }; Azure names the rule of the subnet NSG
   *[nic] both NSGs say { $access }; Azure names the rule of the NIC NSG
}
azure-cause-another-rule = Azure says that `{ $theirs }` decides, where the rules on this page say `{ $ours }`
azure-cause-another-rule-help = the result is the same
azure-cause-same-name = Azure names the rule with that name in `{ $theirs }`, this page the one in `{ $ours }`
azure-cause-same-name-help = check which NSGs are associated
azure-cause-fact-settled = { $answer ->
    [yes] Azure's answer means yes, if everything else is as on this page
   *[no] Azure's answer means no, if everything else is as on this page
}
azure-cause-fact-help = answer it on this page
azure-cause-several-facts = several facts are missing, and Azure's answer does not say which of them explains it
azure-cause-several-facts-help = answer all but one of them, then try again

## Lists of flows: many/flow_list.rs, many/flow_list/row.rs

azure-list-values = { $values ->
    [one] a row with 1 value
   *[other] a row with { $values } values
}
azure-list-values-help = write `Inbound TCP 203.0.113.7:* -> 10.0.1.4:443`, or put a header line first: `direction,protocol,localIPAddress,localPort,remoteIPAddress,remotePort`
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
azure-list-open-quote = a quote is not closed
azure-list-open-quote-help = close the quote; one inside a quoted value is written twice

## Rules without a flow at their edges: many/boundaries.rs

azure-edge-protocol = IP flow verify answers for TCP and UDP only
azure-edge-ipv6 = IP flow verify answers for IPv4 only
azure-edge-other-address = the rule is about other addresses than those of this network interface
azure-edge-unknown = what the rule names is not known
azure-edge-not-reached = rules that are checked before it match every flow that was tried

### What the worker of the page says.

report-heading = Impact of the rule changes
contracts-empty = The list of contracts is empty.
contracts-no-list = A list named contracts is missing. Empty the box to insert an example of one.
contract-slip = { $place }: { $slip }.
contract-named = Contract “{ $name }”
contract-numbered = Contract { $number }
analysis-picture = { $service } from { $from } to { $to }: { $access }
analysis-picture-by-rule = { $service } from { $from } to { $to }: { $access } by { $rule }
map-may-be-in = may be in { $tag }
analysis-redact-group-cannot-say = These rules come from effective security rules, or contain something that could not be read, and a plain NSG cannot say the same. To redact it, paste the NSG itself.
analysis-redact-admin-rules-unread = The security admin rules contain something that could not be read, and cannot be redacted.
analysis-write-no-group = there is no NSG here
language-of-another-version = The page has been updated. Reload it.

## Recorded flows

traffic-not-begun = No files were read yet.

### What the worker of the page says.

report-heading = Impact of the rule changes
contracts-empty = The list of contracts is empty.
contracts-no-list = A list named contracts is missing. Empty the box to insert an example of one.
contract-slip = { $place }: { $slip }.
contract-named = Contract “{ $name }”
contract-numbered = Contract { $number }
analysis-picture = { $service } from { $from } to { $to }: { $access }
analysis-picture-by-rule = { $service } from { $from } to { $to }: { $access } by { $rule }
analysis-redact-group-cannot-say = These rules come from effective security rules, or hold what could not be read, and a plain group cannot say the same. Paste the group itself to redact it.
analysis-redact-admin-rules-unread = The security admin rules hold what could not be read, and cannot be redacted.
analysis-write-no-group = there is no group in this place
language-of-another-version = The page has changed meanwhile. Load it anew.

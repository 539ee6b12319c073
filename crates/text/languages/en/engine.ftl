### What the rules come to: reasons, questions, the verdict in one sentence.

## Words

access-allow = Allow
access-deny = Deny
access-depends = Depends
direction-inbound = Inbound
direction-outbound = Outbound

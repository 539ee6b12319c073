### Before the tool is loaded: what its scripts say.

loading = Loading…
not-loaded = The tool could not be loaded: { $cause }
try-again = Try again

## Contracts, whose file is read by the package's own code

contracts-empty = The list of contracts is empty.
contracts-no-json = This is no JSON: { $cause }.
contracts-no-yaml = This is no YAML: { $cause }.
contracts-no-list = A list named contracts is missing. Empty the box to insert an example of one.
contracts-named = Contract “{ $name }”
contracts-numbered = Contract { $number }
contracts-wrong = { $place }: { $cause }.
contracts-no-object = the contract is not an object
contracts-no-query = the query is not an object
contracts-only-no-list = `only` is not an array

## Lessons

lesson-missing = There is no lesson “{ $name }”. Choose one from the list.

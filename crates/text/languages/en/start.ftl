### Before the tool is loaded: what its scripts say.

# By this name the language is chosen.
language-name = English
loading = Loading…
not-loaded = The tool could not be loaded: { $cause }
try-again = Try again

## Contracts, whose file is JSON or YAML

contracts-no-json = This is not valid JSON: { $cause }.
contracts-no-yaml = This is not valid YAML: { $cause }.

## Lessons

lesson-missing = There is no lesson “{ $name }”. Choose one from the list.

// Completions as scripts of shells. Words are ours alone: nothing has to be quoted but apostrophes.

const quoted = (text) => `'${text.replace(/'/g, "'\\''")}'`;
const longOptions = (names) => names.map((name) => `--${name}`);

/** The choices of options that have some. */
const choicesOf = (options) => Object.entries(options).filter(([, { choices }]) => choices !== undefined);

export function bash(commands, options) {
  const cases = commands.map(({ name, options: names }) => `    ${name}) words="${longOptions(names).join(" ")}" ;;`);
  const choices = choicesOf(options).map(([name, { choices }]) => `    --${name}) COMPREPLY=($(compgen -W "${choices.join(" ")}" -- "$word")); return ;;`);
  return `# Completions of nsg-what-if for bash.
_nsg_what_if() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words=""
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
${choices.join("\n")}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(" ")}" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _nsg_what_if nsg-what-if
`;
}

export function zsh(commands, options) {
  const described = commands.map(({ name, about }) => `    ${quoted(`${name}:${about}`)}`);
  const argument = (name, says) => {
    const { about, value, choices } = { ...options[name], ...says[name] };
    const after = value === undefined ? "" : `:${value}:${choices === undefined ? "_files" : `(${choices.join(" ")})`}`;
    return quoted(`*--${name}[${about.replace(/[[\]:]/g, " ")}]${after}`);
  };
  const cases = commands.map(({ name, options: names, says }) => `    ${name}) _arguments ${names.map((option) => argument(option, says)).join(" ")} '*:file:_files' ;;`);
  return `#compdef nsg-what-if
# Completions of nsg-what-if for zsh.
_nsg_what_if() {
  local -a commands
  commands=(
${described.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join("\n")}
  esac
}
compdef _nsg_what_if nsg-what-if
`;
}

export function fish(commands, options) {
  const offered = commands.map(({ name, about }) => `complete -c nsg-what-if -n __fish_use_subcommand -a ${name} -d ${quoted(about)}`);
  const lines = commands.flatMap(({ name: command, options: names, says }) =>
    names.map((name) => {
      const { about, value, choices } = { ...options[name], ...says[name] };
      const after = value === undefined ? "" : choices === undefined ? " -r -F" : ` -x -a ${quoted(choices.join(" "))}`;
      return `complete -c nsg-what-if -n '__fish_seen_subcommand_from ${command}' -l ${name} -d ${quoted(about)}${after}`;
    }),
  );
  return `# Completions of nsg-what-if for fish.\n${[...offered, ...lines].join("\n")}\n`;
}

export function powershell(commands, options) {
  const list = (words) => words.map((word) => `'${word}'`).join(", ");
  const cases = commands.map(({ name, options: names }) => `        '${name}' { $candidates = @(${list(longOptions(names))}) }`);
  const choices = choicesOf(options).map(([name, { choices }]) => `        '--${name}' { $candidates = @(${list(choices)}) }`);
  return `# Completions of nsg-what-if for PowerShell.
Register-ArgumentCompleter -Native -CommandName nsg-what-if -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
    if ($wordToComplete -ne '') { $words = @($words | Select-Object -SkipLast 1) }
    $candidates = @()
    if ($words.Count -le 1) { $candidates = @(${list(commands.map(({ name }) => name))}) }
    else {
        switch ($words[1]) {
${cases.join("\n")}
        }
        switch ($words[-1]) {
${choices.join("\n")}
        }
    }
    $candidates | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
`;
}

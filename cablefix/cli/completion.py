"""Print a script that lets the shell complete commands, options and file names.

examples:
  eval "$(cablefix completion bash)"          in ~/.bashrc
  eval "$(cablefix completion zsh)"           in ~/.zshrc, after compinit
  cablefix completion fish > ~/.config/fish/completions/cablefix.fish
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator, Mapping

from cablefix.cli.console import say

SHELLS = ("bash", "zsh", "fish")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("shell", choices=SHELLS, help="the shell that you use")


def run(args: argparse.Namespace) -> int:
    """Print the script for a shell."""
    from cablefix.cli import build_parser

    commands = commands_of(build_parser())
    if args.shell == "fish":
        say("".join(f"{line}\n" for line in fish(commands)))
    else:
        zsh = "autoload -U +X bashcompinit && bashcompinit\n" if args.shell == "zsh" else ""
        say(zsh + bash(commands))
    return 0


def commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parsers of the commands, by name."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _options(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    return (a for a in parser._actions if a.option_strings)


def bash(commands: Mapping[str, argparse.ArgumentParser]) -> str:
    """The script for bash; zsh takes it too."""
    cases, values = [], []
    for name, parser in commands.items():
        words = " ".join(o for a in _options(parser) for o in a.option_strings)
        cases.append(f"    {name}) words={shlex.quote(words)} ;;")
        for action in parser._actions:
            if action.choices and action.option_strings:
                names = "|".join(f"{name}:{o}" for o in action.option_strings)
                choices = " ".join(map(str, action.choices))
                values.append(f"    {names}) choices={shlex.quote(choices)} ;;")
            elif action.choices:
                choices = " ".join(map(str, action.choices))
                values.append(f"    {name}:{name}) choices={shlex.quote(choices)} ;;")
    return _BASH.format(
        commands=shlex.quote(" ".join(commands)), cases="\n".join(cases), values="\n".join(values)
    )


_BASH = """\
_cablefix() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}"
  local words="" choices=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W {commands} -- "$current"))
    return
  fi
  case "${{COMP_WORDS[1]}}:$before" in
{values}
  esac
  case "${{COMP_WORDS[1]}}" in
{cases}
  esac
  if [ -n "$choices" ]; then
    COMPREPLY=($(compgen -W "$choices" -- "$current"))
  elif [ "${{current:0:1}}" = - ]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    COMPREPLY=()
  fi
}}
complete -o default -F _cablefix cablefix
"""


def fish(commands: Mapping[str, argparse.ArgumentParser]) -> Iterator[str]:
    """The script for fish, line by line."""
    for name, parser in commands.items():
        summary = (parser.description or "").split("\n")[0]
        yield (
            f"complete -c cablefix -n __fish_use_subcommand -f -a {name} -d {shlex.quote(summary)}"
        )
        for action in _options(parser):
            line = f"complete -c cablefix -n '__fish_seen_subcommand_from {name}'"
            for option in action.option_strings:
                line += f" -l {option[2:]}" if option.startswith("--") else f" -s {option[1:]}"
            if action.choices:
                line += f" -x -a {shlex.quote(' '.join(map(str, action.choices)))}"
            elif action.nargs != 0:
                line += " -r"
            if action.help and action.help != argparse.SUPPRESS:
                line += f" -d {shlex.quote(action.help)}"
            yield line

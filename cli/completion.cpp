// slalom completion SHELL: scripts that complete commands, options, and the names of plugins and suites.
#include "commands.hpp"
#include "exit_code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

namespace slalom::cli {

namespace {

constexpr Usage completion_usage{
    .command = "completion",
    .summary = "write a completion script for bash, zsh or fish",
    .arguments = "bash|zsh|fish",
    .about =
        "Writes a script for your shell that completes commands, options, and the names of plugins\n"
        "and suites.",
    .examples =
        "slalom completion bash > ~/.local/share/bash-completion/completions/slalom\n"
        "slalom completion zsh > ~/.zfunc/_slalom\n"
        "slalom completion fish > ~/.config/fish/completions/slalom.fish",
    .min_arguments = 1,
    .max_arguments = 1,
    .completes = "bash zsh fish"};

std::string command_names() {
  std::string names;
  for (const auto* command : all_commands()) names += fmt::format("{} ", command->usage.command);
  return names + "version";
}

std::string option_names(const Command& command) {
  std::string names;
  const auto options = all_options(command);
  for (const auto& option : options.options()) names += "--" + option->long_name() + " ";
  names.pop_back();
  return names;
}

/// The value of an option that is a folder, a file, or something else to be typed.
std::string value_kind(const po::option_description& option) {
  if (option.semantic()->max_tokens() == 0) return "";
  auto name = option.format_parameter();
  name = name.substr(0, name.find(' '));  // a default follows
  if (name == "DIR") return "@folders";
  if (name == "FILE") return "@files";
  if (name.find('|') == std::string::npos) return "@none";
  std::ranges::replace(name, '|', ' ');
  return name;
}

/// Shell words, in bash and zsh, that print what is offered for a kind of argument.
std::string offered(const std::string& kind) {
  if (kind == "@commands") return command_names();
  if (kind == "@plugins") return "$(slalom list --names 2>/dev/null)";
  if (kind == "@suites") return "$(slalom list suites --names 2>/dev/null)";
  return kind.starts_with("@") ? "" : kind;
}

/// Suites are files too.
bool takes_files(const std::string& kind) { return kind == "@files" || kind == "@suites"; }

/// Names with spaces stay whole.
std::string bash_files(const char* which) {
  return fmt::format(" compopt -o filenames; mapfile -t -O ${{#COMPREPLY[@]}} COMPREPLY < <(compgen {} -- \"$word\");",
                     which);
}

std::string bash_reply(const std::string& kind) {
  std::string reply;
  const auto words = offered(kind);
  if (!words.empty()) reply += fmt::format(" COMPREPLY+=($(compgen -W \"{}\" -- \"$word\"));", words);
  if (kind == "@folders") reply += bash_files("-d");
  if (takes_files(kind)) reply += bash_files("-f");
  return reply.empty() ? " :;" : reply;
}

std::string bash_script() {
  std::string script =
      "# bash completion for slalom\n"
      "_slalom() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n"
      "  COMPREPLY=()\n"
      "  if ((COMP_CWORD == 1)); then\n"
      "    COMPREPLY=($(compgen -W \"" +
      command_names() +
      " --help --version\" -- \"$word\"))\n"
      "    return\n"
      "  fi\n"
      "  case \"$command $previous\" in\n";
  for (const auto* command : all_commands()) {
    const auto options = all_options(*command);
    for (const auto& option : options.options())
      if (const auto kind = value_kind(*option); !kind.empty())
        script += fmt::format("    \"{} --{}\"){} return ;;\n", command->usage.command, option->long_name(),
                              bash_reply(kind));
  }
  script += "  esac\n  case $command in\n";
  for (const auto* command : all_commands())
    script +=
        fmt::format("    {}) if [[ $word == -* ]]; then COMPREPLY=($(compgen -W \"{}\" -- \"$word\")); else{} fi ;;\n",
                    command->usage.command, option_names(*command), bash_reply(command->usage.completes));
  return script + "  esac\n}\ncomplete -F _slalom slalom\n";
}

/// In single quotes, for zsh and fish.
std::string single_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string zsh_action(const std::string& kind) {
  if (kind == "@folders") return "_files -/";
  if (kind == "@files") return "_files";
  if (kind == "@none" || kind.empty()) return " ";
  if (kind == "@suites") return fmt::format("{{ compadd -- {}; _files -g \"*.yaml\" }}", offered(kind));
  return fmt::format("{{ compadd -- {} }}", offered(kind));
}

/// A description as _arguments takes it: without brackets and colons.
std::string zsh_description(std::string text) {
  std::erase_if(text, [](char c) { return c == '[' || c == ']'; });
  std::ranges::replace(text, ':', ';');
  std::ranges::replace(text, '\n', ' ');
  return text;
}

std::string zsh_script() {
  std::string script = "#compdef slalom\n_slalom() {\n  local -a commands=(\n";
  for (const auto* command : all_commands())
    script +=
        fmt::format("    {}\n", single_quoted(fmt::format("{}:{}", command->usage.command, command->usage.summary)));
  script +=
      "    'version:print the version'\n  )\n"
      "  if ((CURRENT == 2)); then _describe command commands; return; fi\n"
      "  local command=${words[2]}\n"
      "  shift words; ((CURRENT--))\n"
      "  case $command in\n";
  for (const auto* command : all_commands()) {
    script += fmt::format("    {}) _arguments", command->usage.command);
    const auto options = all_options(*command);
    for (const auto& option : options.options()) {
      const auto kind = value_kind(*option);
      auto spec = fmt::format("*--{}[{}]", option->long_name(), zsh_description(option->description()));
      if (!kind.empty()) spec += fmt::format(":{}:{}", option->format_parameter(), zsh_action(kind));
      script += " \\\n      " + single_quoted(spec);
    }
    script +=
        fmt::format(" \\\n      {} ;;\n", single_quoted(fmt::format("*: :{}", zsh_action(command->usage.completes))));
  }
  return script + "  esac\n}\n_slalom \"$@\"\n";
}

std::string fish_arguments(const std::string& kind) {
  if (kind == "@commands") return " -xa " + single_quoted(command_names());
  if (kind == "@plugins") return " -xa '(slalom list --names 2>/dev/null)'";
  if (kind == "@suites") return " -Fa '(slalom list suites --names 2>/dev/null)'";
  if (kind == "@folders") return " -xa '(__fish_complete_directories)'";
  if (kind == "@files") return " -F";
  return kind.empty() || kind == "@none" ? " -f" : " -xa " + single_quoted(kind);
}

std::string fish_script() {
  std::string script = "# fish completion for slalom\ncomplete -c slalom -f\n";
  for (const auto* command : all_commands())
    script += fmt::format("complete -c slalom -n __fish_use_subcommand -a {} -d {}\n", command->usage.command,
                          single_quoted(command->usage.summary));
  script += "complete -c slalom -n __fish_use_subcommand -a version -d 'print the version'\n";
  for (const auto* command : all_commands()) {
    const auto here = fmt::format("complete -c slalom -n '__fish_seen_subcommand_from {}'", command->usage.command);
    script += here + fish_arguments(command->usage.completes) + "\n";
    const auto options = all_options(*command);
    for (const auto& option : options.options()) {
      const auto kind = value_kind(*option);
      script += fmt::format("{} -l {} -d {}{}\n", here, option->long_name(), single_quoted(option->description()),
                            kind.empty()      ? ""
                            : kind == "@none" ? " -x"
                                              : fish_arguments(kind) + " -r");
    }
  }
  return script;
}

int completion(const Given& given) {
  const auto& shell = given.arguments[0];
  if (shell == "bash")
    std::cout << bash_script();
  else if (shell == "zsh")
    std::cout << zsh_script();
  else if (shell == "fish")
    std::cout << fish_script();
  else
    throw WrongRequest(fmt::format("there is no completion for the shell '{}'{}\nthe shells are: bash, zsh, fish",
                                   shell, did_you_mean(shell, {"bash", "zsh", "fish"})));
  return all_right;
}

}  // namespace

const Command commands::completion{.usage = completion_usage, .options = no_options, .run = cli::completion};

}  // namespace slalom::cli

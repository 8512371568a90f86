#include "man.hpp"

#include "commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <sstream>

namespace slalom::cli {

namespace {

/// Text that troff prints as it is: a leading dot or quote would be a request, and a plain '-' a hyphen.
std::string escaped(const std::string& text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
    line_start = c == '\n';
  }
  return out;
}

std::string title(const std::string& name, const std::string& summary) {
  std::string upper = name;
  std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return fmt::format(".TH {} 1 \"\" \"slalom {}\" \"User Commands\"\n.SH NAME\n{} \\- {}\n", upper, SLALOM_VERSION,
                     escaped(name), escaped(summary));
}

std::string verbatim(const std::string& heading, const std::string& lines) {
  return fmt::format(".SH {}\n.nf\n{}\n.fi\n", heading, escaped(lines));
}

std::string entry(const po::option_description& option) {
  const auto names = option.long_name() == "help" ? std::string("-h, --help") : "--" + option.long_name();
  const auto parameter = option.semantic()->max_tokens() == 0 ? "" : " " + option.format_parameter();
  return fmt::format(".TP\n.B {}\n{}\n", escaped(names + parameter), escaped(option.description()));
}

constexpr auto exit_codes =
    ".SH \"EXIT STATUS\"\n"
    ".TP\n0\nall right\n"
    ".TP\n1\na difference was found, something is worse, or a check failed\n"
    ".TP\n2\nthe request is wrong: usage, a mistake in a suite, a missing plugin\n"
    ".TP\n3\ndone, but some runs failed or are missing\n"
    ".TP\n4\nresults could not be read or written, or verify found some damaged\n"
    ".TP\n5\nanother error of the system, or a bug in slalom\n"
    ".TP\n6\ncompare cannot decide\n"
    ".TP\n130\ninterrupted; all finished runs are kept\n";

}  // namespace

std::string man_page() {
  auto page = title("slalom", "compare optimizers on test problems");
  page +=
      ".SH SYNOPSIS\n.B slalom\n.I COMMAND\n[options]\n.SH DESCRIPTION\n"
      "Loads optimizers and test problems as plugins, runs suites written in YAML in parallel over seeds, and writes "
      "a\n"
      "report: which optimizer won, where, by how much, and with what statistical confidence.\n.SH COMMANDS\n";
  for (const auto* command : all_commands())
    page += fmt::format(".TP\n.BR slalom\\-{} (1)\n{}\n", command->usage.command, escaped(command->usage.summary));
  return page + exit_codes;
}

std::string man_page(const Command& command) {
  const auto& usage = command.usage;
  auto page = title(fmt::format("slalom-{}", usage.command), usage.summary);
  page += fmt::format(".SH SYNOPSIS\n.B slalom {}\n{}\n.SH DESCRIPTION\n.nf\n{}\n.fi\n.SH OPTIONS\n", usage.command,
                      escaped(usage.arguments), escaped(usage.about));
  const auto options = all_options(command);
  for (const auto& option : options.options()) page += entry(*option);
  return page + verbatim("EXAMPLES", usage.examples) + exit_codes + ".SH \"SEE ALSO\"\n.BR slalom (1)\n";
}

}  // namespace slalom::cli

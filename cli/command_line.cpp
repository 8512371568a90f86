#include "command_line.hpp"

#include "exit_code.hpp"
#include "loader/data_source.hpp"
#include "process/shell.hpp"
#include "store/store.hpp"
#include "suite/nearest.hpp"

#include <fmt/format.h>
#include <boost/algorithm/string/replace.hpp>

#include <charconv>
#include <iostream>
#include <sstream>

namespace slalom::cli {

namespace {

constexpr unsigned help_width = 100;

std::string indented(const std::string& lines) {
  std::istringstream in(lines);
  std::string out;
  for (std::string line; std::getline(in, line);) out += "  " + line + "\n";
  return out;
}

/// The word of the usage line for an argument: "B" of "A B [options]", "DIR" of "DIR… [options]".
std::string argument_name(const Usage& usage, std::size_t index) {
  std::istringstream words(usage.arguments);
  std::string word;
  for (std::size_t i = 0; i <= index; ++i) words >> word;
  word = word.substr(0, word.find("…"));
  if (const auto last = word.rfind('|'); last != std::string::npos) word.replace(last, 1, " or ");
  boost::replace_all(word, "|", ", ");
  return word;
}

[[noreturn]] void refuse(const Usage& usage, const std::string& why) {
  throw WrongRequest(fmt::format("{}\nusage: slalom {} {}\n'slalom {} --help' explains it", why, usage.command,
                                 usage.arguments, usage.command));
}

std::string unknown_option(const std::string& name, const po::options_description& options) {
  std::vector<std::string> known;
  for (const auto& option : options.options()) known.push_back("--" + option->long_name());
  return fmt::format("unknown option '{}'{}", name, did_you_mean(name, known));
}

}  // namespace

void validate(boost::any& target, const std::vector<std::string>& given, Count*, int) {
  const auto& text = po::validators::get_single_string(given);
  Count count;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count.value);
  if (error != std::errc() || end != text.data() + text.size() || count.value == 0)
    throw po::error_with_option_name(fmt::format("%canonical_option% must be an integer, at least 1, not '{}'", text));
  target = count;
}

std::optional<std::string> Given::text(const char* option) const {
  return has(option) ? std::optional(options[option].as<std::string>()) : std::nullopt;
}

std::optional<std::uint64_t> Given::count(const char* option) const {
  return has(option) ? std::optional(options[option].as<Count>().value) : std::nullopt;
}

std::vector<std::string> Given::texts(const char* option) const {
  return has(option) ? options[option].as<std::vector<std::string>>() : std::vector<std::string>();
}

std::vector<std::filesystem::path> Given::paths(const char* option) const {
  const auto given = texts(option);
  return {given.begin(), given.end()};
}

po::options_description no_options() { return po::options_description(); }

po::options_description all_options(const Command& command) {
  po::options_description all("Options", help_width);
  all.add_options()("help,h", "print this help");
  const auto own = command.options();
  for (const auto& option : own.options()) all.add(option);
  return all;
}

std::string help_text(const Command& command) {
  const auto& usage = command.usage;
  std::ostringstream out;
  out << usage.about << "\n\nUsage: slalom " << usage.command << " " << usage.arguments << "\n\n"
      << all_options(command) << "\nExamples:\n"
      << indented(usage.examples);
  return out.str();
}

int run_command(const Command& command, const Arguments& words) {
  const auto& usage = command.usage;
  const auto all = all_options(command);
  Given given{.arguments = {}, .options = {}, .words = words, .passed_on = {}};
  Arguments own;
  for (const auto& word : words)
    (usage.passes_on != nullptr && word.starts_with(usage.passes_on) ? given.passed_on : own).push_back(word);
  try {
    using Style = po::command_line_style::style_t;
    const auto parsed =
        po::command_line_parser(own).options(all).style(Style::unix_style & ~Style::allow_guessing).run();
    given.arguments = po::collect_unrecognized(parsed.options, po::include_positional);
    po::store(parsed, given.options);
    if (!given.has("help")) po::notify(given.options);
  } catch (const po::unknown_option& error) {
    refuse(usage, unknown_option(error.get_option_name(), all));
  } catch (const po::error& error) {
    refuse(usage, error.what());
  }
  if (given.has("help")) {
    std::cout << help_text(command);
    return all_right;
  }
  if (given.arguments.size() < usage.min_arguments)
    refuse(usage, fmt::format("{} is missing", argument_name(usage, given.arguments.size())));
  if (given.arguments.size() > usage.max_arguments)
    refuse(usage, fmt::format("unexpected argument '{}'", given.arguments[usage.max_arguments]));
  return command.run(given);
}

void add_plugin_path(po::options_description& options) {
  options.add_options()("plugin-path", po::value<std::vector<std::string>>()->value_name("DIR"),
                        "search DIR for plugins first; may be given several times");
  add_sandbox(options);
}

void add_sandbox(po::options_description& options) {
  options.add_options()("sandbox", po::value<std::string>()->value_name("off|on|require"),
                        "restrict plugins to what a run needs; 'require' fails where the kernel cannot (default: on)");
}

process::Sandbox sandbox_of(const Given& given) {
  const auto word = given.text("sandbox").value_or("on");
  if (word == "off") return process::Sandbox::off;
  if (word == "on") return process::Sandbox::on;
  if (word != "require") throw WrongRequest(fmt::format("--sandbox {}: it takes off, on or require", word));
  if (const auto support = process::sandbox_support(); !support.complete())
    throw WrongRequest(fmt::format("--sandbox require: this kernel has {}", support.text()));
  return process::Sandbox::require;
}

po::options_description plugin_options() {
  po::options_description options;
  add_plugin_path(options);
  return options;
}

void add_run_options(po::options_description& options) {
  add_plugin_path(options);
  options.add_options()("data", po::value<std::vector<std::string>>()->value_name("DIR"),
                        "search DIR for data sets first; may be given several times");
  options.add_options()("data-limit", po::value<std::string>()->value_name("SIZE"),
                        "refuse data sets that would take more memory, such as 500M or 8G (default: 2G)");
}

std::uint64_t data_limit_of(const Given& given) {
  const auto text = given.text("data-limit");
  if (!text) return default_data_limit;
  constexpr std::string_view units = "KMGT";
  std::uint64_t number = 0;
  const auto* const end = text->data() + text->size();
  const auto [unit, error] = std::from_chars(text->data(), end, number);
  const auto power = unit == end ? units.npos : units.find(*unit);
  const unsigned bits = power == units.npos ? 0 : 10 * (static_cast<unsigned>(power) + 1);
  if (error != std::errc() || bits == 0 || unit + 1 != end || number == 0 || number > UINT64_MAX >> bits)
    throw WrongRequest(fmt::format("--data-limit must be a size such as 500M or 8G, not '{}'", *text));
  return number << bits;
}

void flush_output() {
  if (!std::cout.flush()) throw store::StoreError("cannot write standard output: is the disk full?");
}

std::string command_text(const std::string& command, const Arguments& arguments) {
  std::vector<std::string> words{"slalom", command};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return process::shell_command(words);
}

std::string did_you_mean(const std::string& name, const std::vector<std::string>& known) {
  const auto near = suite::nearest(name, known);
  return near ? fmt::format("; did you mean '{}'?", *near) : "";
}

}  // namespace slalom::cli

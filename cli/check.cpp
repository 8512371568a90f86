// slalom check FILE.so…
#include "command_line.hpp"
#include "commands.hpp"
#include "exit_code.hpp"

#include "check/check_file.hpp"
#include "check/part.hpp"
#include "check/table_reader.hpp"
#include "loader/interpreter.hpp"
#include "loader/search_paths.hpp"
#include "loader/source.hpp"
#include "process/search_path.hpp"
#include "process/shell.hpp"
#include "statistics/numbers.hpp"

#include <fmt/ranges.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <csignal>
#include <iostream>
#include <iterator>

namespace slalom::cli {

namespace {

using CheckVerdict = check::CheckResult::Verdict;

constexpr Usage check_usage{
    .command = "check",
    .summary = "check that plugins keep the rules for plugins",
    .arguments = "FILE… [options]",
    .about =
        "Checks all that plugins (shared libraries, or files in Python) offer against the rules for plugins, each\n"
        "in a process of its own: a crash is a failed check, after which the next plugin is checked.\n"
        "docs/plugins.md says what each check looks for. Exit code 1: a check failed; 2: a file cannot be used at all.",
    .examples = "slalom check build/plugins/my_rule.so\nslalom check build/plugins/*.so\nslalom check my_rule.py",
    .min_arguments = 1,
    .max_arguments = any_number,
    .completes = "@files"};

constexpr std::uint64_t default_timeout = 60;

check::CheckOptions checking(std::uint64_t timeout, bool sandbox) {
  return {.part_command = {loader::program_path().string(), "check-part", sandbox ? "sandbox" : "free"},
          .timeout = std::chrono::seconds(timeout),
          .sandbox = sandbox};
}

/// Prints findings under what they are about, and counts them.
struct Printer {
  std::string subject;
  std::size_t checks = 0, warnings = 0, failures = 0;

  void operator()(const check::CheckResult& f) {
    if (f.subject != subject) std::cout << f.subject << "\n";
    subject = f.subject;
    ++checks;
    warnings += f.verdict == CheckVerdict::warning ? 1 : 0;
    failures += f.verdict == CheckVerdict::fail ? 1 : 0;
    const char* word = f.verdict == CheckVerdict::ok ? "ok" : f.verdict == CheckVerdict::warning ? "warning" : "FAIL";
    std::cout << fmt::format("  {:<7}  {}{}{}\n", word, f.check, f.reason.empty() ? "" : ": ", f.reason);
    if (!f.printed.empty()) std::cout << "           it printed: " << f.printed << "\n";
    if (!f.command.empty())
      std::cout << fmt::format("           to see where: gdb -ex run --args {}\n", process::shell_command(f.command));
    if (f.left_out > 0) std::cout << fmt::format("           {} further checks of it were not run\n", f.left_out);
    std::cout.flush();
  }
};

/// Of the program itself, with folders of plugins and data sets that it may read.
void become_a_part(const std::string& sandbox, const std::vector<std::filesystem::path>& files,
                   const loader::SearchPaths& search_paths) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // not without the process that listens
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  constexpr rlim_t max_printed = 64U << 20U;
  const rlimit output{max_printed, max_printed};
  setrlimit(RLIMIT_FSIZE, &output);
  if (sandbox != "sandbox") return;
  auto paths = process::paths_of_plugins(files);
  std::ranges::move(loader::paths_of_sources(files), std::back_inserter(paths));
  paths.insert(paths.end(), search_paths.plugins.begin(), search_paths.plugins.end());
  std::ranges::move(process::folders_in(search_paths.data.folders), std::back_inserter(paths));
  process::enter_sandbox(paths);
}

/// What Python says begins with the file's name, and the line: "my_rule.py:3: SyntaxError: …".
std::string said_of(const std::filesystem::path& file, const std::string& reason) {
  return reason.starts_with(file.filename().string() + ":") ? (file.parent_path() / reason).string()
                                                            : fmt::format("{}: {}", file.string(), reason);
}

po::options_description check_options() {
  po::options_description options;
  options.add_options()("timeout", po::value<Count>()->value_name("S"), "limit each check to S seconds (default: 60)");
  add_sandbox(options);
  return options;
}

int check(const Given& given) {
  Printer printer;
  const auto options =
      checking(given.count("timeout").value_or(default_timeout), sandbox_of(given) != process::Sandbox::off);
  std::vector<std::string> unusable;
  if (std::ranges::any_of(given.arguments, loader::is_source)) loader::find_interpreter();
  for (const auto& file : given.arguments)
    if (const auto reason = check::check_file(file, options, std::ref(printer)))
      unusable.push_back(said_of(file, *reason));
  if (printer.checks > 0)
    std::cout << fmt::format("{}, {} failed, {}\n", statistics::counted(printer.checks, "check"), printer.failures,
                             statistics::counted(printer.warnings, "warning"));
  if (!unusable.empty()) throw WrongRequest(fmt::format("{}", fmt::join(unusable, "\n")));
  return printer.failures > 0 ? differs : all_right;
}

}  // namespace

const Command commands::check{.usage = check_usage, .options = check_options, .run = cli::check};

int check_part(const Arguments& arguments) {
  const auto search_paths = loader::find_search_paths({});
  const std::filesystem::path file = arguments.at(1);
  become_a_part(arguments.at(0), {file}, search_paths);
  if (arguments.size() == 2)
    check::look_into(file);
  else
    check::check_entry(file, arguments.at(2), arguments.at(3), std::stoul(arguments.at(4)), search_paths);
  return all_right;
}

int read_tables(const Arguments& arguments) {
  const std::vector<std::filesystem::path> files(arguments.begin() + 1, arguments.end());
  become_a_part(arguments.at(0), files, loader::find_search_paths({}));
  check::send_tables(files);
  return all_right;
}

}  // namespace slalom::cli

// What a subcommand takes, its help, and what was given.
#pragma once

#include "process/sandbox.hpp"

#include <boost/program_options.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace slalom::cli {

namespace po = boost::program_options;

using Arguments = std::vector<std::string>;

/// An integer, at least 1, as an option's value.
struct Count {
  std::uint64_t value = 0;
};
void validate(boost::any& target, const std::vector<std::string>& given, Count*, int);

struct Usage {
  const char* command;
  const char* summary;    ///< one line, for the list of commands
  const char* arguments;  ///< as the usage line names them: "DIR RUN"
  const char* about;
  const char* examples;  ///< lines, without indentation
  std::size_t min_arguments = 0, max_arguments = 0;
  const char* completes = "";       ///< what shells offer for arguments: words, or one of the kinds of completion.cpp
  const char* passes_on = nullptr;  ///< options that begin so are another program's
};

inline constexpr std::size_t any_number = static_cast<std::size_t>(-1);

struct Given {
  std::vector<std::string> arguments;
  po::variables_map options;
  Arguments words;      ///< all that stood behind the command
  Arguments passed_on;  ///< the options that Usage::passes_on names

  bool has(const char* option) const { return options.count(option) > 0; }
  /// And not by default.
  bool is_typed(const char* option) const { return has(option) && !options[option].defaulted(); }
  std::optional<std::string> text(const char* option) const;
  std::optional<std::uint64_t> count(const char* option) const;
  std::vector<std::string> texts(const char* option) const;
  std::vector<std::filesystem::path> paths(const char* option) const;
};

struct Command {
  Usage usage;
  po::options_description (*options)();
  int (*run)(const Given& given);  ///< returns an exit code
};

/// With --help, which every command takes.
po::options_description all_options(const Command& command);
std::string help_text(const Command& command);
/// Parses what stands behind the command's name and runs it, or prints its help. Throws WrongRequest with the nearest
/// right option.
int run_command(const Command& command, const Arguments& words);

po::options_description no_options();
/// --plugin-path and --sandbox, which commands take that name plugins.
void add_plugin_path(po::options_description& options);
po::options_description plugin_options();  ///< these alone
void add_sandbox(po::options_description& options);
/// By --sandbox. Throws WrongRequest if that is none of its values, or requires what the kernel does not have.
process::Sandbox sandbox_of(const Given& given);
/// What commands take that run problems: these two, --data and --data-limit.
void add_run_options(po::options_description& options);
/// Bytes, by --data-limit or by default. Throws WrongRequest if it is not a size.
std::uint64_t data_limit_of(const Given& given);

/// Throws store::StoreError if anything that went to standard output could not be written.
void flush_output();

/// The command as one would type it again.
std::string command_text(const std::string& command, const Arguments& arguments);

/// "; did you mean 'adam'?", or nothing if nothing is near.
std::string did_you_mean(const std::string& name, const std::vector<std::string>& known);

}  // namespace slalom::cli

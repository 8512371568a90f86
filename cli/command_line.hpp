// What a subcommand takes, its help, and what was given.
#pragma once

#include "commands.hpp"

#include <boost/program_options.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>

namespace slalom::cli {

namespace po = boost::program_options;

/// A whole number from 1 on, as an option's value.
struct Count {
  std::uint64_t value = 0;
};
void validate(boost::any& target, const std::vector<std::string>& given, Count*, int);

struct Usage {
  const char* command;
  const char* arguments;  ///< as the usage line names them: "DIR RUN"
  const char* about;
  const char* examples;              ///< lines, without indentation
  std::size_t fewest = 0, most = 0;  ///< arguments
};

inline constexpr std::size_t any_number = static_cast<std::size_t>(-1);

struct Given {
  std::vector<std::string> arguments;
  po::variables_map options;

  bool has(const char* option) const { return options.count(option) > 0; }
  std::optional<std::string> text(const char* option) const;
  std::optional<std::uint64_t> count(const char* option) const;
  std::vector<std::filesystem::path> paths(const char* option) const;
};

/// Nothing if the user asked for help, which was printed. Throws WrongRequest with the nearest right option.
std::optional<Given> parse(const Usage& usage, const po::options_description& options, const Arguments& arguments);

/// --plugin-path, which several commands take.
void add_plugin_path(po::options_description& options);
/// --data, which commands that run problems take.
void add_data(po::options_description& options);

/// Throws host::StoreError if anything that went to standard output could not be written.
void flush_output();

/// The command as one would type it again.
std::string command_text(const std::string& command, const Arguments& arguments);

/// "; did you mean 'adam'?", or nothing if nothing is near.
std::string did_you_mean(const std::string& name, const std::vector<std::string>& known);

}  // namespace slalom::cli

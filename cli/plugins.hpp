// The plugins of a command, with a word on standard error about each file that is none.
#pragma once

#include "command_line.hpp"
#include "loader/registry.hpp"
#include "loader/search_paths.hpp"
#include "process/sandbox.hpp"
#include "session/executor.hpp"

namespace slalom::cli {

struct Plugins {
  loader::SearchPaths search_paths;
  loader::Registry registry;  ///< none of them is loaded into this process
  process::Sandbox sandbox = process::Sandbox::on;
};

/// What to say besides where a plugin is not there.
inline constexpr auto elsewhere = "plugins of your own are found with --plugin-path DIR; 'slalom list' lists all";

/// Reads the source files that suites name: what cannot be used is reported as a mistake of the suite.
/// Throws WrongRequest if two files would have one name.
void load_sources(Plugins& plugins, const std::vector<loader::SourceFile>& sources);

/// All but the plugins, by the same options as load_plugins().
Plugins found_without_plugins(const Given& given);

/// Reads the tables of files, each in a process of its own. `plugins` need not outlive it.
loader::TableReader table_reader(const Plugins& plugins);

/// By the options --plugin-path, --data, --data-limit and --sandbox. Throws WrongRequest if a folder of them is not
/// there, or if a sandbox is required that the kernel does not have.
Plugins load_plugins(const Given& given);

/// How their runs are executed, all else by default.
run::ExecutionOptions execution_options(const Plugins& plugins);

/// In workers or, for debuggers, in this process.
std::unique_ptr<session::Executor> make_executor(const Plugins& plugins, bool in_process = false);

}  // namespace slalom::cli

// slalom COMMAND …: finds the command and turns what it throws into a message and an exit code.
#include "charts/draw.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "help.hpp"
#include "loader/text.hpp"
#include "process/output_file.hpp"
#include "process/process_state.hpp"
#include "session/provenance.hpp"
#include "store/store.hpp"

#include <boost/algorithm/string/replace.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>

namespace cli = slalom::cli;

namespace {

/// Names of files are any bytes.
void say(const std::exception& error, const char* more = "") {
  std::cerr << "slalom: " << slalom::loader::escaped(error.what()) << more << "\n";
}

void check_text(const char* what, const std::string& text) {
  auto line = slalom::loader::escaped(text);
  boost::replace_all(line, "\n", "\\x0a");
  if (line != text)
    throw cli::WrongRequest(std::string(what) + " '" + line +
                            "' is not UTF-8, or has control characters: take a name without them");
}

/// Names of files stand in results and reports, which are UTF-8.
void check_names(const cli::Arguments& words) {
  for (const auto& word : words) check_text("the argument", word);
  for (const auto* variable : {"SLALOM_DATA", "SLALOM_PLUGIN_PATH", "SLALOM_PYTHON", "SLALOM_LEVEL"})
    if (const char* value = std::getenv(variable)) check_text(variable, value);
  std::error_code gone;
  check_text("the current folder", std::filesystem::current_path(gone).string());
  check_text("the program", std::filesystem::read_symlink("/proc/self/exe", gone).string());
}

int run(const cli::Arguments& words) {
  if (words.empty()) {
    std::cerr << cli::overview();
    return cli::wrong_request;
  }
  const auto& name = words[0];
  const cli::Arguments rest(words.begin() + 1, words.end());
  if (name == "worker") return cli::worker(rest);
  if (name == "guard") return cli::guard(rest);
  if (name == "check-part") return cli::check_part(rest);
  if (name == "read-tables") return cli::read_tables(rest);
  check_names(words);
  if (name == "--help" || name == "-h") {
    std::cout << cli::overview();
    return cli::all_right;
  }
  if (name == "--version" || name == "version") {
    std::cout << slalom::session::version_text() << "\n";
    return cli::all_right;
  }
  return cli::run_command(cli::command_named(name), rest);
}

}  // namespace

int main(int count, char** words) {
  slalom::process::set_signals_of_program();
  slalom::process::keep_standard_descriptors();
  try {
    const int code = run(cli::Arguments(words + 1, words + count));
    cli::flush_output();
    return code;
  } catch (const cli::WrongRequest& error) {
    say(error);
    return cli::wrong_request;
  } catch (const slalom::store::StoreError& error) {
    say(error);
    return cli::no_access;
  } catch (const slalom::process::FileError& error) {
    say(error);
    return cli::no_access;
  } catch (const slalom::charts::Interrupted& error) {
    say(error, "; the results are kept");
    return cli::interrupted;
  } catch (const std::filesystem::filesystem_error& error) {
    say(error);
    return cli::no_access;
  } catch (const std::exception& error) {
    say(error);
    return cli::broken;
  }
}

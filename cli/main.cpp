// slalom COMMAND …: finds the command and turns what it throws into a message and an exit code.
#include "charts/draw.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "help.hpp"
#include "process/process_state.hpp"
#include "session/provenance.hpp"
#include "store/store.hpp"

#include <iostream>

namespace cli = slalom::cli;

namespace {

int run(const cli::Arguments& words) {
  if (words.empty()) {
    std::cerr << cli::overview();
    return cli::wrong_request;
  }
  const auto& name = words[0];
  const cli::Arguments rest(words.begin() + 1, words.end());
  if (name == "worker") return cli::worker(rest);
  if (name == "check-part") return cli::check_part(rest);
  if (name == "read-tables") return cli::read_tables(rest);
  if (name == "--help" || name == "-h") {
    std::cout << cli::overview();
    return cli::all_right;
  }
  if (name == "--version" || name == "version") {
    std::cout << slalom::host::version_text() << "\n";
    return cli::all_right;
  }
  return cli::run_command(cli::command_named(name), rest);
}

}  // namespace

int main(int count, char** words) {
  slalom::host::set_signals_of_program();
  slalom::host::keep_standard_descriptors();
  try {
    const int code = run(cli::Arguments(words + 1, words + count));
    cli::flush_output();
    return code;
  } catch (const cli::WrongRequest& error) {
    std::cerr << "slalom: " << error.what() << "\n";
    return cli::wrong_request;
  } catch (const slalom::host::StoreError& error) {
    std::cerr << "slalom: " << error.what() << "\n";
    return cli::no_access;
  } catch (const slalom::report::Interrupted& error) {
    std::cerr << "slalom: " << error.what() << "; the results are kept\n";
    return cli::interrupted;
  } catch (const std::filesystem::filesystem_error& error) {
    std::cerr << "slalom: " << error.what() << "\n";
    return cli::no_access;
  } catch (const std::exception& error) {
    std::cerr << "slalom: " << error.what() << "\n";
    return cli::broken;
  }
}

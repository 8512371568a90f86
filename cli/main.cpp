// slalom COMMAND …: finds the command and turns what it throws into a message and an exit code.
#include "charts/draw.hpp"
#include "command_line.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "provenance.hpp"
#include "store/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <iostream>

namespace {

using slalom::cli::Arguments;

struct Command {
  const char* name;
  const char* summary;
  int (*run)(const Arguments& arguments);
};

constexpr std::array commands{
    Command{"run", "run what suites ask for, then write the report", slalom::cli::run},
    Command{"report", "write the report of results again, or one report of several", slalom::cli::report},
    Command{"merge", "put the results of shards, or of several machines, together", slalom::cli::merge},
    Command{"submit", "run a suite on a Slurm cluster, in shards", slalom::cli::submit},
    Command{"status", "say how far a suite on a cluster is", slalom::cli::status},
    Command{"compare", "say what got better or worse between two results", slalom::cli::compare},
    Command{"export", "write results as CSV or JSON", slalom::cli::export_data},
    Command{"list", "list optimizers, problems and schedules", slalom::cli::list},
    Command{"show", "show one of them with its settings and source", slalom::cli::show},
    Command{"validate", "check a suite and say what it would run", slalom::cli::validate},
    Command{"check", "check that a plugin keeps the rules for plugins", slalom::cli::check},
    Command{"new", "begin an optimizer or a problem of your own", slalom::cli::create},
    Command{"bench", "time every optimizer's step and every problem's gradient", slalom::cli::bench},
    Command{"replay", "run one run again and check that it gives the same bits", slalom::cli::replay},
};

void print_help(std::ostream& out) {
  out << "Races optimizers down loss functions and reports which one won, where, and by how much.\n\n"
         "Usage: slalom COMMAND …\n\nCommands:\n";
  for (const auto& c : commands) out << fmt::format("  {:<10} {}\n", c.name, c.summary);
  out << "\n'slalom COMMAND --help' explains a command, 'slalom --version' tells the version.\n\nExamples:\n"
         "  slalom run suites/lecture.yaml\n"
         "  slalom show adam\n";
}

int run_command(const std::string& name, const Arguments& arguments) {
  if (name == "worker") return slalom::cli::worker(arguments);
  if (name == "check-part") return slalom::cli::check_part(arguments);
  const auto* const command = std::ranges::find(commands, name, &Command::name);
  if (command != commands.end()) return command->run(arguments);
  std::vector<std::string> known;
  for (const auto& c : commands) known.emplace_back(c.name);
  throw slalom::cli::WrongRequest(fmt::format("unknown command '{}'{}\n'slalom --help' lists the commands", name,
                                              slalom::cli::did_you_mean(name, known)));
}

int run(const Arguments& words) {
  if (words.empty()) {
    print_help(std::cerr);
    return slalom::cli::wrong_request;
  }
  if (words[0] == "--help" || words[0] == "-h") {
    print_help(std::cout);
    return slalom::cli::all_right;
  }
  if (words[0] == "--version") {
    std::cout << slalom::cli::version_text() << "\n";
    return slalom::cli::all_right;
  }
  return run_command(words[0], Arguments(words.begin() + 1, words.end()));
}

}  // namespace

int main(int count, char** words) {
  std::signal(SIGXFSZ, SIG_IGN);  // then a write beyond the file size limit fails like one to a full disk
  try {
    const int code = run(Arguments(words + 1, words + count));
    slalom::cli::flush_output();
    return code;
  } catch (const slalom::cli::WrongRequest& error) {
    std::cerr << "slalom: " << error.what() << "\n";
    return slalom::cli::wrong_request;
  } catch (const slalom::host::StoreError& error) {
    std::cerr << "slalom: " << error.what() << "\n";
    return slalom::cli::no_access;
  } catch (const slalom::report::Interrupted& error) {
    std::cerr << "slalom: " << error.what() << "; the results are kept\n";
    return slalom::cli::interrupted;
  } catch (const std::filesystem::filesystem_error& error) {
    std::cerr << "slalom: " << error.what() << "\n";
    return slalom::cli::no_access;
  } catch (const std::exception& error) {
    std::cerr << "slalom: " << error.what() << "\n";
    return slalom::cli::broken;
  }
}

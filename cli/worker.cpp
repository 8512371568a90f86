// slalom worker DESCRIPTOR and slalom guard PROCESS FOLDER FOLDER: what `slalom run` starts for itself.
#include "worker/worker.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "worker/guard.hpp"

namespace slalom::cli {

int worker(const Arguments& arguments) {
  if (arguments.size() != 1) throw WrongRequest("workers are started by 'slalom run'");
  worker::work(std::stoi(arguments[0]));
}

int guard(const Arguments& arguments) {
  if (arguments.size() != 3) throw WrongRequest("guards are started by 'slalom run'");
  worker::guard(std::stoi(arguments[0]), {.version = 0, .memory = arguments[1], .processes = arguments[2]});
  return all_right;
}

}  // namespace slalom::cli

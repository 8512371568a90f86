// slalom worker DESCRIPTOR: what `slalom run` starts for itself.
#include "worker/worker.hpp"
#include "commands.hpp"
#include "exit_code.hpp"

namespace slalom::cli {

int worker(const Arguments& arguments) {
  if (arguments.size() != 1) throw WrongRequest("workers are started by 'slalom run'");
  host::work(std::stoi(arguments[0]));
}

}  // namespace slalom::cli

// Loads everywhere but in workers.
#include <slalom/optimizer.hpp>

#include <fstream>
#include <iterator>
#include <string>

namespace {

[[gnu::constructor]] void hang_in_workers() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  const std::string command{std::istreambuf_iterator<char>(file), {}};
  if (command.find(std::string("\0worker\0", 8)) == std::string::npos) return;
  for (volatile bool for_ever = true; for_ever;) {
  }
}

}  // namespace

template <class Real>
struct HangsInWorkers : slalom::Optimizer<Real> {
  void step(slalom::Oracle<Real>&, std::span<Real>) {}
};
SLALOM_OPTIMIZER(HangsInWorkers, "hangs_in_workers", "A fault on purpose", "test")

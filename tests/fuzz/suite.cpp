// Any bytes as a suite: planned, or refused with mistakes that have a text.
#include "suite/suite.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

using namespace slalom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const loader::Registry registry = loader::Registry::load(std::filesystem::path(ZOO));
  static const int file = memfd_create("suite", 0);
  static const std::string path = "/proc/self/fd/" + std::to_string(file);
  if (ftruncate(file, 0) != 0 || pwrite(file, data, size, 0) != static_cast<ssize_t>(size)) std::abort();

  const auto result = suite::plan_suite(path, registry, {.seeds = 1});
  if (const auto* diagnostics = std::get_if<suite::DiagnosticList>(&result)) {
    if (diagnostics->empty()) std::abort();
    for (const auto& diagnostic : *diagnostics)
      if (diagnostic.text().empty()) std::abort();
  } else if (std::get<suite::Plan>(result).runs.empty()) {
    std::abort();
  }
  return 0;
}

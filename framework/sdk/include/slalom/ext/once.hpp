// What takes a problem long to compute, computed once: see <slalom/ext/once.h>.
#pragma once

#include <slalom/ext/once.h>

#include <vector>

namespace [[gnu::visibility("hidden")]] slalom {

/// To be called while a problem is constructed, with its `context().host`: the std::vector<double> that `compute`
/// gives, or gave when the same problem was opened before.
template <class Compute>
std::vector<double> once(const slalom_host* host, Compute compute) {
  const auto* offered = host->extension == nullptr ? nullptr : host->extension(host->self, SLALOM_ONCE);
  if (offered == nullptr) return compute();
  const auto& cache = *static_cast<const slalom_once*>(offered);
  const double* numbers = nullptr;
  std::size_t count = 0;
  if (cache.lookup(cache.self, &numbers, &count) != 0) return {numbers, numbers + count};
  std::vector<double> computed = compute();
  cache.store(cache.self, computed.data(), computed.size());
  return computed;
}

}  // namespace slalom

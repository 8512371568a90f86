// The initial learning rate for optimizers: see <slalom/ext/initial_rate.h>.
#pragma once

#include <slalom/ext/initial_rate.h>
#include <slalom/optimizer.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

/// The learning rate of the suite, which warm-up and schedule multiply; nothing where the host does not say. Call it
/// while the optimizer is constructed: `initial_rate(this->context())`.
inline std::optional<double> initial_rate(const detail::Construction& context) {
  if (context.declaring() || context.host->extension == nullptr) return std::nullopt;
  const auto* found =
      static_cast<const slalom_initial_rate*>(context.host->extension(context.host->self, SLALOM_INITIAL_RATE));
  return found == nullptr ? std::nullopt : std::optional(found->rate);
}

}  // namespace slalom

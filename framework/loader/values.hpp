// Settings in the form that plugins take.
#pragma once

#include "loader/registry.hpp"

#include <deque>

namespace slalom::loader {

/// A complete object of settings. Keeps what it points to.
class Values {
 public:
  /// The registry is for optimizers and problems inside of others; throws PluginError if it does not have one.
  Values(std::span<const Setting> settings, const Json& complete, const Registry& registry);
  const slalom_value* const* data() const { return pointers_.data(); }

 private:
  const slalom_inner* inner(const Json& value, const Registry& registry);

  std::deque<std::string> texts_;
  std::deque<std::vector<double>> lists_;
  std::deque<Values> inner_values_;
  std::deque<slalom_inner> inners_;
  std::deque<slalom_value> values_;
  std::vector<const slalom_value*> pointers_;
};

}  // namespace slalom::loader

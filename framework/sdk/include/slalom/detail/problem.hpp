// What a problem tells of itself: what <slalom/problem.hpp> declares.
#pragma once

#include <slalom/problem.hpp>

#include <utility>

namespace [[gnu::visibility("hidden")]] slalom {

SLALOM_INLINE std::size_t Description::add(std::string name, std::vector<std::size_t> shape, Role role) {
  const auto offset = dimension;
  std::size_t count = 1;
  for (auto extent : shape) count *= extent;
  dimension += count;
  tensors.push_back({std::move(name), std::move(shape), role});
  return offset;
}

namespace detail {

SLALOM_INLINE DescriptionTable::DescriptionTable(const Description& d) {
  std::size_t offset = 0;
  for (const auto& t : d.tensors) {
    tensors.push_back({.struct_size = sizeof(slalom_tensor),
                       .name = t.name.c_str(),
                       .offset = offset,
                       .rank = t.shape.size(),
                       .shape = t.shape.data(),
                       .role = static_cast<slalom_role>(t.role)});
    std::size_t count = 1;
    for (auto extent : t.shape) count *= extent;
    offset += count;
  }
  for (const auto& t : tensors) pointers.push_back(&t);
  for (const auto& m : d.minimizers) minimizers.insert(minimizers.end(), m.begin(), m.end());
  space = {.struct_size = sizeof(slalom_space),
           .dimension = d.dimension,
           .tensors = pointers.data(),
           .tensor_count = pointers.size(),
           .lower = nullptr,
           .upper = nullptr,
           .hard_bounds = 0};
  c = {.struct_size = sizeof(slalom_description),
       .space = &space,
       .examples = d.examples,
       .serial = d.serial ? 1 : 0,
       .minimum = d.minimum ? &*d.minimum : nullptr,
       .minimizers = minimizers.data(),
       .minimizer_count = d.minimizers.size(),
       .lower = d.lower.empty() ? nullptr : d.lower.data(),
       .upper = d.upper.empty() ? nullptr : d.upper.data(),
       .window = d.window ? d.window->data() : nullptr,
       .metrics = d.metrics.data(),
       .metric_count = d.metrics.size(),
       .hard_bounds = d.hard_bounds ? 1 : 0,
       .minimum_unknown = d.minimum || d.minimum_unknown.empty() ? nullptr : d.minimum_unknown.c_str()};
}

}  // namespace detail
}  // namespace slalom

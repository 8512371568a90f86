// An optimizer whose step is the same formula for each number of w: runs of it can be stepped together, see
// <slalom/ext/lanes.h>.
#pragma once

#include <slalom/ext/lanes.h>
#include <slalom/optimizer.hpp>

#include <string_view>

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

template <template <class> class Algorithm>
struct ElementwisePlugin {
  using Plugin = OptimizerPlugin<Algorithm>;

  static const void* extension(const char* name) {
    static constexpr slalom_elementwise offered{.struct_size = sizeof(slalom_elementwise)};
    return std::string_view(name) == SLALOM_ELEMENTWISE ? &offered : Plugin::extension(name);
  }
  static void describe(Table& table, const char* name, const char* title, const char* source) {
    Plugin::describe(table, name, title, source, &extension);
  }
};

}  // namespace detail
}  // namespace slalom

/// As SLALOM_OPTIMIZER, for an Algorithm whose step asks for gradients alone, without their values, and treats each
/// number of w by itself.
#define SLALOM_ELEMENTWISE_OPTIMIZER(Algorithm, name, title, source)                      \
  SLALOM_REGISTER([](::slalom::detail::Table& table) {                                    \
    ::slalom::detail::ElementwisePlugin<Algorithm>::describe(table, name, title, source); \
  })

// Functions of each number alone.
#pragma once

#include "network.hpp"

#include <string_view>

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

inline constexpr std::initializer_list<const char*> activation_names = {"tanh", "relu", "gelu", "sigmoid"};

/// One of activation_names.
template <class Real>
void activation(Network<Real>& net, std::string_view name);

}  // namespace layers
}  // namespace slalom

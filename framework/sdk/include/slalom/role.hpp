// What a tensor is for. See slalom_role in <slalom/plugin.h>.
#pragma once

#include <slalom/plugin.h>

#include <cstddef>

namespace [[gnu::visibility("hidden")]] slalom {

enum class Role : slalom_role {
  unknown = SLALOM_ROLE_UNKNOWN,
  matrix = SLALOM_ROLE_MATRIX,
  embedding = SLALOM_ROLE_EMBEDDING,
  head = SLALOM_ROLE_HEAD,
  bias = SLALOM_ROLE_BIAS,
  norm = SLALOM_ROLE_NORM,
  convolution = SLALOM_ROLE_CONVOLUTION
};

/// Unknown for tensors of plugins and hosts that were built before there were roles.
inline Role role_of(const slalom_tensor& tensor) {
  constexpr auto needed = offsetof(slalom_tensor, role) + sizeof(slalom_tensor::role);
  return tensor.struct_size < needed ? Role::unknown : static_cast<Role>(tensor.role);
}

}  // namespace slalom

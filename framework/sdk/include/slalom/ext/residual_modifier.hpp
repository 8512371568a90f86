// A modifier that leaves values as they are, and passes the inner problem's residuals on.
#pragma once

#include <slalom/ext/residuals.h>
#include <slalom/modifier.hpp>

#include <string_view>

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

/// Residuals without a dense Jacobian are not passed on.
template <template <class> class Loss>
struct ResidualModifierPlugin {
  using Plugin = ProblemPlugin<Loss>;
  static_assert(!Plugin::always_in_double, "residuals are asked for in both real types");
  template <class Real>
  using Instance = TypedProblemInstance<Loss<Real>, Real>;

  template <class Real>
  static const slalom_residuals& offered(void* workspace) {
    return *opened<Real>(workspace).instance.loss.inner().residuals();
  }
  template <class Real>
  static auto& opened(void* workspace) {
    return *static_cast<typename Instance<Real>::Workspace*>(static_cast<ProblemWorkspace*>(workspace));
  }
  template <class Real>
  static slalom_status values(void* workspace, const void* w, void* residuals) {
    constexpr slalom_real real = std::is_same_v<Real, float> ? SLALOM_FLOAT32 : SLALOM_FLOAT64;
    return offered<Real>(workspace).values[real](opened<Real>(workspace).scratch.c(), w, residuals);
  }
  template <class Real>
  static slalom_status jacobian(void* workspace, const void* w, void* residuals, void* jacobian) {
    constexpr slalom_real real = std::is_same_v<Real, float> ? SLALOM_FLOAT32 : SLALOM_FLOAT64;
    return offered<Real>(workspace).jacobian[real](opened<Real>(workspace).scratch.c(), w, residuals, jacobian);
  }
  static std::size_t count(const void* instance) {
    const auto* any = static_cast<const ProblemInstance*>(instance);
    if (const auto* in_double = dynamic_cast<const Instance<double>*>(any))
      return in_double->loss.inner().residual_count();
    return dynamic_cast<const Instance<float>&>(*any).loss.inner().residual_count();
  }
  static const void* extension(const char* name) {
    static constexpr slalom_residuals residuals{.struct_size = sizeof(slalom_residuals),
                                                .count = &count,
                                                .values = {&values<double>, &values<float>},
                                                .jacobian = {&jacobian<double>, &jacobian<float>},
                                                .product = {nullptr, nullptr},
                                                .transposed_product = {nullptr, nullptr}};
    return std::string_view(name) == SLALOM_RESIDUALS ? &residuals : Plugin::extension(name);
  }
  static void describe(Table& table, const char* name, const char* title, const char* source) {
    Plugin::describe(table, name, title, source, &extension);
  }
};

}  // namespace detail
}  // namespace slalom

/// As SLALOM_PROBLEM, for a Modifier whose values and gradients are the inner problem's.
#define SLALOM_RESIDUAL_MODIFIER(Loss, name, title, source)                               \
  SLALOM_REGISTER([](::slalom::detail::Table& table) {                                    \
    ::slalom::detail::ResidualModifierPlugin<Loss>::describe(table, name, title, source); \
  })

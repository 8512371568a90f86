// What is computed from residuals and their Jacobian: what <slalom/ext/residual_problem.hpp> declares.
#pragma once

#include <slalom/detail/problem.hpp>
#include <slalom/ext/residual_problem.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

SLALOM_INLINE SquaresWorkspace::SquaresWorkspace(const SumOfSquares& squares, slalom_real real,
                                                 const slalom_host* its_host)
    : real_(real),
      metrics_(squares.description.metrics.size()),
      w_(squares.description.dimension),
      v_(w_.size()),
      r_(squares.residual_count),
      J_(r_.size() * w_.size()),
      g_(w_.size()) {
  host = its_host;
}

SLALOM_INLINE SquaresWorkspace::~SquaresWorkspace() = default;

SLALOM_INLINE void SquaresWorkspace::start(Random random, void* point) {
  std::ranges::fill(w_, 0.0);
  compute_start(random, w_);
  give(w_, point);
}

SLALOM_INLINE void SquaresWorkspace::measure(const void* point, double* metrics) {
  take(point, w_);
  compute_metrics(w_, {metrics, metrics_});
}

SLALOM_INLINE void SquaresWorkspace::hessian_vector(const slalom_query& query, const void* v, void* product) {
  take(query.w, w_);
  take(v, v_);
  compute_hessian_vector(w_, v_, g_);
  give(g_, product);
}

SLALOM_INLINE void SquaresWorkspace::evaluate(slalom_query& query) {
  residuals_at(query.w);
  double sum = 0;
  for (const double r : r_) sum += r * r;
  query.value = sum / 2;
  if (query.gradient == nullptr) return;
  update_jacobian();
  give_transposed_product(query.gradient);
}

SLALOM_INLINE void SquaresWorkspace::residuals(const void* point, void* values) {
  residuals_at(point);
  give(r_, values);
}

SLALOM_INLINE void SquaresWorkspace::jacobian(const void* point, void* values, void* slopes) {
  if (values != nullptr)
    residuals(point, values);
  else
    take(point, w_);
  update_jacobian();
  give(J_, slopes);
}

SLALOM_INLINE void SquaresWorkspace::product(const void* point, const void* v, void* Jv) {
  take(point, w_);
  update_jacobian();
  take(v, g_);
  for (std::size_t i = 0; i < r_.size(); ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < g_.size(); ++j) sum += J_[i * g_.size() + j] * g_[j];
    r_[i] = sum;
  }
  give(r_, Jv);
}

SLALOM_INLINE void SquaresWorkspace::transposed_product(const void* point, const void* u, void* Jtu) {
  take(point, w_);
  update_jacobian();
  take(u, r_);
  give_transposed_product(Jtu);
}

SLALOM_INLINE void SquaresWorkspace::residuals_at(const void* point) {
  take(point, w_);
  compute_residuals(w_, r_);
}

SLALOM_INLINE void SquaresWorkspace::update_jacobian() {
  std::ranges::fill(J_, 0.0);
  compute_jacobian(w_, J_);
}

SLALOM_INLINE void SquaresWorkspace::give_transposed_product(void* out) {
  std::ranges::fill(g_, 0.0);
  for (std::size_t i = 0; i < r_.size(); ++i)
    for (std::size_t j = 0; j < g_.size(); ++j) g_[j] += J_[i * g_.size() + j] * r_[i];
  give(g_, out);
}

SLALOM_INLINE void SquaresWorkspace::take(const void* from, Vector<double>& to) const { detail::take(real_, from, to); }

SLALOM_INLINE void SquaresWorkspace::give(const Vector<double>& numbers, void* out) const {
  detail::give(real_, numbers, out);
}

inline SquaresWorkspace& squares_in(void* workspace) {
  return *static_cast<SquaresWorkspace*>(static_cast<ProblemWorkspace*>(workspace));
}

SLALOM_INLINE slalom_status evaluate_squares(void* workspace, slalom_query* query) {
  auto& ws = squares_in(workspace);
  return guarded(ws.host, [&] { ws.evaluate(*query); });
}

SLALOM_INLINE const void* residuals_extension(const char* name) {
  constexpr auto values = [](void* workspace, const void* w, void* residuals) {
    auto& ws = squares_in(workspace);
    return guarded(ws.host, [&] { ws.residuals(w, residuals); });
  };
  constexpr auto jacobian = [](void* workspace, const void* w, void* residuals, void* slopes) {
    auto& ws = squares_in(workspace);
    return guarded(ws.host, [&] { ws.jacobian(w, residuals, slopes); });
  };
  constexpr auto product = [](void* workspace, const void* w, const void* v, void* Jv) {
    auto& ws = squares_in(workspace);
    return guarded(ws.host, [&] { ws.product(w, v, Jv); });
  };
  constexpr auto transposed_product = [](void* workspace, const void* w, const void* u, void* Jtu) {
    auto& ws = squares_in(workspace);
    return guarded(ws.host, [&] { ws.transposed_product(w, u, Jtu); });
  };
  static constexpr slalom_residuals extension{
      .struct_size = sizeof(slalom_residuals),
      .count =
          [](const void* instance) {
            return static_cast<const SquaresInstance*>(static_cast<const ProblemInstance*>(instance))->residual_count();
          },
      .values = {values, values},
      .jacobian = {jacobian, jacobian},
      .product = {product, product},
      .transposed_product = {transposed_product, transposed_product}};
  return std::string_view(name) == SLALOM_RESIDUALS ? &extension : nullptr;
}

}  // namespace detail
}  // namespace slalom

// Residuals for optimizers: see <slalom/ext/residuals.h>. For problems see <slalom/ext/residual_problem.hpp>.
#pragma once

#include <slalom/ext/residuals.h>
#include <slalom/optimizer.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

/// A member `slalom::Residuals<Real> residuals{this->context()}` of an optimizer. Each call is one evaluation.
template <class Real>
class Residuals {
 public:
  using In = std::span<const Real>;
  using Out = std::span<Real>;

  explicit Residuals(const detail::Construction& context) {
    if (context.declaring() || context.host->extension == nullptr) return;
    raw_ =
        static_cast<const slalom_residual_oracle*>(context.host->extension(context.host->self, SLALOM_RESIDUAL_ORACLE));
  }

  bool offered() const { return raw_ != nullptr; }
  bool has_jacobian() const { return offered() && raw_->jacobian != nullptr; }
  bool has_products() const { return offered() && raw_->product != nullptr && raw_->transposed_product != nullptr; }
  /// Skips the problem where it has no residuals with a dense Jacobian.
  void require_jacobian() const {
    if (!offered()) skip("this problem has no residuals: its value is not given as a sum of squares");
    if (!has_jacobian()) skip("this problem's residuals come without a dense Jacobian");
  }
  /// How many there are; 0 where they are not offered.
  std::size_t count() const { return offered() ? raw_->count : 0; }

  /// r: count() numbers.
  void values(In w, Out r) const { check(raw_->values(raw_->self, w.data(), r.data())); }
  /// J: count() x dimension numbers, row-major; r may be empty.
  void jacobian(In w, Out r, Out J) const {
    check(raw_->jacobian(raw_->self, w.data(), r.empty() ? nullptr : r.data(), J.data()));
  }
  /// J v and J' u at w.
  void product(In w, In v, Out Jv) const { check(raw_->product(raw_->self, w.data(), v.data(), Jv.data())); }
  void transposed_product(In w, In u, Out Jtu) const {
    check(raw_->transposed_product(raw_->self, w.data(), u.data(), Jtu.data()));
  }

 private:
  static void check(slalom_status status) {
    if (status != SLALOM_OK) [[unlikely]]
      throw detail::Leave{status};
  }

  const slalom_residual_oracle* raw_ = nullptr;
};

}  // namespace slalom

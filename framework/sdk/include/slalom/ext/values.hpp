// Values at many points at once, for optimizers: see <slalom/ext/values.h>. For problems see
// <slalom/ext/values_problem.hpp>.
#pragma once

#include <slalom/ext/values.h>
#include <slalom/optimizer.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

/// The points of a generation and their values: a member `slalom::Generation<Real> points{this->context(), lambda}`.
template <class Real>
class Generation {
 public:
  Generation(const detail::Construction& context, std::size_t count)
      : dimension_(context.space->dimension), points_(count * dimension_), values_(count) {
    if (context.declaring() || context.host->extension == nullptr) return;
    raw_ = static_cast<const slalom_values_oracle*>(context.host->extension(context.host->self, SLALOM_VALUES_ORACLE));
  }

  std::size_t count() const { return values_.size(); }
  std::span<Real> operator[](std::size_t k) { return std::span(points_).subspan(k * dimension_, dimension_); }

  /// The value at each point, as f.value() gives it; each is one evaluation. Valid until the next call.
  std::span<const double> evaluate(Oracle<Real>& f) {
    if (raw_ == nullptr) {
      for (std::size_t k = 0; k < count(); ++k) values_[k] = f.value((*this)[k]);
      return values_;
    }
    const auto status = raw_->values(raw_->self, points_.data(), count(), values_.data());
    if (status != SLALOM_OK) [[unlikely]]
      throw detail::Leave{status};
    return values_;
  }

 private:
  std::size_t dimension_;
  Vector<Real> points_;
  std::vector<double> values_;
  const slalom_values_oracle* raw_ = nullptr;
};

}  // namespace slalom

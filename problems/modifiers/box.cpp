// f(w) for lower <= w <= upper, hard bounds; starts are moved to the nearest point of the box, residuals passed on. The
// minimum is known where a global one of f lies in the box.   Hansen et al. (2021), COCO: the box of bbob, [-5, 5]^n.
#include <slalom/ext/residual_modifier.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct Box : slalom::Modifier<Real> {
  const std::vector<double> from =
      this->list("lower", {-10}, slalom::any(), "one number for all, or one for each parameter");
  const std::vector<double> to = this->list("upper", {10}, slalom::any(), "likewise");

  Box() {
    auto& d = this->description;
    const auto n = d.dimension;
    if (n == 0) return;
    auto lower = bound("lower", from), upper = bound("upper", to);
    for (std::size_t i = 0; i < n && d.hard_bounds; ++i) {
      lower[i] = std::max(lower[i], d.lower[i]);
      upper[i] = std::min(upper[i], d.upper[i]);
    }
    for (std::size_t i = 0; i < n; ++i)
      if (!(lower[i] < upper[i]))
        throw std::invalid_argument(
            "lower must be below upper, and the box must overlap with the problem's hard bounds");
    std::erase_if(d.minimizers, [&](const std::vector<double>& w) {
      for (std::size_t i = 0; i < n; ++i)
        if (w[i] < lower[i] || w[i] > upper[i]) return true;
      return false;
    });
    if (d.minimum && std::ranges::none_of(d.minimizers, [this](const auto& w) { return reaches_minimum(w); })) {
      d.minimum.reset();
      d.minimum_unknown = "no known minimum lies in the box";
    }
    if (d.window && n == 2) d.window = {lower[0], upper[0], lower[1], upper[1]};
    d.lower = std::move(lower);
    d.upper = std::move(upper);
    d.hard_bounds = true;
  }

  using Workspace = typename slalom::Modifier<Real>::Workspace;
  void start(Workspace& ws, slalom::Random& random, std::span<Real> w) const {
    ws.start(random, w);
    const auto& d = this->description;
    for (std::size_t i = 0; i < w.size(); ++i)
      w[i] = std::clamp(w[i], static_cast<Real>(d.lower[i]), static_cast<Real>(d.upper[i]));
  }

 private:
  std::vector<double> bound(const char* name, const std::vector<double>& given) const {
    const auto n = this->description.dimension;
    if (given.size() == 1) return std::vector<double>(n, given.front());
    if (given.size() == n) return given;
    throw std::invalid_argument(std::string(name) + " has " + std::to_string(given.size()) +
                                " numbers, but the problem has dimension " + std::to_string(n));
  }
  bool reaches_minimum(const std::vector<double>& minimizer) const {
    const auto& d = this->description;
    Workspace ws(*this, this->context().host);
    const std::vector<Real> w(minimizer.begin(), minimizer.end());
    const double value = ws.evaluate(w, slalom::Batch(nullptr, d.examples, nullptr), {});
    return value - *d.minimum <= 1e-6 * (1 + std::abs(*d.minimum));
  }
};
SLALOM_RESIDUAL_MODIFIER(Box, "box", "A problem with hard bounds", "Hansen et al. 2021, COCO, the box of bbob")

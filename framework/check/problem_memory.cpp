// What a problem does to memory.
#include "check/guarded_page.hpp"
#include "check/problem_checks.hpp"
#include "check/process_checks.hpp"
#include "check/sample.hpp"
#include "loader/source.hpp"

#include <cmath>
#include <cstring>
#include <limits>

namespace slalom::check {

namespace {

/// The numbers in memory that ends where nobody may touch it, as far as they fit.
class AtTheEnd {
 public:
  AtTheEnd(const run::RealVector& numbers, const char* outside, const char* inside)
      : page_(outside, inside), bytes_(numbers.size() * (numbers.real() == SLALOM_FLOAT32 ? 4 : 8)) {
    if (bytes_ <= page_.bytes()) std::memcpy(data(), numbers.data(), bytes_);
  }
  bool fits() const { return bytes_ <= page_.bytes(); }
  std::byte* data() { return static_cast<std::byte*>(page_.data()) + (page_.bytes() - bytes_); }
  /// Whether what lies before is untouched.
  bool intact() {
    for (auto* at = static_cast<std::byte*>(page_.data()); at < data(); ++at)
      if (*at != std::byte{0}) return false;
    return true;
  }
  void forbid_writing() { page_.forbid_writing(); }

 private:
  GuardedPage page_;
  std::size_t bytes_;
};

}  // namespace

void check_writes_only_gradient(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  Sample sample(entry, context);
  run::RealVector numbers(entry.c->preferred, sample.dimension());
  numbers.assign(sample.start(1));
  constexpr const char* beyond = "it reaches beyond the ends of the gradient";
  AtTheEnd w(numbers, "it reaches beyond the ends of w", "it writes to w");
  AtTheEnd gradient(numbers, beyond, beyond);
  if (!w.fits()) return;
  w.forbid_writing();
  double value = 0;
  sample.evaluate(w.data(), gradient.data(), &value);
  sample.evaluate(w.data(), nullptr, &value);
  if (!gradient.intact()) fail("it writes to memory before the gradient");
}

void check_nan_points(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  Sample sample(entry, context);
  run::RealVector w(entry.c->preferred, sample.dimension()), gradient(entry.c->preferred, sample.dimension());
  for (const double x : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), -1e30}) {
    w.assign(Numbers(sample.dimension(), x));
    double value = 0;
    const auto status = sample.evaluate(w.data(), gradient.data(), &value);
    if (status != SLALOM_OK && status != SLALOM_ERROR)
      fail("evaluated where w is {}, it returned the unknown status {}", x, status);
    if (status == SLALOM_OK && std::isnan(x) && std::isfinite(value))
      fail("where w is NaN its value is {}: a run that ends there would look like a good one", value);
  }
}

void check_allocations(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  if (loader::is_source(entry.file->path)) return;  // an interpreter allocates its objects
  constexpr std::size_t evaluations = 5;
  Sample sample(entry, context);
  run::RealVector w(entry.c->preferred, sample.dimension()), gradient(w);
  w.assign(sample.start(1));
  double value = 0;
  sample.evaluate(w.data(), gradient.data(), &value);
  const auto before = allocations();
  for (std::size_t i = 0; i < evaluations; ++i) sample.evaluate(w.data(), gradient.data(), &value);
  if (const auto count = allocations() - before; count > 0)
    throw CheckRemark(
        fmt::format("{} allocations in {} evaluations: memory belongs in the workspace", count, evaluations));
}

}  // namespace slalom::check

// A problem of this build, opened through the plugin boundary. Numbers go in and come out in double, whatever its type.
#pragma once

#include "loader/problem.hpp"
#include "support/paths.hpp"

#include <nlohmann/json.hpp>
#include <slalom/vector.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <vector>

namespace slalom::test {

using Numbers = std::vector<double>;
using Indices = std::vector<std::uint32_t>;

inline nlohmann::json reference(const std::string& file) {
  return nlohmann::json::parse(std::ifstream(std::string(tests_folder()) + "/reference/" + file));
}

inline const loader::Registry& problems() {
  static const auto registry = [] {
    const std::array folders{std::filesystem::path(build_folder()) / "problems"};
    return loader::Registry::scan(folders);
  }();
  return registry;
}

struct Value {
  double value;
  Numbers gradient;
};

class Opened {
 public:
  explicit Opened(const std::string& name, const Json& settings = Json::object(), slalom_real real = SLALOM_FLOAT64,
                  const std::filesystem::path& data = std::filesystem::path(build_folder()) / "data",
                  loader::CachedValues kept = {})
      : entry_(problems().problem(name)),
        problem_(*entry_, loader::complete(entry_->settings, settings), real, {problems(), data}, std::move(kept)),
        workspace_(problem_, data),
        data_(data) {}

  const slalom_description& description() const { return problem_.description(); }
  const loader::CachedValues& cached() const { return problem_.cached(); }
  std::size_t dimension() const { return problem_.dimension(); }
  std::size_t examples() const { return description().examples; }
  bool has_hessian_vector() const { return problem_.hessian_vector() != nullptr; }
  loader::Workspace another_workspace() const { return loader::Workspace(problem_, data_); }

  Numbers minimizer(std::size_t i) const {
    const auto* first = description().minimizers + i * dimension();
    return {first, first + dimension()};
  }
  Numbers start(std::uint64_t seed) {
    loader::RandomStream random(seed, loader::Purpose::start);
    Numbers w(dimension());
    as_given(w, [&](void* p) { workspace_.start(random.c(), p); });
    return w;
  }
  /// `shift`: how many numbers after a cache line's beginning w and the gradient lie.
  Value at(Numbers w, const Indices& batch = {}, std::size_t shift = 0) {
    return at(workspace_, std::move(w), batch, shift);
  }
  Value at(loader::Workspace& workspace, Numbers w, const Indices& batch = {}, std::size_t shift = 0) {
    Numbers g(dimension(), std::numeric_limits<double>::quiet_NaN());  // nobody may read it
    double value = 0;
    as_given(
        w,
        [&](void* p) {
          as_given(
              g, [&](void* q) { value = workspace.loss(p, q, batch); }, shift);
        },
        shift);
    return {value, g};
  }
  double value(Numbers w, const Indices& batch = {}) {
    double value = 0;
    as_given(w, [&](void* p) { value = workspace_.loss(p, nullptr, batch); });
    return value;
  }
  Numbers hessian_vector(Numbers w, Numbers v, const Indices& batch = {}) {
    Numbers hv(dimension(), std::numeric_limits<double>::quiet_NaN());
    as_given(w, [&](void* p) {
      as_given(v, [&](void* q) {
        as_given(hv, [&](void* r) {
          const auto query = problem_.query(p, nullptr, batch);
          workspace_.services().check(problem_.hessian_vector()->product(workspace_.c(), &query, q, r));
        });
      });
    });
    return hv;
  }
  std::size_t residual_count() const { return problem_.residual_count(); }
  Numbers residuals(Numbers w) {
    Numbers r(residual_count(), std::numeric_limits<double>::quiet_NaN());
    as_given(w, [&](void* p) {
      as_given(r, [&](void* q) {
        workspace_.services().check(problem_.residuals()->values[problem_.real()](workspace_.c(), p, q));
      });
    });
    return r;
  }
  /// Row-major, a row for each residual.
  Numbers jacobian(Numbers w) {
    Numbers J(residual_count() * dimension(), std::numeric_limits<double>::quiet_NaN());
    as_given(w, [&](void* p) {
      as_given(J, [&](void* q) {
        workspace_.services().check(problem_.residuals()->jacobian[problem_.real()](workspace_.c(), p, nullptr, q));
      });
    });
    return J;
  }
  Numbers measure(Numbers w) {
    Numbers metrics(description().metric_count, std::numeric_limits<double>::quiet_NaN());
    as_given(w, [&](void* p) { workspace_.measure(p, metrics.data()); });
    return metrics;
  }

 private:
  /// Passes the numbers in the problem's own type, and takes back what was written to them.
  template <class Call>
  void as_given(Numbers& numbers, Call call, std::size_t shift = 0) const {
    if (problem_.real() == SLALOM_FLOAT64)
      pass<double>(numbers, call, shift);
    else
      pass<float>(numbers, call, shift);
  }
  template <class Real, class Call>
  static void pass(Numbers& numbers, Call call, std::size_t shift) {
    Vector<Real> copy(shift + numbers.size());
    const std::span<Real> given(copy.data() + shift, numbers.size());
    std::ranges::transform(numbers, given.begin(), [](double x) { return static_cast<Real>(x); });
    call(given.data());
    numbers.assign(given.begin(), given.end());
  }

  const loader::ProblemEntry* entry_;
  loader::OpenProblem problem_;
  loader::Workspace workspace_;
  std::filesystem::path data_;
};

inline double dot(const Numbers& a, const Numbers& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }
inline double norm(const Numbers& a) { return std::sqrt(dot(a, a)); }
/// a + t b
inline Numbers along(Numbers a, double t, const Numbers& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += t * b[i];
  return a;
}
inline double distance(const Numbers& a, const Numbers& b) { return norm(along(a, -1, b)); }

}  // namespace slalom::test

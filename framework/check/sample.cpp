#include "check/sample.hpp"

#include "check/result_channel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

namespace slalom::check {

namespace {

/// Says it on the way.
const Json& announced(const Json& settings) {
  std::string text = "opening";
  for (const auto& [name, value] : settings.items()) text += fmt::format(", {}: {}", name, value.dump());
  doing("{}", text);
  return settings;
}

}  // namespace

Sample::Sample(const loader::ProblemEntry& entry, const loader::PluginContext& context, slalom_real real,
               const Json& settings)
    : problem_(std::make_shared<const loader::OpenProblem>(entry, loader::complete(entry.settings, announced(settings)),
                                                           real, context)),
      around_(context),
      workspace_(*problem_, context.data_folder),
      w_(real, dimension()),
      v_(real, dimension()),
      out_(real, dimension()) {}

Sample::Sample(const Sample& other)
    : problem_(other.problem_),
      around_(other.around_),
      workspace_(*problem_, around_.data_folder),
      w_(problem_->real(), dimension()),
      v_(problem_->real(), dimension()),
      out_(problem_->real(), dimension()) {}

void Sample::say(const char* what) const { doing("{}, dimension {}", what, dimension()); }

slalom_status Sample::evaluate(const void* w, void* gradient, double* value, loader::BatchIndices batch) {
  doing("an evaluation{}, dimension {}", gradient == nullptr ? " without the gradient" : "", dimension());
  auto q = problem_->query(w, gradient, batch);
  const auto status = problem_->plugin().evaluate[problem_->real()](workspace_.c(), &q);
  *value = q.value;
  return status;
}

Numbers Sample::start(std::uint64_t seed) {
  const Numbers unwritten(dimension(), std::numeric_limits<double>::quiet_NaN());
  w_.assign(unwritten);
  doing("a start, dimension {}", dimension());
  const loader::RandomStream random(seed, loader::Purpose::start);
  workspace_.start(random.c(), w_.data());
  Numbers w(dimension());
  w_.copy_to(w);
  return w;
}

Numbers Sample::point(std::uint64_t seed) {
  const auto a = start(2 * seed), b = start(2 * seed + 1);
  return along(along(Numbers(dimension()), 0.7, a), 0.3, b);
}

Evaluation Sample::at(const Numbers& w, loader::BatchIndices batch) {
  Evaluation answer{0, Numbers(dimension(), std::numeric_limits<double>::quiet_NaN())};  // nobody may read it
  w_.assign(w);
  out_.assign(answer.gradient);
  workspace_.services().check(evaluate(w_.data(), out_.data(), &answer.value, batch));
  out_.copy_to(answer.gradient);
  return answer;
}

double Sample::value(const Numbers& w, loader::BatchIndices batch) {
  double value = 0;
  w_.assign(w);
  workspace_.services().check(evaluate(w_.data(), nullptr, &value, batch));
  return value;
}

Numbers Sample::hessian_vector(const Numbers& w, const Numbers& v) {
  w_.assign(w);
  v_.assign(v);
  Numbers product(dimension(), std::numeric_limits<double>::quiet_NaN());
  out_.assign(product);
  doing("a Hessian-vector product, dimension {}", dimension());
  const auto q = problem_->query(w_.data(), nullptr, {});
  workspace_.services().check(problem_->hessian_vector()->product(workspace_.c(), &q, v_.data(), out_.data()));
  out_.copy_to(product);
  return product;
}

Numbers Sample::metrics(const Numbers& w) {
  Numbers metrics(problem_->description().metric_count, std::numeric_limits<double>::quiet_NaN());
  w_.assign(w);
  doing("metrics, dimension {}", dimension());
  workspace_.measure(w_.data(), metrics.data());
  return metrics;
}

double dot(const Numbers& a, const Numbers& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

double norm(const Numbers& a) { return std::sqrt(dot(a, a)); }

Numbers along(Numbers a, double t, const Numbers& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += t * b[i];
  return a;
}

bool same_bits(const Numbers& a, const Numbers& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

bool all_finite(const Numbers& a) {
  return std::ranges::all_of(a, [](double x) { return std::isfinite(x); });
}

Numbers direction(const Numbers& w, std::uint64_t number) {
  const loader::RandomStream random(number, loader::Purpose::variance);
  Numbers d(w.size());
  random.c()->normal(random.c()->self, d.data(), d.size());
  for (std::size_t i = 0; i < w.size(); ++i)
    if (const double size = std::abs(w[i]); size > 100 || (size > 0 && size < 0.01)) d[i] *= size;
  return along(Numbers(w.size()), 1 / norm(d), d);
}

}  // namespace slalom::check

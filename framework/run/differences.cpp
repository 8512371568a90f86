#include "run/differences.hpp"

#include <fmt/format.h>

#include <bit>

namespace slalom::host {

namespace {

/// As bits: NaN equals NaN, and 0 differs from -0.
bool same(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }
bool same(std::uint64_t a, std::uint64_t b) { return a == b; }
bool same(std::int64_t a, std::int64_t b) { return a == b; }
bool same(const std::string& a, const std::string& b) { return a == b; }

std::string text(double value) { return fmt::format("{:.17g}", value); }
std::string text(std::uint64_t value) { return std::to_string(value); }
std::string text(std::int64_t value) { return std::to_string(value); }
std::string text(const std::string& value) { return "'" + value + "'"; }

class Differences {
 public:
  template <class T>
  bool compare(const std::string& what, const T& before, const T& now) {
    if (same(before, now)) return true;
    found.push_back(fmt::format("{} was {} and is {}", what, text(before), text(now)));
    return false;
  }

  /// The first that differs.
  template <class T, class Member>
  void compare_members(const std::string& what, const std::vector<T>& before, const std::vector<T>& now,
                       Member member) {
    for (std::size_t i = 0; i < std::min(before.size(), now.size()); ++i)
      if (!compare(fmt::format(fmt::runtime(what), i), std::invoke(member, before[i]), std::invoke(member, now[i])))
        return;
  }

  void compare_all(const std::string& what, const std::vector<double>& before, const std::vector<double>& now) {
    if (compare("the number of values of " + what, before.size(), now.size()))
      compare_members(what + ", value {},", before, now, std::identity());
  }

  std::vector<std::string> found;
};

void compare_points(Differences& all, const std::vector<Point>& before, const std::vector<Point>& now) {
  if (!all.compare("the number of recorded steps", before.size(), now.size())) return;
  all.compare_members("the step of recorded point {}", before, now, &Point::step);
  all.compare_members("the evaluations at recorded point {}", before, now, &Point::evaluations);
  all.compare_members("the examples at recorded point {}", before, now, &Point::examples);
  all.compare_members("the loss at recorded point {}", before, now, &Point::loss);
  all.compare_members("the gradient norm at recorded point {}", before, now, &Point::gradient_norm);
  all.compare_members("the effective step at recorded point {}", before, now, &Point::effective_step);
}

void compare_targets(Differences& all, const std::vector<TargetHit>& before, const std::vector<TargetHit>& now) {
  if (!all.compare("the number of targets", before.size(), now.size())) return;
  const auto reached = [](const TargetHit& hit) { return std::uint64_t{hit.reached}; };
  all.compare_members("whether target {} was reached", before, now, reached);
  all.compare_members("the step at which target {} was reached", before, now, &TargetHit::step);
  all.compare_members("the evaluations at which target {} was reached", before, now, &TargetHit::evaluations);
  all.compare_members("the examples at which target {} was reached", before, now, &TargetHit::examples);
}

}  // namespace

std::vector<std::string> differences(const RunRecord& before, const RunRecord& now) {
  Differences all;
  const auto name = [](Status status) { return std::string(status_names.at(static_cast<std::size_t>(status))); };
  all.compare("the status", name(before.status), name(now.status));
  all.compare("the reason", before.reason, now.reason);
  all.compare("the number of steps", before.steps, now.steps);
  all.compare("the number of evaluations", before.evaluations, now.evaluations);
  all.compare("the number of examples", before.examples, now.examples);
  compare_points(all, before.points, now.points);
  all.compare_all("the metrics", before.metrics, now.metrics);
  compare_targets(all, before.targets, now.targets);
  all.compare_all("the trajectory", before.trajectory, now.trajectory);
  all.compare_all("the final w", before.final_w, now.final_w);
  all.compare("the nearest minimizer", before.minimizer, now.minimizer);
  all.compare("the distance to it", before.distance, now.distance);
  all.compare("the measured gradient variance", before.variance.measured, now.variance.measured);
  all.compare("the theory's gradient variance", before.variance.theory, now.variance.theory);
  return std::move(all.found);
}

}  // namespace slalom::host

// Methods of dlib (King 2009). Its tests of progress are off, but for line searches that do not move.
#include "last_gradient.hpp"

#include <dlib/global_optimization.h>
#include <dlib/optimization.h>

#define DLIB "dlib " PEER_VERSION

namespace {

using slalom::PeerOracle;
using Column = dlib::matrix<double, 0, 1>;

Column column(const std::vector<double>& x) { return dlib::mat(x); }

/// The host's budget ends a run, or a line search without progress: dlib would try the same one for ever.
struct WhileMoving {
  Column last;
  bool should_continue_search(const Column& x, double, const Column&) {
    if (last.size() == x.size() && dlib::length_squared(last - x) == 0) return false;
    last = x;
    return true;
  }
};

std::string minimize(PeerOracle& f, const std::vector<double>& start, auto strategy) {
  f.throw_when_stopping();
  LastGradient last(f);
  Column x = column(start);
  try {
    dlib::find_min(
        strategy, WhileMoving(), [&](const Column& at) { return last.value(&at(0)); },
        [&](const Column& at) { return column(last.gradient(&at(0))); }, x, -std::numeric_limits<double>::infinity());
  } catch (const dlib::error& failure) {
    return std::string("dlib: ") + failure.what();
  }
  return "dlib: a line search makes no progress";
}

struct Lbfgs : slalom::Settings<double> {
  const std::int64_t memory = setting("memory", 10, slalom::in(1, 1000), "pairs that are kept");
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    return ::minimize(f, x, dlib::lbfgs_search_strategy(static_cast<unsigned long>(memory)));
  }
};

struct Bfgs : slalom::Settings<double> {
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    f.require_few_variables();
    return ::minimize(f, x, dlib::bfgs_search_strategy());
  }
};

struct Cg : slalom::Settings<double> {
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    return ::minimize(f, x, dlib::cg_search_strategy());
  }
};

struct Bobyqa : slalom::Settings<double> {
  const double first = setting("radius", 1.0, slalom::above(0).log_search(1e-3, 10), "of the trust region at first");
  std::string minimize(PeerOracle& f, std::vector<double>& start) const {
    f.throw_when_stopping();
    f.require_few_variables();
    const auto n = static_cast<long>(start.size());
    if (n < 2) slalom::skip("dlib's BOBYQA needs two variables at least");
    Column x = column(start), lower(n), upper(n);
    lower = -1e100;
    upper = 1e100;
    double radius = first;
    if (f.has_hard_bounds())
      for (long i = 0; i < n; ++i) {
        lower(i) = f.domain()->lower[static_cast<std::size_t>(i)];
        upper(i) = f.domain()->upper[static_cast<std::size_t>(i)];
        radius = std::min(radius, 0.45 * (upper(i) - lower(i)));
      }
    try {
      dlib::find_min_bobyqa([&](const Column& at) { return f.value(&at(0)); }, x, 2 * n + 1, lower, upper, radius,
                            radius * 1e-12, std::numeric_limits<long>::max());
    } catch (const dlib::bobyqa_failure& failure) {
      return std::string("dlib: ") + failure.what();
    }
    return "dlib: the trust region is smallest";
  }
};

/// Bounds by Lipschitz constants, in turn with a local trust region (MaxLIPO+TR).
struct Global : slalom::Settings<double> {
  std::string minimize(PeerOracle& f, std::vector<double>& start) const {
    f.throw_when_stopping();
    const auto& box = f.box();
    const auto value_at = [&](const Column& x) {
      const double value = f.value(&x(0));
      return std::isfinite(value) ? -value : -1e30;  // it maximizes, and refuses others
    };
    const Column first = column(start);
    dlib::global_function_search search({dlib::function_spec(column(box.lower), column(box.upper))},
                                        {{dlib::function_evaluation(first, value_at(first))}});
    search.set_seed(static_cast<time_t>(f.seed()));
    search.set_solver_epsilon(0);
    while (true) {
      auto request = search.get_next_x();
      request.set(value_at(request.x()));
    }
  }
};

}  // namespace

SLALOM_PEER(Lbfgs, "dlib_lbfgs", "L-BFGS of dlib", "Nocedal 1980", DLIB)
SLALOM_PEER(Bfgs, "dlib_bfgs", "BFGS of dlib", "Fletcher 1987", DLIB)
SLALOM_PEER(Cg, "dlib_cg", "Conjugate gradients of dlib", "Polak and Ribiere 1969", DLIB)
SLALOM_PEER(Bobyqa, "dlib_bobyqa", "BOBYQA of dlib", "Powell 2009", DLIB)
SLALOM_PEER(Global, "dlib_global", "Global search by Lipschitz bounds of dlib", "Malherbe and Vayatis 2017", DLIB)

// Methods of Ceres Solver: line searches on the gradient, trust regions on residuals. Its tolerances are 0.
#include <slalom/peer.hpp>

#include <ceres/ceres.h>
#include <glog/logging.h>

#define CERES "Ceres " CERES_VERSION_STRING

namespace {

using slalom::PeerOracle;

bool finite(double value) { return std::isfinite(value); }
bool finite(const double* numbers, std::size_t count) {
  return numbers == nullptr || std::all_of(numbers, numbers + count, [](double x) { return std::isfinite(x); });
}

/// False where there is no value: Ceres then shortens the step.
struct Function final : ceres::FirstOrderFunction {
  PeerOracle& f;
  explicit Function(PeerOracle& oracle) : f(oracle) {}
  bool Evaluate(const double* x, double* value, double* g) const override {
    *value = g == nullptr ? f.value(x) : f.gradient(x, g);
    return !f.stopping() && finite(*value) && finite(g, f.dimension());
  }
  int NumParameters() const override { return static_cast<int>(f.dimension()); }
};

struct Squares final : ceres::CostFunction {
  PeerOracle& f;
  explicit Squares(PeerOracle& oracle) : f(oracle) {
    set_num_residuals(static_cast<int>(f.residual_count()));
    mutable_parameter_block_sizes()->push_back(static_cast<int>(f.dimension()));
  }
  bool Evaluate(const double* const* x, double* r, double** J) const override {
    const bool wanted = J != nullptr && J[0] != nullptr;
    if (wanted)
      f.jacobian(x[0], r, J[0]);
    else
      f.residuals(x[0], r);
    return !f.stopping() && finite(r, f.residual_count()) &&
           (!wanted || finite(J[0], f.residual_count() * f.dimension()));
  }
};

struct Stop final : ceres::IterationCallback {
  const PeerOracle& f;
  explicit Stop(const PeerOracle& oracle) : f(oracle) {}
  ceres::CallbackReturnType operator()(const ceres::IterationSummary&) override {
    return f.stopping() ? ceres::SOLVER_ABORT : ceres::SOLVER_CONTINUE;
  }
};

/// Ceres writes what it thinks to the standard error.
void be_silent() { FLAGS_minloglevel = google::GLOG_FATAL; }

/// For both kinds of options: what ends a run is the host's budget.
void run_on(auto& options, ceres::IterationCallback& stop) {
  be_silent();
  options.max_num_iterations = std::numeric_limits<int>::max();
  options.max_solver_time_in_seconds = 1e9;
  options.function_tolerance = 0;
  options.gradient_tolerance = 0;
  options.parameter_tolerance = 0;
  options.logging_type = ceres::SILENT;
  options.callbacks.push_back(&stop);
}

std::string without_line_ends(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return "Ceres: " + text;
}

template <ceres::LineSearchDirectionType direction>
struct LineSearch : slalom::Settings<double> {
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    if (direction == ceres::BFGS) f.require_few_variables();
    Stop stop(f);
    ceres::GradientProblemSolver::Options options;
    run_on(options, stop);
    options.line_search_direction_type = direction;
    const ceres::GradientProblem problem(new Function(f));  // the problem's own
    ceres::GradientProblemSolver::Summary summary;
    ceres::Solve(options, problem, x.data(), &summary);
    return without_line_ends(summary.message);
  }
};

template <ceres::TrustRegionStrategyType strategy>
struct TrustRegion : slalom::Settings<double> {
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    Stop stop(f);
    ceres::Solver::Options options;
    run_on(options, stop);
    options.trust_region_strategy_type = strategy;
    options.linear_solver_type = ceres::DENSE_QR;
    options.num_threads = 1;
    options.max_num_consecutive_invalid_steps = 100;
    ceres::Problem problem;
    problem.AddResidualBlock(new Squares(f), nullptr, x.data());
    if (f.has_hard_bounds())
      for (std::size_t i = 0; i < x.size(); ++i) {
        problem.SetParameterLowerBound(x.data(), static_cast<int>(i), f.domain()->lower[i]);
        problem.SetParameterUpperBound(x.data(), static_cast<int>(i), f.domain()->upper[i]);
      }
    ceres::Solver::Summary summary;
    ceres::Solve(options, &problem, &summary);
    return without_line_ends(summary.message);
  }
};

}  // namespace

SLALOM_PEER(LineSearch<ceres::LBFGS>, "ceres_lbfgs", "L-BFGS of Ceres", "Nocedal 1980", CERES)
SLALOM_PEER(LineSearch<ceres::BFGS>, "ceres_bfgs", "BFGS of Ceres", "Nocedal and Wright 2006", CERES)
SLALOM_PEER(LineSearch<ceres::NONLINEAR_CONJUGATE_GRADIENT>, "ceres_ncg", "Conjugate gradients of Ceres",
            "Fletcher and Reeves 1964", CERES)
SLALOM_PEER(TrustRegion<ceres::LEVENBERG_MARQUARDT>, "ceres_lm", "Levenberg-Marquardt of Ceres", "Marquardt 1963",
            CERES)
SLALOM_PEER(TrustRegion<ceres::DOGLEG>, "ceres_dogleg", "Dogleg of Ceres", "Powell 1970", CERES)

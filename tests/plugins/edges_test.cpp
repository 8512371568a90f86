// All optimizers at the edges of what they may meet: nothing may fail, hang, become NaN, or move where its rule says
// stay.
#include "loader/inner.hpp"
#include "loader/optimizer.hpp"
#include "run/float_environment.hpp"
#include "support/support.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <set>

namespace slalom::test {
namespace {

using Names = std::set<std::string>;

// Groups of rules.
const Names by_values{"cma_es",
                      "coordinate_search",
                      "differential_evolution",
                      "evolution_strategy",
                      "nelder_mead",
                      "particle_swarm",
                      "random_search",
                      "sep_cma_es",
                      "simulated_annealing",
                      "spsa"};
const Names in_matrices{
    "centralized_momentum", "muon", "psgd_kron", "sgdp", "shampoo", "soap"};  // coordinates together
const Names remembers_the_function{"bfgs", "conjugate_gradient", "lbfgs", "newton_cg", "trust_ncg"};
/// Their steps are as long as the gradient, so that a scaled loss wants another rate.
const Names by_gradient{"accelerated_gradient",
                        "accsgd",
                        "adabound",
                        "adai",
                        "aggmo",
                        "amsbound",
                        "asgd",
                        "averaged_sgd",
                        "backtracking",
                        "barzilai_borwein",
                        "centralized_momentum",
                        "clipped_sgd",
                        "momentum",
                        "momo",
                        "msvag",
                        "nesterov",
                        "noisy_sgd",
                        "optimistic_gradient",
                        "pid",
                        "pnm",
                        "polyak_sgd",
                        "qhm",
                        "radam",
                        "saga",
                        "sarah",
                        "schedule_free_sgd",
                        "sgd",
                        "sgdp",
                        "sgld",
                        "svrg"};
/// They keep squares of single numbers in the run's own precision. In float32 those of gradients above 1.8e19 are
/// infinite, and their step is 0, as PyTorch's is. Kept as roots, which float32 can hold, a step of Adam would take 2.2
/// times as long.
const Names squares_in_float{"adabelief",
                             "adadelta",
                             "adagrad",
                             "adahessian",
                             "adam",
                             "adamp",
                             "adamw",
                             "adan",
                             "adapnm",
                             "ademamix",
                             "adopt",
                             "amsgrad",
                             "avagrad",
                             "diffgrad",
                             "grams",
                             "lamb",
                             "laprop",
                             "madgrad",
                             "momo_adam",
                             "muon",
                             "nadam",
                             "nadamw",
                             "padam",
                             "qhadam",
                             "rmsprop",
                             "rmsprop_momentum",
                             "schedule_free_adamw",
                             "simplified_ademamix",
                             "sm3",
                             "stable_adamw",
                             "yogi"};

/// One that ships, or one in a wrapper.
struct Rule {
  std::string name;   ///< of a wrapped one "wrapper(inner)"
  std::string inner;  ///< the name of a wrapped one
  const loader::OptimizerEntry* entry;
  Json settings;
  double rate;

  bool in(const Names& names) const { return names.contains(inner); }
};

/// The defaults, but without what moves w by itself: weight decay, noise, and a mean that does not begin at 0.
Json calm(const loader::OptimizerEntry& entry) {
  Json settings = Json::object();
  for (const auto& setting : entry.settings)
    if (Names{"weight_decay", "lambda", "variance", "temperature", "initial"}.contains(setting.name))
      settings[setting.name] = 0;
  return settings;
}

std::vector<Rule> rules(bool wrapped = false) {
  std::vector<Rule> all;
  const auto add = [&](const std::string& name, const std::string& inner, const loader::OptimizerEntry& entry,
                       const Json& settings) {
    const auto complete = loader::complete(entry.settings, settings);
    const auto nested = loader::nested_optimizers(registry(), entry.c->name, complete);
    const auto* rate = loader::learning_rate_of(nested);
    all.push_back({name, inner, &entry, complete, rate != nullptr ? rate->default_value.get<double>() : 0});
  };
  std::vector<std::pair<std::string, const loader::OptimizerEntry*>> inner, outer;
  for (const auto& [name, entry] : registry().optimizers())
    if (entry.file->path.parent_path().filename() == "plugins" && name != "levenberg_marquardt")  // needs residuals
      (loader::inner_setting(entry.settings) == nullptr ? inner : outer).emplace_back(name, &entry);
  for (const auto& [name, entry] : inner) {
    if (!wrapped) add(name, name, *entry, calm(*entry));
    if (!wrapped) continue;
    auto settings = calm(*entry);
    settings["optimizer"] = name;
    for (const auto& [context, its_entry] : outer)
      add(context + "(" + name + ")", name, *its_entry, {{"inner", settings}});
  }
  return all;
}

/// scale * sum over i of curvature_i (w_i - minimum_i)^2 / 2; its first gradients are 0 where that is asked for.
struct Bowl {
  std::vector<double> minimum, curvature;
  double scale = 1;
  std::size_t gradients_of_0 = 0;
  double offset = 0;  ///< times 0, 1 or 2, by the step: of the batch, where it is not 0

  std::size_t size() const { return minimum.size(); }
};

Bowl bowl(std::size_t n) {
  Bowl b{std::vector<double>(n), std::vector<double>(n)};
  for (std::size_t i = 0; i < n; ++i) {
    b.minimum[i] = 0.5 + 0.25 * static_cast<double>(i % 3);
    b.curvature[i] = 1 + static_cast<double>(i % 2);
  }
  return b;
}

template <class Real>
struct Asked {
  Bowl bowl;
  std::size_t calls = 0, step = 0;

  static slalom_status value(void* self, const void* w, double* value) { return see(self, w, nullptr, value); }
  static slalom_status see(void* self, const void* at, void* gradient, double* value) {
    auto& [bowl, calls, step] = *static_cast<Asked*>(self);
    ++calls;
    const auto* w = static_cast<const Real*>(at);
    auto* g = static_cast<Real*>(gradient);
    const double scale = step < bowl.gradients_of_0 ? 0 : bowl.scale;
    *value = 0;
    if (g != nullptr) std::fill_n(g, bowl.size(), Real{0});
    if (scale == 0) return SLALOM_OK;
    for (std::size_t i = 0; i < bowl.size(); ++i) {
      const double away = static_cast<double>(w[i]) - static_cast<double>(static_cast<Real>(bowl.minimum[i]));
      *value += scale * bowl.curvature[i] * away * away / 2;
      if (g != nullptr) g[i] = static_cast<Real>(scale * bowl.curvature[i] * away);
    }
    *value += bowl.offset * static_cast<double>(step % 3);
    return SLALOM_OK;
  }
  static slalom_status product(void* self, const void*, const void* v, void* out) {
    const auto& bowl = static_cast<Asked*>(self)->bowl;
    for (std::size_t i = 0; i < bowl.size(); ++i)
      static_cast<Real*>(out)[i] = static_cast<Real>(bowl.scale * bowl.curvature[i]) * static_cast<const Real*>(v)[i];
    return SLALOM_OK;
  }
  static const std::uint32_t* batch(void* self, std::size_t* count) {
    static constexpr std::uint32_t first = 0;
    *count = 1;
    return static_cast<Asked*>(self)->bowl.offset != 0 ? &first : nullptr;
  }
};

struct Walk {
  std::size_t steps = 20;
  std::vector<std::size_t> shape;             ///< of one tensor; empty: w has no tensors
  std::function<double(std::size_t)> factor;  ///< of the rate
  std::size_t max_calls = SIZE_MAX;
  bool scalar = false;    ///< a tensor of rank 0
  bool products = false;  ///< with the Hessian are offered
};

/// The path of w; shorter, with a failure told, where a step failed or made w NaN or infinite.
template <class Real>
std::vector<std::vector<Real>> follow(const Rule& rule, const Bowl& bowl, std::vector<double> from, const Walk& walk,
                                      bool all = true) {
  const run::FloatEnvironment as_in_a_run;
  constexpr slalom_real real = std::is_same_v<Real, float> ? SLALOM_FLOAT32 : SLALOM_FLOAT64;
  const slalom_tensor tensor{sizeof(slalom_tensor), "W", 0, walk.shape.size(), walk.shape.data()};
  const slalom_tensor* const tensors[] = {&tensor};
  const slalom_space space{sizeof(slalom_space), bowl.size(), tensors,
                           walk.shape.empty() && !walk.scalar ? std::size_t{0} : 1};
  const slalom_initial_rate initial{sizeof(slalom_initial_rate), rule.rate};
  const loader::OptimizerState state(*rule.entry, rule.settings, space, real, 1, {registry(), build / "data"},
                                     {.initial_rate = &initial});
  Asked<Real> asked{bowl};
  const slalom_oracle oracle{sizeof(slalom_oracle),
                             &asked,
                             1,
                             Asked<Real>::value,
                             Asked<Real>::see,
                             Asked<Real>::see,
                             walk.products ? Asked<Real>::product : nullptr,
                             Asked<Real>::batch};
  std::vector<Real> w(from.begin(), from.end());
  std::vector<std::vector<Real>> path{w};
  for (; asked.step < walk.steps && asked.calls < walk.max_calls; ++asked.step) {
    const auto status =
        state.step()(state.c(), &oracle, w.data(), rule.rate * (walk.factor ? walk.factor(asked.step) : 1));
    if (status == SLALOM_STOP) break;  // it is done
    if (status != SLALOM_OK) {
      ADD_FAILURE() << rule.name << " failed in step " << asked.step << ": " << state.services().failure();
      break;
    }
    if (all || asked.step + 1 == walk.steps) path.push_back(w);
    if (std::ranges::all_of(w, [](Real x) { return std::isfinite(x); })) continue;
    ADD_FAILURE() << rule.name << (real == SLALOM_FLOAT32 ? " in float32" : "") << ": w is "
                  << testing::PrintToString(w) << " after step " << asked.step + 1;
    break;
  }
  return path;
}

/// check(the type of real numbers, rule)
template <class Check>
void for_all(const std::vector<Rule>& all, Check check) {
  for (const auto& rule : all) {
    check(double{}, rule);
    check(float{}, rule);
  }
}

const std::vector<double> away{-1, 2, 0.25, 1.5, -0.5, 0.75, 1, 3, -2, 0.5, 1.25, 0.1};
std::vector<double> start(std::size_t n) { return {away.begin(), away.begin() + static_cast<std::ptrdiff_t>(n)}; }

template <class Real>
void expect_unmoved(const Rule& rule, const std::vector<Real>& now, const std::vector<Real>& before,
                    const char* where) {
  for (std::size_t i = 0; i < now.size(); ++i)
    if (now[i] != before[i])
      ADD_FAILURE() << rule.name << (sizeof(Real) == 4 ? " in float32" : "") << " moved w" << i << " by "
                    << now[i] - before[i] << ", " << where;
}

TEST(Edges, AMinimumIsNotLeft) {
  const auto b = bowl(12);
  const Names leave{"fromage", "cma_es", "sep_cma_es"};  // it shrinks w; they go to the mean of what they draw
  for_all(rules(), [&](auto real, const Rule& rule) {
    const auto path = follow<decltype(real)>(rule, b, b.minimum, {.steps = 200, .shape = {4, 3}});
    if (!rule.in(leave)) expect_unmoved(rule, path.back(), path.front(), "from a minimum");
  });
}

TEST(Edges, AConstantIsNoReasonToMove) {
  auto b = bowl(12);
  b.scale = 0;
  const Names drift{"fromage",
                    "cma_es",
                    "sep_cma_es",
                    "differential_evolution",
                    "evolution_strategy",
                    "simulated_annealing"};  // those take what is as good
  for_all(rules(), [&](auto real, const Rule& rule) {
    const auto path = follow<decltype(real)>(rule, b, away, {.steps = 3000, .shape = {4, 3}}, false);
    if (!rule.in(drift)) expect_unmoved(rule, path.back(), path.front(), "on a constant");
  });
}

TEST(Edges, ACoordinateWithoutAGradientStays) {
  auto b = bowl(12);
  b.curvature[4] = 0;
  for_all(rules(), [&](auto real, const Rule& rule) {
    using Real = decltype(real);
    const auto matrix = follow<Real>(rule, b, away, {.steps = 300, .shape = {4, 3}});
    const auto vector = follow<Real>(rule, b, away, {.steps = 300});
    if (rule.in(by_values) || rule.in({"fromage"})) return;
    const auto fourth = [](const auto& path) { return std::vector{path.front()[4], path.back()[4]}; };
    const auto m = fourth(matrix), v = fourth(vector);
    if (!rule.in(in_matrices)) expect_unmoved<Real>(rule, {m[1]}, {m[0]}, "in a matrix, where it has no gradient");
    if (rule.in({"shampoo"}))  // eigenvectors, rounded
      EXPECT_NEAR(v[1], v[0], 1e-9);
    else
      expect_unmoved<Real>(rule, {v[1]}, {v[0]}, "in a vector, where it has no gradient");
  });
}

TEST(Edges, FirstGradientsOf0) {
  auto b = bowl(12);
  for (const std::size_t zeros : {1, 3})
    for_all(rules(), [&](auto real, const Rule& rule) {
      if (rule.in(remembers_the_function) || (rule.in(by_values) && rule.rate == 0)) return;
      b.gradients_of_0 = zeros;
      const auto path = follow<decltype(real)>(rule, b, away, {.steps = 30, .shape = {4, 3}});
      if (path.size() < 31) return;
      if (!rule.in({"fromage"})) expect_unmoved(rule, path[zeros], path.front(), "while the gradient is 0");
      EXPECT_NE(path.back(), path[zeros]) << rule.name << " does not begin after " << zeros << " gradients of 0";
    });
}

TEST(Edges, Shapes) {
  for (const auto& shape : std::vector<std::vector<std::size_t>>{
           {4, 3}, {3, 4}, {1, 5}, {5, 1}, {1, 1}, {}, {1}, {2, 3, 2}, {1, 1, 4}, {2, 1, 3}, {2, 1, 1, 3}}) {
    const auto n = std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
    for_all(rules(), [&](auto real, const Rule& rule) {
      const auto path =
          follow<decltype(real)>(rule, bowl(n), start(n), {.steps = 50, .shape = shape, .scalar = shape.empty()});
      EXPECT_NE(path.back(), path.front()) << rule.name << ", shape " << testing::PrintToString(shape);
    });
  }
}

TEST(Edges, ScaledLosses) {
  // Roots and eigenvectors of nearly singular matrices, and searches along a line that end where float32 cannot tell.
  const Names ill_conditioned{"shampoo", "soap", "bfgs", "conjugate_gradient", "newton_cg"};
  for (const double scale : {1e-20, 1e20}) {
    auto b = bowl(12);
    b.scale = scale;
    for (auto rule : rules()) {
      if (rule.in(by_gradient)) rule.rate /= scale;
      for (const auto* length : {"final_rate", "max_norm"})
        if (rule.settings.contains(length))
          rule.settings[length] = rule.settings[length].get<double>() * (length[0] == 'f' ? 1 / scale : scale);
      for (const auto& shape : std::vector<std::vector<std::size_t>>{{4, 3}, {}}) {
        const Walk walk{.steps = 40, .shape = shape};
        const auto path = follow<double>(rule, b, away, walk);
        const auto in_float = follow<float>(rule, b, away, walk);
        if (path.size() < 6 || in_float.size() < 6 || rule.in(ill_conditioned)) continue;
        for (std::size_t i = 0; i < away.size(); ++i) {
          if (scale > 1 && rule.in(squares_in_float)) {
            EXPECT_LE(std::abs(in_float[5][i] - away[i]), std::abs(path[5][i] - away[i]) + 1e-3)
                << rule.name << " goes further in float32 than in float64 at a scale of " << scale << ", w" << i;
            continue;
          }
          EXPECT_NEAR(path[5][i], in_float[5][i], 1e-4 * std::max(1.0, std::abs(path[5][i])))
              << rule.name << " in float32 and float64 at a scale of " << scale << ", w" << i;
        }
      }
    }
  }
}

TEST(Edges, RatesThatChangeMuch) {
  // What was begun at an earlier rate goes on at 0: velocities and means with the rate inside, and steps of their own.
  const Names go_on{"accelerated_gradient",
                    "accsgd",
                    "dadapt_adam",
                    "dadapt_sgd",
                    "irprop_plus",
                    "laprop",
                    "lars",
                    "madgrad",
                    "momentum",
                    "nesterov",
                    "rprop",
                    "schedule_free_adamw",
                    "schedule_free_sgd"};
  for (const double from : {1.0, 1e-6})
    for_all(rules(), [&](auto real, const Rule& rule) {
      if (rule.rate == 0) return;
      const auto factor = [&](std::size_t k) { return k < 10 ? from : k < 20 ? 1e-6 / from : k < 30 ? 0 : 1; };
      const auto path = follow<decltype(real)>(rule, bowl(12), away, {.steps = 50, .shape = {4, 3}, .factor = factor});
      if (path.size() < 51) return;
      if (!rule.in(go_on)) expect_unmoved(rule, path[30], path[20], "at a rate of 0");
      if (rule.in({"barzilai_borwein"})) return;  // it has arrived
      EXPECT_NE(path[50], path[30]) << rule.name << " does not go on after a rate of 0";
    });
}

TEST(Edges, ARateOf0AtFirst) {
  for_all(rules(), [&](auto real, const Rule& rule) {
    if (rule.rate == 0) return;
    const auto factor = [](std::size_t k) { return k < 5 ? 0.0 : 1.0; };
    const auto path = follow<decltype(real)>(rule, bowl(12), away, {.steps = 20, .shape = {4, 3}, .factor = factor});
    if (path.size() < 21) return;
    expect_unmoved(rule, path[5], path[0], "at a rate of 0");
    EXPECT_NE(path[20], path[5]) << rule.name << " does not begin after a rate of 0";
  });
}

TEST(Edges, TwoMillionSteps) {
  const auto all = rules();
  auto constant = bowl(1);
  constant.scale = 0;
#pragma omp parallel for schedule(dynamic, 1)
  for (std::size_t i = 0; i < all.size(); ++i)
    for_all({all[i]}, [&](auto real, const Rule& rule) {
      const std::size_t calls = rule.in(by_values) ? 200'000 : 2'000'000;
      follow<decltype(real)>(rule, bowl(1), {2}, {.steps = 2'000'000, .max_calls = calls}, false);
      follow<decltype(real)>(rule, constant, {2}, {.steps = 200'000, .max_calls = calls / 10}, false);
    });
}

/// All that is called epsilon, at 0 where that is allowed, and where float32 makes it 0.
TEST(Edges, EpsilonsOf0) {
  auto b = bowl(12);
  b.curvature[4] = 0;
  for (auto rule : rules())
    for (const auto& setting : rule.entry->settings) {
      if (!setting.name.starts_with("epsilon")) continue;
      const auto usual = rule.settings[setting.name];
      for (const double least : {0.0, 1e-60}) {
        rule.settings[setting.name] = least;
        if (loader::diagnose(setting, rule.settings[setting.name])) continue;
        for_all({rule}, [&](auto real, const Rule& r) {
          follow<decltype(real)>(r, b, away, {.steps = 100, .shape = {4, 3}});
          const auto path = follow<decltype(real)>(r, b, b.minimum, {.steps = 100});
          expect_unmoved(r, path.back(), path.front(), "from a minimum without epsilon");
        });
      }
      rule.settings[setting.name] = usual;
    }
}

/// Each number at the ends of what is allowed, or next to them, where float32 would round to an end.
TEST(Edges, SettingsAtTheirEnds) {
  const auto unlike = [](const Rule& rule, const std::string& setting) {  // these make steps of any length
    return (rule.in({"accsgd"}) && setting == "kappa") || (rule.in({"rmsprop_momentum"}) && setting == "rho") ||
           (rule.in({"adabelief"}) && setting == "beta1");
  };
  for (auto rule : rules())
    for (const auto& setting : rule.entry->settings) {
      if (setting.kind != loader::Kind::real || unlike(rule, setting.name)) continue;
      const auto usual = rule.settings[setting.name];
      for (const double end : {setting.minimum, setting.minimum == 0 ? 1e-60 : setting.minimum + 1e-12, setting.maximum,
                               std::nextafter(setting.maximum, setting.minimum)}) {
        if (!std::isfinite(end) || std::abs(end) > 1e6 || loader::diagnose(setting, Json(end))) continue;
        rule.settings[setting.name] = end;
        SCOPED_TRACE(setting.name + " " + Json(end).dump());
        for_all({rule}, [&](auto real, const Rule& r) {
          follow<decltype(real)>(r, bowl(12), away, {.steps = 60, .shape = {4, 3}});
          follow<decltype(real)>(r, bowl(3), start(3), {.steps = 60});
        });
      }
      rule.settings[setting.name] = usual;
    }
}

TEST(Edges, InsideEachWrapper) {
  auto b = bowl(12);
  b.curvature[4] = 0;
  for_all(rules(true), [&](auto real, const Rule& rule) {
    const auto path = follow<decltype(real)>(rule, b, away, {.steps = 60, .shape = {4, 3}});
    // a line search may find nothing where gradients are not the function's
    EXPECT_TRUE(path.back() != path.front() || rule.in(remembers_the_function)) << rule.name;
    const auto still = follow<decltype(real)>(rule, b, b.minimum, {.steps = 20, .shape = {4, 3}});
    if (!rule.in({"fromage", "cma_es", "sep_cma_es"}))
      expect_unmoved(rule, still.back(), still.front(), "from a minimum");
  });
}

double loss(const Bowl& bowl, const auto& w) {
  double sum = 0;
  for (std::size_t i = 0; i < w.size(); ++i) {
    const double d = static_cast<double>(w[i]) - bowl.minimum[i];
    sum += bowl.curvature[i] * d * d / 2;
  }
  return sum;
}

TEST(Edges, MethodsThatRememberTheFunctionWorkAtEveryScale) {
  for (const double scale : {1.0, 1e-6, 1e-10, 1e-15, 1e-20, 1e10, 1e20}) {
    Bowl b{{0.5, -1, 2}, {1, 7, 50}, scale};
    for (const auto& rule : rules())
      if (rule.in(remembers_the_function)) {
        const auto path = follow<double>(rule, b, {1, 2, 3}, {.steps = 100});
        if (rule.in({"bfgs"}) && scale > 1e10) continue;  // its H begins as 1, as SciPy's
        EXPECT_LT(loss(b, path.back()), 1e-6) << rule.name << " at a scale of " << scale;
      }
  }
}

/// A product of a small Hessian with a small direction may be too small to be a number.
TEST(Edges, ProductsWithTheHessianWorkAtEveryScale) {
  const Walk walk{.steps = 100, .products = true};
  for (const double scale : {1.0, 1e-20, 1e-30, 1e20})
    for_all(rules(), [&](auto real, const Rule& rule) {
      if (!rule.in({"newton_cg", "trust_ncg"})) return;
      const Bowl b{{0.5, -1, 2}, {1, 7, 50}, scale};
      EXPECT_LT(loss(b, follow<decltype(real)>(rule, b, {1, 2, 3}, walk).back()), 1e-4)
          << rule.name << (sizeof(real) == 4 ? " in float32" : "") << " at a scale of " << scale;
    });
  for (const auto& rule : rules())
    if (rule.in({"newton_cg", "trust_ncg"})) {
      const Bowl b{{0.5, -1, 2}, {1, 7, 50}, 1e-150};
      EXPECT_LT(loss(b, follow<double>(rule, b, {1, 2, 3}, walk).back()), 1e-4) << rule.name << " at a scale of 1e-150";
    }
}

TEST(Edges, ValuesOfDifferentBatchesAreNotCompared) {
  for (const double offset : {1.0, -1.0, 64.0}) {
    Bowl b{{0.5, -1, 2}, {1, 3, 7}};
    b.offset = offset;
    for_all(rules(), [&](auto real, const Rule& rule) {
      if (!rule.in(by_values) || rule.in({"spsa", "random_search"})) return;  // these do not come so near
      const auto path = follow<decltype(real)>(rule, b, {1, 2, 3}, {.steps = 2000});
      EXPECT_LT(loss(b, path.back()), 0.05) << rule.name << (sizeof(real) == 4 ? " in float32" : "");
    });
  }
}

TEST(Edges, WrappersLeaveTheirInnerOptimizersWorking) {
  // A clipped gradient's differences and lengths mislead what is made of them.
  const Names not_clipped{"barzilai_borwein", "cocob", "dadapt_sgd"};
  for (const auto& b : {Bowl{{0, 0}, {1, 10}}, Bowl{{0.5, -1, 2}, {1, 7, 50}}}) {
    std::map<std::string, double> alone;
    const std::vector<double> from(b.size(), 1);
    const double at_first = loss(b, from);
    for (const auto& rule : rules()) alone[rule.name] = loss(b, follow<double>(rule, b, from, {.steps = 50}).back());
    for_all(rules(true), [&](auto real, const Rule& rule) {
      const bool clipped = rule.name.starts_with("clip("), sharp = rule.name.starts_with("sam(");
      const double there = alone[rule.inner];
      if ((clipped && rule.in(not_clipped)) || !(there < at_first)) return;
      // Four times as many steps, since wrappers shorten some, come about as far as the inner one alone.
      const auto path = follow<decltype(real)>(rule, b, from, {.steps = 200});
      double bound = std::max(2 * there, sharp ? 0.05 * at_first : 1e-6);  // sam's gradient at the minimum is not 0
      if (clipped && !rule.in(remembers_the_function)) bound = at_first;   // its steps are short for long
      EXPECT_LE(loss(b, path.back()), bound)
          << rule.name << (sizeof(real) == 4 ? " in float32" : "") << ", " << b.size() << " variables";
    });
  }
}

}  // namespace
}  // namespace slalom::test

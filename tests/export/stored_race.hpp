// A store with one of everything, for the exporters to write down.
#pragma once

#include "store/store.hpp"

#include <limits>

namespace slalom::test {

inline suite::RunId make_id(std::uint8_t first) {
  suite::RunId id;
  id.bytes = {first, 0x0f};
  return id;
}

inline suite::Case make_case(const std::string& problem, const std::string& optimizer) {
  suite::Case c;
  c.problem.name = problem;
  c.problem.label = problem;
  c.optimizer.name = optimizer;
  c.optimizer.label = optimizer;
  c.budget.steps = 10;
  return c;
}

/// A run with two recorded points of a bowl in two dimensions.
inline run::RunRecord run_on_bowl() {
  run::RunRecord r;
  r.id = make_id(0xa1);
  r.seed = 1;
  r.status = run::Status::target;
  r.reason = "within 0.001 of a minimizer, \"(0, 0)\"";
  r.output = "one line\nhalf a letter \xce";
  r.steps = 10;
  r.evaluations = 20;
  r.examples = 40;
  r.cpu_seconds = 0.25;
  r.points = {{.step = 0, .loss = 2.5, .gradient_norm = 1.0 / 3},
              {.step = 10, .evaluations = 20, .examples = 40, .cpu_seconds = 0.25, .loss = 0.6, .effective_step = 0.5}};
  r.trajectory = {1, 2, 0.1, -0.0};
  r.targets = {{.target = 1e-1, .reached = true, .step = 5, .evaluations = 10, .examples = 20, .cpu_seconds = 0.125},
               {.target = 1e-3}};
  r.final_w = {0.1, -0.0};
  r.minimizer = 0;
  r.distance = 0.1;
  return r;
}

/// A run on data, with test metrics, that diverged.
inline run::RunRecord run_on_digits() {
  run::RunRecord r;
  r.id = make_id(0xb2);
  r.seed = 2;
  r.status = run::Status::diverged;
  r.reason = "loss is not finite";
  r.steps = 4;
  r.evaluations = 4;
  r.examples = 128;
  r.cpu_seconds = 1e-3;
  r.points = {{.step = 0, .loss = 2.5},
              {.step = 4,
               .evaluations = 4,
               .examples = 128,
               .cpu_seconds = 1e-3,
               .loss = std::numeric_limits<double>::infinity()}};
  r.metrics = {0.125, 2.75, 0.5, run::unknown};
  return r;
}

/// A run whose plugin could not even begin, in float32.
inline run::RunRecord run_that_failed() {
  run::RunRecord r;
  r.id = make_id(0xc3);
  r.seed = 1;
  r.reason = "killed by signal 11";
  return r;
}

/// Two suites that share the run on the bowl; one run is planned but not done.
inline void store_race(store::Store& store) {
  suite::Plan first;
  first.suite = "first";
  first.text = "suite: first\n";
  first.experiments = {{"valleys", "about valleys"}, {"data", ""}};

  auto bowl = make_case("quadratic", "momentum");
  bowl.problem.label = "bowl, round";
  bowl.optimizer.label = "heavy ball";
  bowl.optimizer.settings = {{"momentum", 0.9}, {"form", "torch"}};
  bowl.optimizer.learning_rate =
      suite::LearningRate{.initial = 0.1, .schedule = "cosine", .settings = {{"final", 0.5}}};
  bowl.recording.trajectory = true;
  auto digits = make_case("mlp", "sgd");
  digits.experiment = 1;
  digits.optimizer.learning_rate = suite::LearningRate{.initial = 0.5};
  digits.batch = {suite::Sampling::shuffled, 32};
  auto failing = make_case("unknown", "newton");
  failing.precision = suite::Precision::float32;

  first.cases = {bowl, digits, failing};
  first.runs = {{0, 1, make_id(0xa1)}, {0, 2, make_id(0xa2)}, {1, 2, make_id(0xb2)}, {2, 1, make_id(0xc3)}};
  store.put_plan(first, {{"command", "slalom run first.yaml"}});

  suite::Plan second;
  second.suite = "second";
  second.experiments = {{"", ""}};
  second.cases = {bowl};
  second.cases[0].optimizer.label = "the same again";
  second.runs = {{0, 1, make_id(0xa1)}};
  store.put_plan(second, Json::object());

  run::ProblemInfo bowl_facts;
  bowl_facts.dimension = 2;
  bowl_facts.minimum = 0.5;
  bowl_facts.minimizers = {{0, 0}};
  store.put_info(run::problem_key(bowl), bowl_facts);
  run::ProblemInfo digits_facts;
  digits_facts.dimension = 2410;
  digits_facts.examples = 1437;
  digits_facts.metrics = {"test_accuracy", "test_loss"};
  store.put_info(run::problem_key(digits), digits_facts);

  store.put(run_on_bowl());
  store.put(run_on_digits());
  store.put(run_that_failed());
}

}  // namespace slalom::test

// Everything that is put into a store comes out again, bit for bit.
#include "store/store.hpp"

#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <bit>
#include <cmath>
#include <limits>
#include <tuple>

namespace slalom::test {
namespace {

using run::RunRecord;
using run::Status;
using store::Store;
using suite::RunId;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr double infinity = std::numeric_limits<double>::infinity();

RunId make_id(std::uint32_t number) {
  RunId id;
  for (std::size_t i = 0; i < 4; ++i) id.bytes.at(15 - i) = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}

RunRecord make_record(std::uint32_t number, Status status = Status::finished) {
  RunRecord r;
  r.id = make_id(number);
  r.seed = number;
  r.status = status;
  r.points = {{.step = 0, .loss = 1.0}, {.step = 10, .loss = 0.5}};
  return r;
}

/// Every member has a value of its own, and every odd number that a double can be is somewhere.
RunRecord make_odd_record() {
  RunRecord r;
  r.id = suite::parse_run_id("00ff10203040506070809aabbccddeef");
  r.seed = std::numeric_limits<std::uint64_t>::max();
  r.status = Status::diverged;
  r.reason = "f is not finite; 'quoted', η, \"β\"";
  r.output = std::string("a line\nNUL ") + '\0' + " and half a letter \xce";
  r.steps = 1ULL << 52;
  r.evaluations = 7;
  r.examples = 8;
  r.cpu_seconds = 0.1;
  r.optimizer_share = 0.75;
  r.state_bytes = 640;
  r.clock_ended = true;
  r.chance = run::Chance::none;
  r.points = {{0, 1, 2, 0.0, -0.0, run::unknown, 3.0}, {1ULL << 52, 4, 5, 1e-300, -infinity, infinity, 5e-324}};
  r.metrics = {infinity, run::unknown, 1.0 / 3, -0.0};
  r.targets = {{.target = 1e-1, .reached = true, .step = 9, .evaluations = 10, .examples = 11, .cpu_seconds = 0.25},
               {.target = 1e-3}};
  r.trajectory = {1, 2, run::unknown, infinity};
  r.final_w = {0.1 + 0.2};
  r.minimizer = 3;
  r.distance = infinity;
  r.variance = {.measured = run::unknown, .theory = 1e308};
  return r;
}

std::vector<std::uint64_t> bits(const std::vector<double>& values) {
  std::vector<std::uint64_t> all;
  all.reserve(values.size());
  for (const double v : values) all.push_back(std::bit_cast<std::uint64_t>(v));
  return all;
}

std::vector<std::uint64_t> bits_of(const run::Point& p) {
  auto all = bits({p.cpu_seconds, p.loss, p.gradient_norm, p.effective_step});
  all.insert(all.end(), {p.step, p.evaluations, p.examples});
  return all;
}

void expect_same(const RunRecord& a, const RunRecord& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.seed, b.seed);
  EXPECT_EQ(a.status, b.status);
  EXPECT_EQ(a.reason, b.reason);
  EXPECT_EQ(a.output, b.output);
  EXPECT_EQ(a.steps, b.steps);
  EXPECT_EQ(a.evaluations, b.evaluations);
  EXPECT_EQ(a.examples, b.examples);
  EXPECT_EQ(a.clock_ended, b.clock_ended);
  EXPECT_EQ(a.chance, b.chance);
  EXPECT_EQ(a.minimizer, b.minimizer);
  EXPECT_EQ(
      bits({a.cpu_seconds, a.optimizer_share, a.state_bytes, a.distance, a.variance.measured, a.variance.theory}),
      bits({b.cpu_seconds, b.optimizer_share, b.state_bytes, b.distance, b.variance.measured, b.variance.theory}));
  EXPECT_EQ(bits(a.metrics), bits(b.metrics));
  EXPECT_EQ(bits(a.trajectory), bits(b.trajectory));
  EXPECT_EQ(bits(a.final_w), bits(b.final_w));
  ASSERT_EQ(a.points.size(), b.points.size());
  for (std::size_t i = 0; i < a.points.size(); ++i)
    EXPECT_EQ(bits_of(a.points[i]), bits_of(b.points[i])) << "point " << i;
  ASSERT_EQ(a.targets.size(), b.targets.size());
  for (std::size_t i = 0; i < a.targets.size(); ++i) {
    const auto &s = a.targets[i], &t = b.targets[i];
    EXPECT_EQ(std::tie(s.target, s.reached, s.step, s.evaluations, s.examples, s.cpu_seconds),
              std::tie(t.target, t.reached, t.step, t.evaluations, t.examples, t.cpu_seconds));
  }
}

suite::Plan make_plan(const std::string& suite, std::uint32_t runs) {
  suite::Plan plan;
  plan.suite = suite;
  plan.about = "what it is about";
  plan.text = "suite: " + suite + "\n";
  plan.experiments = {{"valleys", "steep ones", {{"loss", 0.02}}, "Which?", "gradient descent"}, {"", ""}};
  auto& c = plan.cases.emplace_back();
  c.experiment = 1;
  c.problem = {"quadratic", "round", {{"condition", 10.5}}, {0.1, 0.2}, "aa"};
  c.optimizer = {
      "sgd", "gradient descent", "gd", Json::object(), suite::LearningRate{0.1, "constant", Json::object(), 3}, "b",
      "c"};
  c.budget.steps = 100;
  plan.cases.emplace_back().optimizer.name = "adam";
  for (std::uint32_t i = 0; i < runs; ++i) plan.runs.push_back({i % 2, i, make_id(i)});
  return plan;
}

void expect_same(const suite::Plan& a, const suite::Plan& b) {
  EXPECT_EQ(std::tie(a.suite, a.about, a.text), std::tie(b.suite, b.about, b.text));
  ASSERT_EQ(a.experiments.size(), b.experiments.size());
  for (std::size_t i = 0; i < a.experiments.size(); ++i) {
    EXPECT_EQ(a.experiments[i], b.experiments[i]) << a.experiments[i].name;
  }
  ASSERT_EQ(a.cases.size(), b.cases.size());
  for (std::size_t i = 0; i < a.cases.size(); ++i) EXPECT_EQ(suite::to_json(a.cases[i]), suite::to_json(b.cases[i]));
  ASSERT_EQ(a.runs.size(), b.runs.size());
  for (std::size_t i = 0; i < a.runs.size(); ++i)
    EXPECT_EQ(std::tie(a.runs[i].case_index, a.runs[i].seed, a.runs[i].id),
              std::tie(b.runs[i].case_index, b.runs[i].seed, b.runs[i].id));
}

TEST(Store, KeepsEveryBitOfARun) {
  const TemporaryFolder folder;
  const auto odd = make_odd_record();
  {
    Store store(folder.path(), Store::Mode::write);
    store.put(odd);
    expect_same(store.find(odd.id).value(), odd);
  }
  const Store store(folder.path(), Store::Mode::read);
  expect_same(store.find(odd.id).value(), odd);
  EXPECT_FALSE(store.find(make_id(1)).has_value());
}

TEST(Store, KeepsFactsOfProblems) {
  const TemporaryFolder folder;
  run::ProblemInfo info;
  info.dimension = 2;
  info.examples = 100;
  info.minimum = -infinity;
  info.minimum_unknown = "it is below all bounds";
  info.minimizers = {{1, 2}, {3, -0.0}};
  info.metrics = {"test_loss", "test_accuracy"};
  info.window = {-1, 1, -2, 2};
  info.grid = 2;
  info.landscape = {1, run::unknown, 3, 4};
  info.cached = {{0.1, -0.0}, {}, {infinity}};
  Store store(folder.path(), Store::Mode::write);
  store.put_info("known", info);
  store.put_info("known", info);  // by the next worker
  store.put_info("unknown", {});

  const auto known = store.info("known").value();
  EXPECT_EQ(known.dimension, 2U);
  EXPECT_EQ(known.examples, 100U);
  EXPECT_EQ(known.minimum, -infinity);
  EXPECT_EQ(known.minimum_unknown, "it is below all bounds");
  EXPECT_EQ(known.minimizers, info.minimizers);
  EXPECT_EQ(known.metrics, info.metrics);
  EXPECT_EQ(known.window, info.window);
  EXPECT_EQ(known.grid, 2U);
  EXPECT_EQ(bits(known.landscape), bits(info.landscape));
  EXPECT_EQ(known.cached, info.cached);
  EXPECT_TRUE(std::signbit(known.cached[0][1]));

  const auto unknown = store.info("unknown").value();
  EXPECT_TRUE(std::isnan(unknown.minimum));
  EXPECT_THAT(unknown.minimizers, IsEmpty());
  EXPECT_THAT(unknown.cached, IsEmpty());
  EXPECT_FALSE(store.info("never put").has_value());
}

TEST(Store, KeepsPlansInTheOrderInWhichTheyWereFirstPut) {
  const TemporaryFolder folder;
  const auto second = make_plan("b", 3);
  auto first = make_plan("a", 5);
  {
    Store store(folder.path(), Store::Mode::write);
    store.put_plan(first, {{"command", "old"}});
    store.put_plan(second, {{"command", "other"}});
    first = make_plan("a", 2);
    first.cases.pop_back();
    std::erase_if(first.runs, [&](const suite::Run& run) { return run.case_index >= first.cases.size(); });
    first.about = "another purpose";
    store.put_plan(first, {{"command", "new"}});
    store.put_provenance("b", {{"command", "other"}, {"ended", "now"}});
  }
  const Store store(folder.path(), Store::Mode::read);
  const auto plans = store.plans();
  ASSERT_EQ(plans.size(), 2U);
  expect_same(plans[0], first);
  expect_same(plans[1], second);
  EXPECT_THAT(store.provenance(), ElementsAre(Json{{"command", "new"}}, Json{{"command", "other"}, {"ended", "now"}}));
}

TEST(Store, HoldsAMillionPlannedRuns) {
  const TemporaryFolder folder;
  auto plan = make_plan("large", 1'000'000);
  Store store(folder.path(), Store::Mode::write);
  store.put_plan(plan, {});
  const auto runs = store.plans().at(0).runs;
  ASSERT_EQ(runs.size(), plan.runs.size());
  EXPECT_EQ(runs.back().id, plan.runs.back().id);
}

TEST(Store, AFailedRunIsReplacedWhenItIsTriedAgain) {
  const TemporaryFolder folder;
  auto run = make_record(1, Status::failed);
  run.reason = "killed by signal 11";
  run.targets.resize(3);
  {
    Store store(folder.path(), Store::Mode::write);
    store.put(run);
    store.put(make_record(3));
    store.put(make_record(2, Status::diverged));
    store.put(make_record(4, Status::target));
    EXPECT_THAT(store.done(), ElementsAre(make_id(2), make_id(3), make_id(4)));
  }
  Store store(folder.path(), Store::Mode::write);
  EXPECT_EQ(store.find(make_id(1)).value().reason, "killed by signal 11");
  store.put(make_record(1));
  expect_same(store.find(make_id(1)).value(), make_record(1));
  EXPECT_THAT(store.done(), ElementsAre(make_id(1), make_id(2), make_id(3), make_id(4)));
}

TEST(Store, AReaderSeesWhatWasCommittedWhileAnotherWrites) {
  const TemporaryFolder folder;
  Store writer(folder.path(), Store::Mode::write);
  writer.put(make_record(1));
  writer.commit();
  writer.put(make_record(2));
  const Store reader(folder.path(), Store::Mode::read);
  EXPECT_THAT(reader.done(), ElementsAre(make_id(1)));
  writer.commit();
  EXPECT_THAT(reader.done(), ElementsAre(make_id(1), make_id(2)));
}

}  // namespace
}  // namespace slalom::test

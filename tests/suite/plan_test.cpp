#include "suite/plan.hpp"

#include <gmock/gmock.h>

#include <functional>
#include <set>

namespace slalom::suite {
namespace {

Case everything() {
  return {
      .experiment = 2,
      .problem = {.name = "mlp",
                  .label = "a network",
                  .settings = {{"hidden", {64, 32}}, {"data", "digits"}},
                  .start = {0.25, -1},
                  .plugin_hash = "aa"},
      .optimizer = {.name = "adam",
                    .label = "adam (beta1=0.9)",
                    .family = "adam",
                    .settings = {{"beta1", 0.9}, {"epsilon_hat", false}},
                    .learning_rate =
                        LearningRate{.initial = 0.1, .schedule = "cosine", .settings = {{"minimum", 0.0}}, .warmup = 7},
                    .plugin_hash = "bb",
                    .schedule_hash = "cc"},
      .batch = {.sampling = Sampling::shuffled, .size = 32},
      .precision = Precision::float32,
      .budget = {.steps = 2000, .evaluations = {}, .epochs = 1.5, .cpu_seconds = {}},
      .recording = {.points = 50, .spacing = Spacing::even, .trajectory = true},
      .stop = {.distance = 1e-3, .gap = {}, .loss = -5.0, .gradient_norm = {}},
      .targets = {0.1, 1e-6}};
}

TEST(CaseJson, SurvivesTheWayToTextAndBack) {
  for (const auto& c : {everything(), Case{}}) {
    const auto text = to_json(c).dump();
    EXPECT_EQ(to_json(case_from_json(Json::parse(text))).dump(), text);
  }
  const auto c = case_from_json(Json::parse(to_json(everything()).dump()));
  EXPECT_EQ(c.experiment, 2);
  EXPECT_EQ(c.problem.start, (std::vector<double>{0.25, -1}));
  EXPECT_EQ(c.optimizer.family, "adam");
  EXPECT_EQ(c.optimizer.learning_rate->warmup, 7);
  EXPECT_EQ(c.precision, Precision::float32);
  EXPECT_EQ(c.budget.epochs, 1.5);
  EXPECT_EQ(c.budget.evaluations, std::nullopt);
  EXPECT_EQ(c.recording.spacing, Spacing::even);
  EXPECT_EQ(c.stop.loss, -5);
}

TEST(CaseJson, RefusesWhatIsNoCase) {
  auto json = to_json(everything());
  json["precision"] = "float16";
  EXPECT_THROW(case_from_json(json), std::invalid_argument);
  EXPECT_THROW(case_from_json(Json::parse(R"({"experiment": 0})")), Json::exception);
}

TEST(Identity, LabelsDoNotCount) {
  auto c = everything();
  c.experiment = 0;
  c.problem.label = c.optimizer.label = c.optimizer.family = "other";
  EXPECT_EQ(identify(c, 1), identify(everything(), 1));
}

TEST(Identity, EverythingElseDoes) {
  const std::vector<std::function<void(Case&)>> changes{
      [](Case& c) { c.problem.name = "other"; },
      [](Case& c) {
        c.problem.settings["hidden"] = {32, 64};
      },
      [](Case& c) { c.problem.start[1] = 0; },
      [](Case& c) { c.problem.start.clear(); },
      [](Case& c) { c.problem.plugin_hash = "ab"; },
      [](Case& c) { c.optimizer.name = "other"; },
      [](Case& c) { c.optimizer.settings["beta1"] = 0.90000000000000002 + 1e-16; },
      [](Case& c) { c.optimizer.learning_rate.reset(); },
      [](Case& c) { c.optimizer.learning_rate->initial = 0.2; },
      [](Case& c) { c.optimizer.learning_rate->schedule = "step"; },
      [](Case& c) { c.optimizer.learning_rate->settings["minimum"] = 0.1; },
      [](Case& c) { c.optimizer.learning_rate->warmup = 0; },
      [](Case& c) { c.optimizer.plugin_hash = "bc"; },
      [](Case& c) { c.optimizer.schedule_hash = "cd"; },
      [](Case& c) { c.batch.size = 31; },
      [](Case& c) { c.batch.sampling = Sampling::replacement; },
      [](Case& c) { c.precision = Precision::float64; },
      [](Case& c) { c.budget.steps = 2001; },
      [](Case& c) { c.budget.evaluations = 2000; },
      [](Case& c) { c.budget.epochs.reset(); },
      [](Case& c) { c.budget.cpu_seconds = 1; },
      [](Case& c) { c.recording.points = 51; },
      [](Case& c) { c.recording.spacing = Spacing::log; },
      [](Case& c) { c.recording.every = 1; },
      [](Case& c) { c.recording.trajectory = false; },
      [](Case& c) { c.recording.effective_step = true; },
      [](Case& c) { c.recording.gradient_variance = true; },
      [](Case& c) { c.stop.distance = 1e-4; },
      [](Case& c) { c.stop.gap = 1e-3; },
      [](Case& c) { c.stop.loss.reset(); },
      [](Case& c) { c.stop.gradient_norm = 1e-3; },
      [](Case& c) { c.targets.pop_back(); },
  };
  std::set<RunId> ids{identify(everything(), 1), identify(everything(), 2), identify(everything(), 11)};
  for (const auto& change : changes) {
    auto c = everything();
    change(c);
    ids.insert(identify(c, 1));
  }
  EXPECT_EQ(ids.size(), changes.size() + 3);
}

// As other programs compute it: printf "{}\\nseed 1" | xxhsum -H2
TEST(Identity, IsXxh3Of128Bits) {
  EXPECT_EQ(identify(std::string("{}"), 1).text(), "e32cf21250afa35bb52ddf63341a5fe4");
}

TEST(RunId, IsReadAsItIsWritten) {
  const auto id = identify(everything(), 1);
  EXPECT_EQ(parse_run_id(id.text()), id);
  EXPECT_EQ(id.text().size(), 32);
  EXPECT_EQ(parse_run_id("000102030405060708090a0b0c0d0eff").bytes[15], 255);
  for (const auto* wrong : {"", "00", "000102030405060708090a0b0c0d0e0g", "000102030405060708090a0b0c0d0e0f0",
                            "-00102030405060708090a0b0c0d0e0f", " 00102030405060708090a0b0c0d0e0f"})
    EXPECT_THROW(parse_run_id(wrong), std::invalid_argument) << wrong;
}

TEST(Text, OfBatchAndPrecision) {
  EXPECT_EQ(to_text(Batch{}), "full");
  EXPECT_EQ(to_text(Batch{.sampling = Sampling::replacement, .size = 8}), "8 replacement");
  EXPECT_EQ(to_text(Precision::float32), "float32");
}

}  // namespace
}  // namespace slalom::suite

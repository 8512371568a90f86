// Held-out examples are for the metric validation_loss and for nothing else: no training, no scaling, no test.
#include <slalom/data_set.hpp>

#include "opened.hpp"
#include "support/error_of.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace slalom::test {
namespace {

using testing::HasSubstr;

TEST(HoldOut, SpreadsWhatIsHeldOut) {
  using SearchPaths = std::vector<Eigen::Index>;
  EXPECT_EQ(HoldOut(10, 0.25).held_out, (SearchPaths{3, 7}));
  EXPECT_EQ(HoldOut(10, 0.25).kept, (SearchPaths{0, 1, 2, 4, 5, 6, 8, 9}));
  EXPECT_EQ(HoldOut(3, 0).kept, (SearchPaths{0, 1, 2}));
  EXPECT_EQ(HoldOut(10, 0.9).kept, (SearchPaths{0}));
  EXPECT_THAT(error_of([] { HoldOut(10, 0.09); }), HasSubstr("of 10 training examples this is none"));
}

constexpr int rows = 50;          // of the table; every fifth is a test example
constexpr int excerpts = 40;      // of the text: 27 to learn from, 9 held out, 4 for testing
constexpr int excerpt_size = 32;  // characters

enum class Part { none, train, validation, test };

/// Data sets of one name, a table and a text, in which one part is other than in the first ones.
class Validation : public testing::TestWithParam<std::string> {
 protected:
  TemporaryFolder folder;

  std::string data(Part other) const {
    const auto name = "set" + std::to_string(static_cast<int>(other));
    std::ofstream table(folder.path() / (name + ".csv"));
    for (int j = 0; j <= 16; ++j) table << "c" << j << (j < 16 ? "," : "\n");
    for (int row = 0, training = 0; row < rows; ++row) {
      const bool is_test = row % 5 == 0, held_out = !is_test && training++ % 4 == 3;
      const auto part = is_test ? Part::test : held_out ? Part::validation : Part::train;
      for (int j = 0; j < 16; ++j)
        table << (row == 1 ? 1 : 0.5 + 0.4 * std::sin(17 * row + j + (part == other))) << ",";
      table << row / 2 % 2 << "\n";
    }
    std::string text;
    for (int i = 0; i <= excerpts * excerpt_size; ++i) text += static_cast<char>('a' + i * i % 7);
    const auto change = [&](int first, int end) {  // leaves what an excerpt shares with the next
      for (int i = first * excerpt_size + 1; i < end * excerpt_size; ++i) text[static_cast<std::size_t>(i)] = 'a';
    };
    if (other == Part::train) change(0, 27);
    if (other == Part::validation) change(27, 36);
    if (other == Part::test) change(36, 40);
    std::ofstream(folder.path() / (name + ".txt")) << text;
    return name;
  }

  struct Seen {
    Value training;
    Numbers metrics;
  };
  Seen see(Part other) const {
    Opened f(GetParam(), {{"data", data(other)}, {"validation", 0.25}}, SLALOM_FLOAT64, folder.path());
    EXPECT_EQ(f.examples(), GetParam() == "char_lstm" || GetParam() == "transformer" ? 27U : 30U);
    Numbers w(f.dimension());
    for (std::size_t i = 0; i < w.size(); ++i) w[i] = 0.1 * std::cos(static_cast<double>(i));
    return {f.at(w), f.measure(w)};
  }
};
std::vector<std::string> problems_with_validation() {
  std::vector<std::string> names;
  for (const auto& [name, entry] : problems().problems())
    if (std::ranges::find(entry.settings, "validation", &loader::Setting::name) != entry.settings.end())
      names.push_back(name);
  return names;
}
INSTANTIATE_TEST_SUITE_P(, Validation, testing::ValuesIn(problems_with_validation()),
                         [](const auto& about) { return about.param; });

TEST(WithData, HasValidation) {
  EXPECT_THAT(problems_with_validation(),
              testing::IsSupersetOf({"mlp", "lenet", "cnn_2c2d", "resnet", "autoencoder", "vae", "char_lstm",
                                     "transformer", "softmax_regression", "logistic_regression", "least_squares"}));
}

TEST_P(Validation, IsApartFromTrainingAndTest) {
  const auto usual = see(Part::none), train = see(Part::train), validation = see(Part::validation),
             test = see(Part::test);
  const auto half = usual.metrics.size() / 2;  // the metrics of the test examples, then the same of those held out
  ASSERT_GE(half, 1U);
  const auto of_test = [&](const Seen& seen) { return seen.metrics[0]; };
  const auto of_validation = [&](const Seen& seen) { return seen.metrics[half]; };

  EXPECT_NE(train.training.value, usual.training.value);

  EXPECT_EQ(validation.training.value, usual.training.value);
  EXPECT_EQ(validation.training.gradient, usual.training.gradient);
  EXPECT_EQ(of_test(validation), of_test(usual));
  EXPECT_NE(of_validation(validation), of_validation(usual));

  EXPECT_EQ(test.training.value, usual.training.value);
  EXPECT_EQ(test.training.gradient, usual.training.gradient);
  EXPECT_EQ(of_validation(test), of_validation(usual));
  EXPECT_NE(of_test(test), of_test(usual));
}

TEST_P(Validation, IsNamedAmongTheMetrics) {
  const Opened with(GetParam(), {{"data", data(Part::none)}, {"validation", 0.25}}, SLALOM_FLOAT64, folder.path());
  const auto& d = with.description();
  const std::vector<std::string> names(d.metrics, d.metrics + d.metric_count);
  const bool accuracy = names.size() == 4;
  EXPECT_EQ(names, accuracy ? (std::vector<std::string>{"test_loss", "test_accuracy", "validation_loss",
                                                        "validation_accuracy"})
                            : (std::vector<std::string>{"test_loss", "validation_loss"}));
  const Opened without(GetParam(), {{"data", data(Part::none)}}, SLALOM_FLOAT64, folder.path());
  EXPECT_EQ(without.description().metric_count, names.size() / 2);
}

// What the mlp without hidden layers says of the held-out examples is what softmax regression without penalty says of a
// table that has them as its test examples.
TEST(HeldOutExamples, AreJudgedLikeTestExamples) {
  const TemporaryFolder folder;
  std::vector<std::string> table;
  for (int row = 0; row < rows; ++row) {
    std::string line;
    for (int j = 0; j < 4; ++j) line += std::to_string(std::sin(5 * row + j)) + ",";
    table.push_back(line + std::to_string(row % 3) + "\n");
  }
  std::ofstream all(folder.path() / "all.csv"), swapped(folder.path() / "swapped.csv");
  for (auto* file : {&all, &swapped}) *file << "a,b,c,d,class\n";
  for (const auto& line : table) all << line;
  for (int row = 0; row < rows; row += 5) {  // the last of four training rows is held out: it comes first
    for (const int k : {4, 1, 2, 3, 0}) swapped << table[static_cast<std::size_t>(row + k)];
  }
  all.close();
  swapped.close();
  Opened f("softmax_regression", {{"data", "all"}, {"validation", 0.25}, {"scaling", "none"}, {"l2", 0}},
           SLALOM_FLOAT64, folder.path());
  Opened g("softmax_regression", {{"data", "swapped"}, {"scaling", "none"}, {"l2", 0}}, SLALOM_FLOAT64, folder.path());
  Numbers w(f.dimension());
  for (std::size_t i = 0; i < w.size(); ++i) w[i] = std::cos(static_cast<double>(i));
  EXPECT_EQ(f.measure(w)[2], g.measure(w)[0]);
  EXPECT_EQ(f.measure(w)[3], g.measure(w)[1]);
}

TEST(Scaling, AConstantFeatureBecomes0) {
  for (const double constant : {0.1, 1e6 + 0.1, -3e-9, 0.0, 12345.678}) {
    const TemporaryFolder folder;
    std::ofstream file(folder.path() / "c.csv");
    file.precision(17);
    file << "a,b,class\n";
    // In the rows for testing, every fifth one, it is another number.
    for (int row = 0; row < 13; ++row)
      file << row << "," << (row == 5 ? constant + 1 : constant) << "," << row % 2 << "\n";
    file.close();
    const auto data = load_classes<double>(folder.path().string(), {"c", "standardize", 0});
    EXPECT_EQ(data.train.x.row(1).cwiseAbs().maxCoeff(), 0) << constant;
    EXPECT_EQ(data.test.x.row(1).cwiseAbs().maxCoeff(), 0) << constant;
    EXPECT_NEAR(data.train.x.row(0).squaredNorm(), static_cast<double>(data.train.size()), 1e-12);
    Opened f("logistic_regression", {{"data", "c"}}, SLALOM_FLOAT64, folder.path());
    EXPECT_EQ(f.at(Numbers(f.dimension())).gradient[1], 0) << constant;
  }
}

TEST(Scaling, KeepsAFeatureThatVariesLittle) {
  const TemporaryFolder folder;
  std::ofstream file(folder.path() / "v.csv");
  file.precision(17);
  file << "a,class\n";
  for (int row = 0; row < 20; ++row) file << 1 + 1e-9 * row << "," << row % 2 << "\n";
  file.close();
  const auto data = load_classes<double>(folder.path().string(), {"v", "standardize", 0});
  EXPECT_NEAR(data.train.x.squaredNorm(), 16, 1e-5);
}

TEST(Scaling, IsFittedToTrainingExamplesAlone) {
  const TemporaryFolder folder;
  std::ofstream file(folder.path() / "s.csv");
  file << "a,class\n";
  for (int row = 0; row < 20; ++row) file << row * row << "," << row % 2 << "\n";
  file.close();
  const auto data = load_classes<double>(folder.path().string(), {"s", "standardize", 0.25});
  ASSERT_EQ(data.train.size(), 12U);
  ASSERT_EQ(data.validation.size(), 4U);
  EXPECT_NEAR(data.train.x.mean(), 0, 1e-15);
  EXPECT_NEAR(data.train.x.squaredNorm() / 12, 1, 1e-14);
  // Training rows are 1 2 3, 6 7 8, 11 12 13, 16 17 18, squared: their sum and the sum of their squares.
  const double mean = 1466.0 / 12, deviation = std::sqrt(325862.0 / 12 - mean * mean);
  EXPECT_NEAR(data.validation.x(0, 0), (16 - mean) / deviation, 1e-14);
  EXPECT_NEAR(data.test.x(0, 3), (225 - mean) / deviation, 1e-14);
}

}  // namespace
}  // namespace slalom::test

// What is wrong with a data file is said with file and line.
#include <slalom/csv.hpp>

#include "opened.hpp"
#include "support/error_of.hpp"

#include <gmock/gmock.h>

namespace slalom::host {
namespace {

using test::error_of;

/// A folder of its own that is removed in the end.
class CsvFile : public testing::Test {
 protected:
  std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
  std::string path = folder / "set.csv";

  void SetUp() override { std::filesystem::create_directories(folder); }
  void TearDown() override { std::filesystem::remove_all(folder); }
  void write(const std::string& text) const { std::ofstream(path, std::ios::binary) << text; }
};

TEST_F(CsvFile, IsReadRowByRow) {
  for (const auto* text : {"a,b,c\n1,-2.5,3e2\n4,5,6\n", "a,b,c\r\n1,-2.5,3e2\r\n4,5,6"}) {
    write(text);
    const auto table = read_csv(path);
    EXPECT_EQ(table.columns, 3U);
    EXPECT_EQ(table.numbers, (Numbers{1, -2.5, 300, 4, 5, 6}));
    EXPECT_EQ(table.row(1)[2], 6);
  }
}

TEST_F(CsvFile, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(error_of([&] { read_csv(path); }), path + ": there is no such file, or it cannot be read");
  const std::pair<const char*, const char*> cases[] = {
      {"", ": the file is empty; a header line was expected"},
      {"a,b\n", ": there are no rows under the header"},
      {"a,b\n1,2\n3\n", ":3: 1 fields, but the header has 2"},
      {"a,b\n1,2,3\n", ":2: 3 fields, but the header has 2"},
      {"a,b\n1,2\n\n3,4\n", ":3: 1 fields, but the header has 2"},
      {"a,b\n1,x\n", ":2: field 2 is 'x'; a finite number was expected"},
      {"a,b\n,2\n", ":2: field 1 is ''; a finite number was expected"},
      {"a,b\n1,2z\n", ":2: field 2 is '2z'; a finite number was expected"},
      {"a,b\n1 ,2\n", ":2: field 1 is '1 '; a finite number was expected"},
      {"a,b\nnan,2\n", ":2: field 1 is 'nan'; a finite number was expected"},
      {"a,b\n1,-inf\n", ":2: field 2 is '-inf'; a finite number was expected"},
      {"a,b\n1,1e999\n", ":2: field 2 is '1e999'; a finite number was expected"},
  };
  for (const auto& [text, expected] : cases) {
    write(text);
    EXPECT_EQ(error_of([&] { read_csv(path); }), path + expected) << text;
  }
}

TEST_F(CsvFile, MustHoldClassesForAClassification) {
  const std::string what = ": the last column must be the class, a whole number from 0, fewer than there are rows";
  const std::pair<const char*, std::string> cases[] = {
      {"a,y\n1,0\n2,0.5\n3,1\n", ":3" + what},
      {"a,y\n1,0\n2,1\n3,-1\n", ":4" + what},
      {"a,y\n1,7\n2,1\n3,0\n", ":2" + what},
      {"y\n0\n1\n", ": at least two columns and two rows are needed"},
      {"a,y\n1,0\n", ": at least two columns and two rows are needed"},
  };
  for (const auto& [text, expected] : cases) {
    write(text);
    for (const auto* problem : {"mlp", "softmax_regression"})
      EXPECT_EQ(error_of([&] { Opened(problem, {{"data", "set"}}, SLALOM_FLOAT64, folder); }), path + expected);
  }
}

TEST_F(CsvFile, IsScaledByItsTrainingRowsAlone) {
  // Rows 0 and 5 are for testing. Of the others the first feature has mean 2 and variance 1, the second is constant.
  write("a,b,y\n9,9,0\n1,4,1\n3,4,0\n1,4,1\n3,4,0\n9,9,1\n");
  Opened f("logistic_regression", {{"data", "set"}, {"l2", 0}}, SLALOM_FLOAT64, folder);
  EXPECT_EQ(f.examples(), 4U);
  // Gradient at 0 of example i: (1/2 - y_i) x_i, then for the bias 1/2 - y_i.
  EXPECT_EQ(f.at({0, 0, 0}, {0}).gradient, (Numbers{0.5, 0, -0.5}));
  EXPECT_EQ(f.at({0, 0, 0}, {1}).gradient, (Numbers{0.5, 0, 0.5}));
  Opened g("logistic_regression", {{"data", "set"}, {"l2", 0}, {"scaling", "maximum"}}, SLALOM_FLOAT64, folder);
  EXPECT_EQ(g.at({0, 0, 0}, {0}).gradient, (Numbers{-0.125, -0.5, -0.5}));
  Opened h("logistic_regression", {{"data", "set"}, {"l2", 0}, {"scaling", "none"}}, SLALOM_FLOAT64, folder);
  EXPECT_EQ(h.at({0, 0, 0}, {0}).gradient, (Numbers{-0.5, -2, -0.5}));
  // The test rows: first feature (9 - 2) / 1 = 7; with weight 1 both are told to be of class 1.
  const auto metrics = f.measure({1, 0, 0});
  EXPECT_DOUBLE_EQ(metrics[0], (std::log1p(std::exp(7)) + std::log1p(std::exp(-7))) / 2);
  EXPECT_EQ(metrics[1], 0.5);
}

}  // namespace
}  // namespace slalom::host

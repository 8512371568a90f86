// How tables in CSV are understood, and what is said of those that are not.
#include <slalom/read_table.hpp>

#include "opened.hpp"
#include "support/error_of.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <slalom/csv.hpp>

#include <random>

namespace slalom::test {
namespace {

/// A folder of its own that is removed in the end.
class CsvFile : public testing::Test {
 protected:
  std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
  std::string path = folder / "set.csv";

  void SetUp() override { std::filesystem::create_directories(folder); }
  void TearDown() override { std::filesystem::remove_all(folder); }
  void write(const std::string& text) const { std::ofstream(path, std::ios::binary) << text; }
  DataTable read(const std::string& text) const {
    write(text);
    return read_csv(path);
  }
};

TEST_F(CsvFile, IsReadRowByRow) {
  for (const auto* text :
       {"a,b,c\n1,-2.5,3e2\n4,5,6\n", "a,b,c\r\n1,-2.5,3e2\r\n4,5,6", "a,b,c\r1,-2.5,3e2\r4,5,6\r",
        "\xef\xbb\xbf"
        "a,b,c\n1,-2.5,3e2\n4,5,6\n",
        "a,b,c\n1, -2.5 ,+3e2\n\"4\",5,6\n\n ,,\n\n", "\"a\",\"b \"\"c\"\", d\",e\n1,-2.5,300\n4,5,6\n"}) {
    const auto table = read(text);
    EXPECT_EQ(table.columns, 3U) << text;
    EXPECT_EQ(table.numbers, (Numbers{1, -2.5, 300, 4, 5, 6})) << text;
    EXPECT_EQ(table.row(1)[2], 6);
    EXPECT_EQ(table.where(1), path + ":3");
    EXPECT_THAT(table.notes, testing::IsEmpty()) << text;
  }
  EXPECT_EQ(read("a,b\n1e-400,1\n-0.,.5\n").numbers, (Numbers{0, 1, -0.0, 0.5}));
}

TEST_F(CsvFile, SaysHowItWasUnderstood) {
  struct Understood {
    const char* text;
    Numbers numbers;
    std::vector<std::string> notes;
  };
  const Understood cases[] = {
      {"a;b\n1;0\n2;1\n", {1, 0, 2, 1}, {"separated by semicolons"}},
      {"a\tb\n1\t 0\n2\t1\n\t\n", {1, 0, 2, 1}, {"separated by tabs"}},
      {"1,0\n2,1\n", {1, 0, 2, 1}, {"no header line: first row is data"}},
      {"1;2;0\n2;3;1", {1, 2, 0, 2, 3, 1}, {"no header line: first row is data", "separated by semicolons"}},
      {"0,1,2,y\n5,6,7,0\n5,6,7,1\n", {5, 6, 7, 0, 5, 6, 7, 1}, {}},
      {"0,1,2,3\n5,6,7,0\n5,6,7,1\n", {5, 6, 7, 0, 5, 6, 7, 1}, {}},
      {"a,a,y\n1,2,0\n3,4,1\n", {1, 2, 0, 3, 4, 1}, {"two columns are named a"}},
      {",a,y\n7,2,0\n3,4,1\n", {7, 2, 0, 3, 4, 1}, {}},
      {"a,y\n1,no\n2,yes\n3,no\n", {1, 0, 2, 1, 3, 0}, {"2 classes: no, yes"}},
      {"5.1,b\n4,a\n3,b\n2,a\n", {5.1, 1, 4, 0, 3, 1, 2, 0}, {"no header line: first row is data", "2 classes: a, b"}},
      {"a,y\n1,\"x, 1\"\n2,'z'\n3,\"x, 1\"\n4,+\n5,'z'\n6,+\n",
       {1, 2, 2, 0, 3, 2, 4, 1, 5, 0, 6, 1},
       {"3 classes: 'z', +, x, 1"}},
      {"a,y\n1,1\n2,2\n3,1\n4,2\n", {1, 1, 2, 2, 3, 1, 4, 2}, {"2 classes: 1, 2"}},
      {"a,y\n1,-1\n2,1\n3,1\n4,-1\n", {1, -1, 2, 1, 3, 1, 4, -1}, {"2 classes: -1, 1"}},
      {"a,y\n1,1.5\n2,2\n3,1\n4,2\n", {1, 1.5, 2, 2, 3, 1, 4, 2}, {}},
  };
  for (const auto& [text, numbers, notes] : cases) {
    const auto table = read(text);
    EXPECT_EQ(table.numbers, numbers) << text;
    EXPECT_EQ(table.notes, notes) << text;
  }
}

TEST_F(CsvFile, SaysWhatIsWrongAndWhatToWrite) {
  EXPECT_EQ(error_of([&] { read_csv(path); }), path + ": there is no such file, or it cannot be read");
  const std::string number = "; a finite number was expected, such as 1.5";
  const std::string missing = ": nothing is filled in; remove these rows, or write numbers";
  const std::string one_missing = ": nothing is filled in; remove the row, or write a number";
  const std::string not_number = " is not: give all columns names that are no numbers, or write a number for ";
  const std::pair<std::string, std::string> cases[] = {
      {"", ": the file is empty"},
      {"\n \r\n,,\n", ": the file is empty"},
      {"a,b\n", ": there are no rows under the header"},
      {"a b\n1 2\n",
       ":1: there is one column; values are separated by commas, semicolons or tabs, and the last one of a line is "
       "what is "
       "to be predicted"},
      {"a,b\n1,2\n3\n",
       ":3: 1 field, but the first line has 2: each line needs as many; text with ',' in it stands in quotation marks"},
      {"a,b\n1,2,3\n1,2\n1,2,3\n",
       ":2: 3 fields, but the first line has 2, as in 1 other row: each line needs as many; text with ',' in it stands "
       "in "
       "quotation marks"},
      {"a,b\n1,2\n\n3,4\n", ":3: an empty line between the rows: remove it"},
      {"a,b\n1,2\n\"3,4\n", ":3: a quotation mark is not closed in its line"},
      {"a,b\n1,2\n\"3\"x,4\n", ":3: text stands behind a closing quotation mark"},
      {"a,b\nx,1\n2,1\n3,1\n", ":2: column 1 (a) is 'x'" + number},
      {"a,b\n1,1\n2z,1\n3,1\n2y,1\n", ":3: column 1 (a) is '2z', as in 1 other row" + number},
      {"a,b\n0x1F,1\n2,1\n", ":2: column 1 (a) is '0x1F'" + number},
      {"a,b\n-inf,2\n1,1\n2,2\n", ":2: column 1 (a) is '-inf'" + number},
      {"1,1\n1,2\n,2\n", ":3: column 1 is empty" + one_missing},
      {"a,b\n1,2\n?,2\n1,2\nNA,3\n", ":3: column 1 (a) is '?', a missing value, as in 1 other row" + missing},
      {"a,b\n1,2\n3,nan\n", ":3: column 2 (b) is 'nan', a missing value" + one_missing},
      {"a,b,\n1,2,\n3,4,\n", ": column 3, the last one, is empty: remove the separator at the end of each line"},
      {"a,b\n1e400,2\n1,2\n", ":2: column 1 (a) is '1e400'; numbers go up to 1.8e308"},
      {"a,b\n1,2\n1,-1e400\n", ":3: column 2 (b) is '-1e400', but a number elsewhere; numbers go up to 1.8e308"},
      {"a;b\n1;2\n1,5;2\n", ":3: column 1 (a) is '1,5'; write numbers with a decimal point: 1.5"},
      {"a;b;y\n1,5;2,5;0\n1,7;2,1;1\n3,5;2,2;0\n",
       ":2: column 1 (a) is '1,5', as in 2 other rows; write numbers with a decimal point: 1.5"},
      {"a;b\n1;2,5\n1;2,5\n2;3,5\n2;3,5\n", ":2: column 2 (b) is '2,5'; write numbers with a decimal point: 2.5"},
      {"a;b\n1;2\n1;2,5\n",
       ":3: column 2 (b) is '2,5', but a number elsewhere; write numbers with a decimal point: 2.5"},
      {"a,b\n1,2\n1,two\n", ":3: column 2 (b) is 'two', but a number elsewhere; write numbers or names in all rows"},
      {"a,color,y\n1,red,2\n1,blue,2\n",
       ":2: column 2 (color) is 'red', and a text in 2 rows: features are numbers; write 0 or 1 in a column for each "
       "of its "
       "values, or, if it is the class, move it to the end"},
      {"day,color,y\nMo,red,2\nTu,blue,2\n",
       ":2: column 1 (day) is 'Mo', and a text in 2 rows: features are numbers; write 0 or 1 in a column for each of "
       "its "
       "values"},
      {"a,y\n1,p\n2,q\n3,r\n4,p\n",
       ":2: column 2 (y) has 3 different texts in 4 rows: the last column must be what is to be predicted"},
      {"1,species\n2,a\n3,b\n4,a\n",
       ":1: is this a header line? Its last field 'species' stands nowhere else: give the columns names that are no "
       "numbers, or remove the line"},
      {"1,inf,0\n1,2,1\n2,3,0\n", ":1: is this a header line? '1' is a number, but 'inf'" + not_number + "'inf'"},
      {"0x10,2\n2,3\n", ":1: is this a header line? '2' is a number, but '0x10'" + not_number + "'0x10'"},
      {",a,y\n0,5,1\n1,6,0\n2,7,1\n",
       ":1: column 1 has no name and counts the rows: remove it, or give it a name if it is a feature"},
      {std::string("a,b\n1,2\n\0,3\n", 13), ":3: this is no text: export the table as CSV"},
      {"PK\x03\x04", ":1: this is no text: export the table as CSV"},
      {"\xff\xfe"
       "a",
       ": it is UTF-16; save it as UTF-8"},
  };
  for (const auto& [text, expected] : cases) {
    write(text);
    EXPECT_EQ(error_of([&] { read_csv(path); }), path + expected) << text;
  }
}

// Whatever is done to a table, it is read or refused.
TEST_F(CsvFile, DamagedTables) {
  const std::string table = "a,\"b \"\"x\"\"\",y\r\n1,2.5,red\r\n-3e2,+4,blue\r\n5,6,red\r\n7,8,blue\r\n\r\n";
  const std::string alphabet =
      "\",;\t\r\n .e+-0?\xff\x01"
      "a";
  std::mt19937 random(1);
  const auto draw = [&](std::size_t below) { return random() % below; };
  std::size_t read = 0;
  for (int i = 0; i < 3000; ++i) {
    auto damaged = table;
    for (std::size_t k = draw(4) + 1; k > 0; --k) {
      const auto at = draw(damaged.size());
      if (draw(2) == 0)
        damaged.insert(at, 1, alphabet[draw(alphabet.size())]);
      else
        damaged.erase(at, draw(8));
    }
    write(damaged);
    try {
      const auto taken = read_csv(path);
      EXPECT_EQ(taken.numbers.size(), taken.rows() * taken.columns);
      EXPECT_TRUE(std::ranges::all_of(taken.numbers, [](double x) { return std::isfinite(x); })) << damaged;
      ++read;
    } catch (const std::runtime_error& error) {
      EXPECT_TRUE(std::string(error.what()).starts_with(path + ":"));
    }
  }
  EXPECT_GT(read, 100U);
  EXPECT_LT(read, 2900U);
}

TEST_F(CsvFile, ClassesMayHaveNamesOrAnyNumbers) {
  const auto text = [](const std::vector<std::string>& names) {
    std::string rows = "a,b,y\n";
    for (int i = 0; i < 12; ++i)
      rows += fmt::format("{},{},{}\n", i, i * i % 7, names[static_cast<std::size_t>(i) % names.size()]);
    return rows;
  };
  const std::vector<std::vector<std::string>> two{{"0", "1"}, {"1", "2"},    {"-1", "1"},
                                                  {"2", "4"}, {"no", "yes"}, {"false", "true"}};
  const std::vector<std::vector<std::string>> three{
      {"0", "1", "2"}, {"1", "2", "3"}, {"-1", "0", "1"}, {"setosa", "versicolor", "virginica"}};
  const auto gradient = [&](const char* problem, const std::vector<std::string>& names) {
    write(text(names));
    Opened f(problem, {{"data", "set"}}, SLALOM_FLOAT64, folder);
    return f.at(Numbers(f.dimension(), 0.1)).gradient;
  };
  for (const auto* problem : {"logistic_regression", "squared_hinge", "softmax_regression"})
    for (const auto& names : two) EXPECT_EQ(gradient(problem, names), gradient(problem, two[0])) << problem << names[0];
  for (const auto& names : three) {
    EXPECT_EQ(gradient("softmax_regression", names), gradient("softmax_regression", three[0])) << names[0];
    EXPECT_THAT(error_of([&] { gradient("logistic_regression", names); }),
                testing::HasSubstr("a third class: this problem takes two classes; softmax_regression takes more"));
  }
  EXPECT_THAT(error_of([&] { gradient("least_squares", three[3]); }),
              testing::HasSubstr("set.csv: 3 classes: setosa, versicolor, virginica: this problem predicts numbers"));
  // Where 0 is there, classes keep their numbers, also if one has no examples.
  write("a,y\n1,0\n2,2\n3,0\n4,2\n");
  EXPECT_EQ(Opened("softmax_regression", {{"data", "set"}}, SLALOM_FLOAT64, folder).dimension(), 3 + 3U);
}

TEST_F(CsvFile, MustHoldClassesForAClassification) {
  const std::string what =
      ": the last column must be the class: an integer of at least 0, fewer than there are rows, or a name";
  const std::pair<const char*, std::string> cases[] = {
      {"a,y\n1,0\n2,0.5\n3,1\n", ":3" + what},
      {"a,y\n1,0\n2,1\n3,-1\n", ":2" + what},
      {"a,y\n1,7\n2,1\n3,0\n", ":2" + what},
      {"a,y\n1,0\n", ": at least two columns and two rows are needed"},
      {"a,y\n1,x\n2,x\n3,x\n", ": the last column is the same in all rows: there is nothing to predict"},
      {"a,y\n1,2\n2,2\n3,2\n", ": the last column is the same in all rows: there is nothing to predict"},
  };
  for (const auto& [text, expected] : cases) {
    write(text);
    for (const auto* problem : {"mlp", "softmax_regression"})
      EXPECT_EQ(error_of([&] { Opened(problem, {{"data", "set"}}, SLALOM_FLOAT64, folder); }), path + expected);
  }
}

TEST_F(CsvFile, IsFoundWithAndWithoutItsEnding) {
  write("a,y\n1,0\n2,1\n3,0\n");
  std::ofstream(folder / "set.svm") << "1 1:5\n-1 1:6\n1 1:7\n";
  const auto first = [&](const std::string& name) { return read_table(folder, name).numbers.front(); };
  EXPECT_EQ(first("set"), 1);
  EXPECT_EQ(first("set.csv"), 1);
  EXPECT_EQ(first("set.svm"), 5);
  EXPECT_EQ(first(path), 1);
  EXPECT_THAT(error_of([&] { first("set.npy"); }), testing::HasSubstr("data set.npy: there is no such data set"));
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
}  // namespace slalom::test

// Where data sets are looked for, and validation.
#include "end_to_end/stored.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <map>

namespace slalom::test {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;

/// 40 rows of one feature and a class; `shift` makes others.
std::string table(int shift) {
  std::string text = "x,class\n";
  for (int row = 0; row < 40; ++row) text += fmt::format("{},{}\n", (7 * row + shift) % 40, row % 2);
  return text;
}

/// 65,535 members that are said to be 20 MB each, of one stream of 20 kB: a file of 3.2 MB.
std::string archive_that_claims_terabytes() {
  const std::string stream(20'000, '\0'), entry = std::string("PK\1\2\0\0\0\0\0\0\x8\0", 12) + std::string(8, '\0') +
                                                  std::string("\x20\x4e\0\0\0\x2d\x31\1\1\0", 10) +
                                                  std::string(16, '\0') + "x";
  auto bytes = "PK\3\4" + std::string(26, '\0') + stream;
  const auto list = static_cast<std::uint32_t>(bytes.size());
  for (int i = 0; i < 65'535; ++i) bytes += entry;
  bytes += std::string("PK\5\6\0\0\0\0\xff\xff\xff\xff\0\0\0\0", 16);
  for (int k = 0; k < 4; ++k) bytes += static_cast<char>(list >> (8 * k));
  return bytes + std::string(2, '\0');
}

class Data : public testing::Test {
 protected:
  TemporaryFolder folder;

  void SetUp() override {
    write(folder.path() / "s.yaml",
          "suite: s\nseeds: 1\nbudget: {steps: 2}\noptimizers: [sgd]\n"
          "problems: [{problem: logistic_regression, data: mine}]\n");
    for (const auto* name : {"a", "b"}) create_directory(folder.path() / name);
    write(folder.path() / "a/mine.csv", table(0));
    write(folder.path() / "b/mine.csv", table(1));
  }
  Ended run(const std::string& variable, const std::vector<std::string>& options = {}) const {
    std::vector<std::string> words{"env", "SLALOM_DATA=" + variable, program().string(), "run", "s.yaml"};
    words.insert(words.end(), options.begin(), options.end());
    return command(words, folder.path());
  }
};

TEST_F(Data, IsFoundByOptionThenByVariable) {
  const auto missing = run("");
  EXPECT_EQ(missing.code, 2);
  EXPECT_THAT(missing.err, HasSubstr("s.yaml:5:49: problem 'logistic_regression': there is no data set 'mine'"));
  EXPECT_FALSE(exists(folder.path() / "results"));

  EXPECT_THAT(run("a").out, HasSubstr("1 run, 1 new"));
  EXPECT_THAT(run("", {"--data", "a"}).out, HasSubstr("1 run, 0 new")) << "the same bytes are the same run";
  EXPECT_THAT(run("nowhere:b").out, HasSubstr("1 run, 1 new"));
  EXPECT_THAT(run("a", {"--data", "b"}).out, HasSubstr("1 run, 0 new")) << "the option comes first";
  EXPECT_THAT(run("", {"--data", "c", "--data", "a"}).err, HasSubstr("--data c: there is no such folder"));
  create_directory(folder.path() / "c");
  EXPECT_THAT(run("", {"--data", "c", "--data", "a"}).out, HasSubstr("1 run, 0 new"));
  EXPECT_EQ(stored_runs(folder.path() / "results/s"), 2U);

  const std::vector<std::string> replay{"replay", "results/s", "--problem", "logistic_regression", "--seed", "1"};
  const auto lost = slalom(replay, folder.path());
  EXPECT_EQ(lost.code, 2);
  EXPECT_THAT(lost.err, HasSubstr("there is no data set 'mine'; is a --data missing?"));
}

TEST_F(Data, InAFolderWithAColonAreRefused) {
  rename(folder.path() / "a", folder.path() / "a:b");  // where a list would find b
  const auto ended = run("", {"--data", "a:b"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr((folder.path() / "a:b").string() + ": folders of data sets cannot have a colon"));
  EXPECT_FALSE(exists(folder.path() / "results"));
  create_directory(folder.path() / "c:d");  // and so where the present folder has one
  create_directory(folder.path() / "c:d/data");
  for (const auto& words : {std::vector<std::string>{"env", "SLALOM_DATA=data", program().string(), "run", "../s.yaml"},
                            {program().string(), "run", "../s.yaml", "--data", "data"}}) {
    const auto inside = command(words, folder.path() / "c:d");
    EXPECT_EQ(inside.code, 2);
    EXPECT_THAT(inside.err, HasSubstr("c:d/data: folders of data sets cannot have a colon"));
  }
}

TEST_F(Data, AreNamedWhereANameIsMisspelt) {
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 1\nbudget: {steps: 2}\noptimizers: [sgd]\nproblems:\n"
        "  - {problem: logistic_regression, data: [mine, minr]}\n"
        "  - {problem: shift, inner: {problem: mlp, data: digts}}\n"
        "  - {problem: mlp, data: digits}\n  - {problem: lenet, data: ''}\n  - {problem: vae, data: " +
            std::string(300, 'x') + "}\n");
  const auto ended = run("", {"--data", "a"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("4 mistakes:"));
  EXPECT_THAT(ended.err, HasSubstr("s.yaml:9:22: problem 'lenet': there is no data set ''"));
  EXPECT_THAT(ended.err, HasSubstr("s.yaml:10:26: problem 'vae': there is no data set 'xxx"));
  EXPECT_THAT(ended.err,
              ContainsRegex("s.yaml:6:49: problem 'logistic_regression': there is no data set 'minr' in " +
                            (folder.path() / "a").string() + ", .*/usr/share/datasets; did you mean 'mine'"));
  EXPECT_THAT(ended.err, ContainsRegex("s.yaml:7:50: problem 'mlp': there is no data set 'digts' in .*mean 'digits'"));
}

TEST_F(Data, SuggestedForAProblemAreThoseThatItCanRead) {
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 1\nbudget: {steps: 2}\noptimizers: [sgd]\nproblems:\n"
        "  - {problem: logistic_regression, data: hils}\n  - {problem: char_lstm, data: hils}\n");
  const auto ended = run("", {"--data", "a"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err,
              ContainsRegex("6:42: .*no data set 'hils' in .*; choose from: breast_cancer, digits,[^\n]*mine"));
  EXPECT_THAT(ended.err, ContainsRegex("7:32: .*no data set 'hils' in .*; did you mean 'hills'"));
}

TEST_F(Data, OfAnotherKindThanTheProblemReadsAreAMistakeWithItsPlace) {
  write(folder.path() / "a/7.csv", table(0));
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 1\nbudget: {steps: 2}\noptimizers: [sgd]\nproblems:\n"
        "  - {problem: char_lstm, data: mine}\n  - {problem: logistic_regression, data: hills}\n"
        "  - {problem: logistic_regression, data: [7, 8]}\n");
  const auto ended = run("", {"--data", "a"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("3 mistakes:"));
  EXPECT_THAT(ended.err, ContainsRegex("s.yaml:6:32: problem 'char_lstm': .*/a/mine.csv: expected the text: NAME.txt"));
  EXPECT_THAT(ended.err,
              ContainsRegex("s.yaml:7:42: problem 'logistic_regression': .*/hills.txt: expected data set: NAME.csv"));
  EXPECT_THAT(ended.err, HasSubstr("s.yaml:8:46: problem 'logistic_regression': there is no data set '8'"));
  EXPECT_FALSE(exists(folder.path() / "results"));
}

TEST_F(Data, OfTheUserAreUnderstoodAndItIsSaidHow) {
  std::string iris, twos = "a;class\r\n";
  for (int row = 0; row < 30; ++row) {
    iris += fmt::format("{},{},{}\n", row, row % 7, std::vector{"virginica", "setosa", "versicolor"}[row % 3U]);
    twos += fmt::format("{};{}\r\n", row, 1 + row % 2);
  }
  write(folder.path() / "a/iris.csv", iris);
  write(folder.path() / "a/twos.csv", twos);
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 1\nbudget: {steps: 2}\noptimizers: [sgd, adam]\nproblems:\n"
        "  - {problem: softmax_regression, data: [iris.csv, mine]}\n  - {problem: logistic_regression, data: twos}\n");
  const auto ended = run("", {"--data", "a"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  const auto place = (folder.path() / "a/").string();
  EXPECT_THAT(ended.err, HasSubstr("slalom: " + place +
                                   "iris.csv: no header line: first row is data; 3 classes: setosa, "
                                   "versicolor, virginica\n"));
  EXPECT_THAT(ended.err, HasSubstr("slalom: " + place + "twos.csv: separated by semicolons; 2 classes: 1, 2\n"));
  EXPECT_THAT(ended.err, testing::Not(HasSubstr("mine.csv")));
  // With and without the ending it is the same run.
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 1\nbudget: {steps: 2}\noptimizers: [sgd]\n"
        "problems: [{problem: softmax_regression, data: [iris, mine.csv]}]\n");
  EXPECT_THAT(run("", {"--data", "a"}).out, HasSubstr("2 runs, 0 new"));
}

TEST_F(Data, ThatCannotBeUsedAreOneMistakePerFile) {
  write(folder.path() / "a/bad.csv", "x,y\n1,0\n?,1\n2,0\n?,1\n");
  write(folder.path() / "a/worse.svm", "1 1:2\nx\n");
  write(folder.path() / "a/same.csv", "x,y\n1,a\n2,a\n");
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 3\nbudget: {steps: 2}\noptimizers: [sgd, adam]\n"
        "problems: [{problem: logistic_regression, data: [bad, mine, worse, same]}, {problem: mlp, data: bad.csv}]\n");
  const auto ended = run("", {"--data", "a"});
  EXPECT_EQ(ended.code, 2);
  const auto place = (folder.path() / "a/").string();
  EXPECT_EQ(ended.err, "slalom: 3 mistakes:\n" + place +
                           "bad.csv:3: column 1 (x) is '?', a missing value, as in 1 other row: nothing is filled in; "
                           "remove these rows, or write numbers\n" +
                           place + "worse.svm:2: 'x'; the label, a finite number, was expected\n" + place +
                           "same.csv: the last column is the same in all rows: there is nothing to predict\n");

  // What only a problem can say is said once.
  write(folder.path() / "a/names.csv", "x,y\n1,a\n2,b\n3,b\n4,a\n");
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 3\nbudget: {steps: 2}\noptimizers: [sgd, adam, momentum]\n"
        "problems: [{problem: least_squares, data: names}]\n");
  EXPECT_THAT(
      run("", {"--data", "a"}).err,
      HasSubstr("slalom: failed: adam on least_squares and 2 other pairs, 9 runs: " + place +
                "names.csv: 2 classes: a, b: this problem predicts numbers; write numbers in the last column, or "
                "take a problem with classes, such as softmax_regression\n"));
}

/// Where a file should be there is something else, or what would take more memory than there is.
TEST_F(Data, ThatCannotBeReadAreAMistakeBeforeMemoryIsTaken) {
  const auto place = [&](const char* name) { return (folder.path() / "a" / name).string(); };
  fs::create_symlink("/dev/zero", place("zero.csv"));
  fs::create_symlink("/dev/zero", place("endless.txt"));
  fs::create_directory(place("folder.csv"));
  ASSERT_EQ(mkfifo(place("pipe.npy").c_str(), 0600), 0);
  write(place("sparse.svm"), "1 1:1\n1 100000000:1\n");
  write(place("archive.npz"), archive_that_claims_terabytes());
  const std::tuple<const char*, const char*, std::string> cases[] = {
      {"logistic_regression", "zero", place("zero.csv") + ": it is a device; expected a regular file"},
      {"char_lstm", "endless", place("endless.txt") + ": it is a device; expected a regular file"},
      {"logistic_regression", "folder.csv", place("folder.csv") + ": it is a folder; expected data set: NAME.csv"},
      {"logistic_regression", "folder", place("folder.csv") + ": it is a folder; expected a regular file"},
      {"mlp", "pipe", place("pipe.npy") + ": it is a pipe; expected a regular file"},
      {"mlp", "/proc", "/proc: "},
      {"softmax_regression", "sparse", place("sparse.svm") + ": it has an index 100000000, but 2 values: nearly all "},
      {"least_squares", "archive",
       place("archive.npz") + ": what it holds would take 1.2 TB, and a data set may take 2.0 GB"},
  };
  for (const auto& [problem, data, expected] : cases) {
    write(folder.path() / "s.yaml", fmt::format("suite: s\nseeds: 1\nbudget: {{steps: 2}}\noptimizers: [sgd]\n"
                                                "problems: [{{problem: {}, data: {}}}]\n",
                                                problem, data));
    const auto ended = run("", {"--data", "a"});
    EXPECT_EQ(ended.code, 2) << data;
    EXPECT_THAT(ended.err, AllOf(testing::StartsWith("slalom: 1 mistake:\n"), HasSubstr(expected)));
    EXPECT_EQ(std::ranges::count(ended.err, '\n'), 2) << ended.err;
  }
}

TEST_F(Data, MayTakeAsMuchMemoryAsTheOptionSays) {
  std::string rows = "x,class\n";
  for (int i = 0; i < 3000; ++i) rows += fmt::format("{},{}\n", i, i % 2);
  write(folder.path() / "a/mine.csv", rows);  // 48,000 bytes as numbers
  const auto refused = run("a", {"--data-limit", "40K"});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("a/mine.csv: 3001 rows of 2 numbers would take 46.9 kB, and a data set may take "
                                     "40.0 kB: use a smaller one, or --data-limit 1G"));
  EXPECT_EQ(run("a", {"--data-limit", "50K"}).code, 0);
  for (const auto* wrong : {"50", "1.5G", "0G", "G", "20000000T", "5Gb"}) {
    const auto ended = run("a", {"--data-limit", wrong});
    EXPECT_EQ(ended.code, 2);
    EXPECT_THAT(ended.err, HasSubstr(fmt::format("--data-limit must be a size such as 500M or 8G, not '{}'", wrong)));
  }

  // What only a problem unpacks, it refuses itself.
  create_directory(folder.path() / "a/images");
  for (const auto* part : {"train", "t10k"}) {
    const auto file = [&](const char* name) {
      return fmt::format("{}/a/images/{}-{}", folder.path().string(), part, name);
    };
    write(file("labels-idx1-ubyte"), std::string("\0\0\x8\1\0\0\0\1\0", 9));
    write(file("images-idx3-ubyte"), std::string("\0\0\x8\3\0\0\0\1\0\1\0\0\0\0\0\1", 16) + std::string(65'536, '\0'));
    ASSERT_EQ(command({"gzip", "-9", file("images-idx3-ubyte")}, folder.path()).code, 0);
  }
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 1\nbudget: {steps: 2}\noptimizers: [sgd]\nproblems: [{problem: softmax_regression, data: "
        "images}]\n");
  const auto bomb = run("a", {"--data-limit", "60K"});
  EXPECT_EQ(bomb.code, 3);
  EXPECT_THAT(bomb.err, HasSubstr("train-images-idx3-ubyte.gz: what it holds would take 64.0 kB, and a data set may"));
}

TEST_F(Data, ForValidationAreWhatTuningGoesBy) {
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 1\nbudget: {steps: 300}\nbatch: 8\ntune: {trials: 8, seeds: 2}\n"
        "record: {points: 2}\noptimizers: [sgd, adam]\n"
        "problems: [{problem: mlp, hidden: [64], validation: 0.6, label_noise: 0.5}]\n");
  const auto ended = run("");
  EXPECT_EQ(ended.code, 0) << ended.err;
  const store::Store store(folder.path() / "results/s", store::Store::Mode::read);
  const auto plan = store.plans().at(0);

  using Means = std::map<std::uint64_t, double>;  // by trial
  const auto best = [](const Means& means) {
    return std::ranges::min_element(means, {}, &Means::value_type::second)->first;
  };
  std::size_t differing = 0;
  for (std::size_t study = 0; study < plan.studies.size(); ++study) {
    Means validation, training;
    for (const auto& run : plan.runs) {
      const auto& c = plan.cases.at(run.case_index);
      if (c.phase != suite::Phase::tuning || c.trial->study != study || !c.trial->index) continue;
      const auto record = store.find(run.id).value();
      validation[*c.trial->index] += record.metrics.at(record.metrics.size() - 2);
      training[*c.trial->index] += record.points.back().loss;
    }
    ASSERT_EQ(validation.size(), 8U);
    EXPECT_EQ(plan.cases.at(plan.studies[study].reported).trial->index, best(validation));
    differing += best(validation) != best(training) ? 1 : 0;
  }
  EXPECT_GT(differing, 0U) << "else this shows nothing";
}

}  // namespace
}  // namespace slalom::test

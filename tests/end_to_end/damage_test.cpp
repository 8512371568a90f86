// Stored results in which bits have changed: every command says so, `slalom verify` says which, `slalom run` makes them
// again.
#include "end_to_end/stored.hpp"
#include "support/edit.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdlib>
#include <random>

namespace slalom::test {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

using Words = std::vector<std::string>;

/// Results of a small suite, in FOLDER/whole, and a copy to be damaged in FOLDER/r.
class Damage : public testing::Test {
 protected:
  void SetUp() override {
    write(folder.path() / "s.yaml", small_suite("s", "record: {trajectory: true}\n"));
    write(folder.path() / "t.mustache", "{{#experiments}}{{name}}{{/experiments}}");
    ASSERT_EQ(slalom({"run", "s.yaml", "--out", "whole", "--quiet"}, folder.path()).code, 0);
    sql(folder.path() / "whole/results.sqlite", "PRAGMA journal_mode = DELETE");
    const store::Store store(folder.path() / "whole", store::Store::Mode::read);
    plan = store.plans().at(0);
    repair();
  }

  fs::path file() const { return folder.path() / "r/results.sqlite"; }
  void repair() const {
    fs::remove_all(folder.path() / "r");
    fs::create_directory(folder.path() / "r");
    fs::copy_file(folder.path() / "whole/results.sqlite", file());
  }
  void damage_run(std::size_t index) const {
    sql(file(), fmt::format("UPDATE runs SET trace = zeroblob(length(trace)) WHERE run = '{}'", id(index)));
  }
  std::string id(std::size_t index) const { return plan.runs.at(index).id.text(); }
  Ended run(const Words& words) const { return slalom(words, folder.path()); }
  Ended run_suite() const { return run({"run", "s.yaml", "--out", "r", "--quiet"}); }
  void expect_whole() const {
    EXPECT_EQ(run({"verify", "r"}).code, 0);
    expect_same_runs(folder.path() / "whole", folder.path() / "r", 8);
  }

  TemporaryFolder folder;
  suite::Plan plan;
};

/// Commands that read FOLDER/r.
std::vector<Words> reading_commands(const std::string& other_run) {
  return {{"report", "r", "--template", "t.mustache"},
          {"export", "r", "--format", "csv", "--out", "csv"},
          {"export", "r", "--format", "json", "--out", "json"},
          {"export", "r", "--format", "ioh", "--out", "ioh"},
          {"export", "r", "--format", "coco", "--out", "coco"},
          {"export", "r", "--format", "latex", "--out", "latex"},
          {"compare", "r", "whole"},
          {"compare", "whole", "r"},
          {"validate", "s.yaml", "--out", "r"},
          {"run", "s.yaml", "--out", "r", "--dry-run"},
          {"run", "s.yaml", "--from", "r", "--out", "taken", "--quiet"},
          {"merge", "r", "--out", "merged"},
          {"replay", "r", other_run},
          {"clean", "r"}};
}

TEST_F(Damage, IsNamedByVerify) {
  const auto whole = run({"verify", "whole", "r"});
  EXPECT_EQ(whole.code, 0);
  EXPECT_EQ(whole.out, "whole: 8 results, nothing is damaged\nr: 8 results, nothing is damaged\n");
  EXPECT_THAT(whole.err, IsEmpty());

  damage_run(5);
  const auto ended = run({"verify", "r", "whole"});
  EXPECT_EQ(ended.code, 4);
  const auto& c = plan.cases.at(plan.runs[5].case_index);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("r: 8 results, damaged:\n"),
                               HasSubstr(fmt::format("  run {}: {} on {}, seed {} (suite s): its results do not match",
                                                     id(5), c.optimizer.label, c.problem.label, plan.runs[5].seed)),
                               HasSubstr("whole: 8 results, nothing is damaged\n")));
}

TEST_F(Damage, IsSaidInOneLineByEveryCommand) {
  damage_run(5);
  auto commands = reading_commands(id(0));
  commands.push_back({"report", "r"});
  commands.push_back({"run", "s.yaml", "--out", "r", "--quiet"});  // and makes it again
  for (const auto& words : commands) {
    const auto ended = run(words);
    EXPECT_THAT(ended.err,
                HasSubstr("slalom: 1 run of r is damaged and counts as missing: 'slalom verify r' says which"))
        << fmt::format("{}", fmt::join(words, " "));
    EXPECT_THAT(ended.code, AnyOf(0, 1, 3, 6)) << ended.err;
  }
  EXPECT_THAT(run({"report", "r"}).err, Not(HasSubstr("damaged")));
  expect_whole();
}

TEST_F(Damage, OfRunsIsMendedByRunningThemAgain) {
  damage_run(0);
  damage_run(5);
  EXPECT_THAT(run_suite().out, HasSubstr("s: 8 runs, 2 new\n"));
  expect_whole();
}

TEST_F(Damage, OfAProblemIsMendedByOneRun) {
  sql(file(), "UPDATE facts SET minimum = minimum + 1 WHERE dimension = 3");
  const auto found = run({"verify", "r"});
  EXPECT_EQ(found.code, 4);
  EXPECT_THAT(found.out, HasSubstr("  problem quadratic (suite s): its data do not match their checksum; 4 runs on it "
                                   "count as missing\n"));
  const auto report = run({"report", "r"});
  EXPECT_EQ(report.code, 0);
  EXPECT_THAT(report.err, HasSubstr("4 runs of r are damaged and count as missing"));
  EXPECT_THAT(run_suite().out, HasSubstr("s: 8 runs, 1 new\n"));
  expect_whole();
}

TEST_F(Damage, OfAPlanIsRefused) {
  sql(file(), "UPDATE cases SET definition = replace(definition, '0.01', '0.02')");
  auto commands = reading_commands(id(0));
  commands.push_back({"report", "r"});
  commands.push_back({"verify", "r"});
  commands.push_back({"run", "s.yaml", "--out", "r", "--quiet"});
  for (const auto& words : commands) {
    const auto ended = run(words);
    EXPECT_EQ(ended.code, 4) << fmt::format("{}", fmt::join(words, " "));
    EXPECT_THAT(ended.err, HasSubstr("results.sqlite is damaged: the plan of 's' does not match its checksum"));
  }
}

TEST_F(Damage, OfADefinitionIsNoticedByIdentities) {
  edit(file(), "UPDATE cases SET definition = replace(definition, '0.01', '0.02') WHERE case_index = 1");
  const auto ended = run({"verify", "r"});
  EXPECT_EQ(ended.code, 4);
  EXPECT_THAT(ended.out, HasSubstr("its identity is not that of its definition and seed"));
}

/// A column of a table, and how its value is replaced.
class Mutation {
 public:
  Mutation(std::mt19937_64& random, const std::vector<std::pair<std::string, std::string>>& columns, std::size_t number)
      : column_(columns.at(number % columns.size())), value_(values.at(random() % values.size())) {
    replace_all(value_, "VALUE", column_.second);
    replace_all(value_, "RANDOM", std::to_string(random() % 1000));
    one_row_ = random() % 2 == 0;
  }

  std::string statement() const {
    return fmt::format(
        "UPDATE OR IGNORE {0} SET {1} = {2}{3}", column_.first, column_.second, value_,
        one_row_ ? fmt::format(" WHERE {0} = (SELECT {0} FROM {1} LIMIT 1)", column_.second, column_.first) : "");
  }

 private:
  static constexpr std::array values{
      "''",
      "'x'",
      "x''",
      "x'00'",
      "0",
      "-1",
      "1",
      "RANDOM",
      "9223372036854775807",
      "-9223372036854775807 - 1",
      "4294967296",
      "9e999",
      "-9e999",
      "1e308",
      "5e-324",
      "0.5",
      "VALUE + 1",
      "VALUE || VALUE",
      "CAST(VALUE AS TEXT)",
      "CAST(VALUE AS BLOB)",
      "substr(VALUE, 1, length(VALUE) / 2)",
      "substr(VALUE, 1, RANDOM) || char(RANDOM) || substr(VALUE, RANDOM + 2)",
      "zeroblob(length(VALUE))",
      "zeroblob(100000)",
      "randomblob(length(VALUE))",
      "CAST(replace(hex(zeroblob(length(VALUE) / 8)), '00', x'000000000000f07f') AS BLOB)",
      "CAST(replace(hex(zeroblob(length(VALUE) / 8)), '00', x'000000000000f8ff') AS BLOB)",
      "replace(VALUE, '0', '-9')",
      "replace(VALUE, '1', '1e300')",
      "replace(VALUE, '\"', '')",
      "replace(VALUE, 'null', '[]')",
      "replace(replace(VALUE, 'true', 'null'), 'false', '{}')",
      "'[' || VALUE || ']'",
      "replace(hex(zeroblob(100)), '00', '[')",
      "char(27) || '[2J' || char(0) || VALUE || x'ff'",
      "replace(VALUE, 'sgd', '../../' || char(10) || '=1+1<script>')"};

  static void replace_all(std::string& text, const std::string& what, const std::string& by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
      text.replace(at, what.size(), by);
  }

  std::pair<std::string, std::string> column_;
  std::string value_;
  bool one_row_;
};

/// Tables and their columns, of the file as it is.
std::vector<std::pair<std::string, std::string>> columns_of(const fs::path& file) {
  std::vector<std::pair<std::string, std::string>> columns;
  const store::sql::Database database(file, file.string(), SQLITE_OPEN_READONLY);
  store::sql::Statement(
      database, "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'")
      .each([&](store::sql::Row row) {
        auto& [table, column] = columns.emplace_back();
        row.into(table, column);
      });
  return columns;
}

/// Some statements SQLite refuses, and some rows have no checksum then: these stay as they are.
void mutate(const fs::path& file, const std::string& statement, bool with_checksums) {
  store::sql::Database database(file, file.string(), SQLITE_OPEN_READWRITE);
  try {
    database.execute(statement.c_str());
    if (with_checksums) store::set_checksums(database);
  } catch (const std::exception&) {
  }
}

/// 500 with SLALOM_LONG_TESTS, else 8: by turns with checksums that match, and with the old ones.
TEST_F(Damage, OfAnyColumnEndsNoCommandInASignal) {
  const auto columns = columns_of(file());
  ASSERT_GT(columns.size(), 50U);
  auto commands = reading_commands(id(0));
  commands.insert(commands.begin(), {{"verify", "r"}, {"report", "r"}});
  commands.insert(commands.end(), {{"run", "s.yaml", "--out", "r", "--quiet"}, {"clean", "r", "--yes"}});
  std::mt19937_64 random(500);
  const bool is_long = std::getenv("SLALOM_LONG_TESTS") != nullptr;
  for (std::size_t i = 0; i < (is_long ? 500 : 8); ++i) {
    const Mutation mutation(random, columns, is_long ? i : random());
    repair();
    mutate(file(), mutation.statement(), i % 2 == 0);
    for (const auto& words : commands) {
      for (const auto* made : {"csv", "json", "ioh", "coco", "latex", "merged", "taken"})
        fs::remove_all(folder.path() / made);
      const auto ended = run(words);
      EXPECT_TRUE((ended.code >= 0 && ended.code <= 4) || (words[0] == "compare" && ended.code == 6)) << fmt::format(
          "exit code {} of slalom {} after {}: {}", ended.code, fmt::join(words, " "), mutation.statement(), ended.err);
    }
  }
}

}  // namespace
}  // namespace slalom::test

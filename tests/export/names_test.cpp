// Whatever suites call things: files stay in their folder, and tables and indexes keep their form.
#include "export/export_coco.hpp"
#include "export/export_csv.hpp"
#include "export/export_ioh.hpp"
#include "export/stored_race.hpp"
#include "support/read_file.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

namespace fs = std::filesystem;
using store::Store;

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(fs::relative(entry.path(), folder));
  return files;
}

/// The fields of RFC 4180.
std::vector<std::vector<std::string>> csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    auto& field = rows.back().back();
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"')
      field += text[++i];
    else if (c == '"')
      quoted = !quoted;
    else if (!quoted && c == ',')
      rows.back().emplace_back();
    else if (!quoted && c == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
      rows.emplace_back(1), ++i;
    else
      field += c;
  }
  rows.pop_back();
  return rows;
}

class Names : public testing::TestWithParam<const char*> {
 protected:
  Names() {
    const std::string name = GetParam();
    suite::Plan plan;
    plan.suite = name;
    plan.experiments = {{name, name}};
    auto c = make_case("quadratic", "momentum");
    c.problem.label = c.optimizer.label = name;
    plan.cases = {c};
    plan.runs = {{0, 1, make_id(0xa1)}};
    store.put_plan(plan, Json::object());
    run::ProblemInfo info;
    info.dimension = 2;
    info.minimum = 0.5;
    store.put_info(run::problem_key(c), info);
    store.put(run_on_bowl());
    before = files_in(folder.path()).size();
  }
  std::size_t files_outside() const { return files_in(folder.path()).size() - files_in(out).size() - before; }

  TemporaryFolder folder;
  Store store{folder.path() / "deep/store", Store::Mode::write};
  fs::path out = folder.path() / "deep/out";
  std::size_t before = 0;
};

TEST_P(Names, AreFieldsOfCsv) {
  exports::export_csv(store, out);
  const auto rows = csv(read_file(out / "runs.csv"));
  ASSERT_EQ(rows.size(), 2U);
  ASSERT_EQ(rows[1].size(), rows[0].size());
  const std::string given = GetParam();
  const auto expected = (given.starts_with("=") ? "'" : "") + given;  // no formula for a spreadsheet
  for (std::size_t column = 0; column < rows[0].size(); ++column)
    for (const auto* name : {"suite", "experiment", "problem_label", "optimizer_label"})
      if (rows[0][column] == name) {
        EXPECT_EQ(rows[1][column], expected) << name;
      }
}

TEST_P(Names, MakeIohFilesInTheFolderOnly) {
  exports::export_ioh(store, out);
  EXPECT_EQ(files_outside(), 0U);
  ASSERT_EQ(files_in(out).size(), 3U) << "index, data file, list of what was written";
  for (const auto& file : files_in(out))
    if (file.extension() == ".json") {
      const auto index = Json::parse(read_file(out / file));
      EXPECT_EQ(index.at("algorithm").at("info"), GetParam());
      EXPECT_TRUE(fs::exists((out / file).parent_path() / index.at("scenarios")[0].at("path").get<std::string>()));
    }
}

TEST_P(Names, MakeCocoFilesInTheFolderOnly) {
  exports::export_coco(store, out);
  EXPECT_EQ(files_outside(), 0U);
  ASSERT_EQ(files_in(out).size(), 5U) << "index, two data files, problems.csv, list of what was written";
  for (const auto& file : files_in(out))
    if (file.extension() == ".info") {  // cocopp reads text in quotes as Python does
      EXPECT_THAT(read_file(out / file),
                  testing::MatchesRegex("suite = 'bbob', funcId = 1, DIM = 2, Precision = 1.000e-08, "
                                        "algId = '[^'\\\\,=\n\r]*', coco_version = [^\n]*\n"
                                        "% [^\n\r]*\n"
                                        "data_f1/bbobexp_f1_DIM2.dat, 1:20\\|1.0e-01\n"));
    }
}

INSTANTIATE_TEST_SUITE_P(Export, Names,
                         testing::Values("<script>alert(1)</script>", "a|b", "../../x", "/tmp/x", "\"; system(\"x\")",
                                         "two\nlines", "two\r\nlines", "`$x` _a_ *b*", "[x](y)", "{{x}}", "it's, a = b",
                                         "ends with \\", ".", "σ² ≤ 𝛼", "=1+1"));

}  // namespace
}  // namespace slalom::test

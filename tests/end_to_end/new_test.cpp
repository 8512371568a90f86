// slalom new: a project outside this repository that builds and runs as it is, with the build folder or an
// installation.
#include "end_to_end/program.hpp"
#include "support/paths.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

struct Project {
  const char* kind;
  const char* name;
  const char* plugins;
  int runs;
};

/// Follows the README: three commands.
void build_and_run(const Project& project, const fs::path& program, const fs::path& package) {
  const TemporaryFolder folder;
  const auto made = command({program, "new", project.kind, project.name, "--dir", "mine"}, folder.path());
  ASSERT_EQ(made.code, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr("cmake -B build -Dslalom_DIR=" + package.string()));
  const auto mine = folder.path() / "mine";
  EXPECT_THAT(read(mine / "README.md"), AllOf(HasSubstr("cmake -B build -Dslalom_DIR=" + package.string() + "\n"),
                                              HasSubstr("cmake --build build\n"),
                                              HasSubstr(program.string() + " run " + project.name + ".yaml")));

  const auto configured = command({"cmake", "-B", "build", "-Dslalom_DIR=" + package.string()}, mine);
  ASSERT_EQ(configured.code, 0) << configured.out << configured.err;
  const auto built = command({"cmake", "--build", "build"}, mine);
  ASSERT_EQ(built.code, 0) << built.out << built.err;
  EXPECT_THAT(read(mine / (std::string(project.name) + ".yaml")),
              testing::StartsWith("# yaml-language-server: $schema=build/suite.schema.json\n"));
  EXPECT_THAT(read(mine / "build/suite.schema.json"), HasSubstr("\"" + std::string(project.name) + "_" + project.kind));
  const auto plugins = std::string("build/") + project.plugins;
  const auto ended = command({program, "run", std::string(project.name) + ".yaml", "--plugin-path", plugins}, mine);
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr(std::string(project.name) + ": " + std::to_string(project.runs) + " runs, " +
                                   std::to_string(project.runs) + " new\n"));
  const auto shown = command({program, "show", project.name, "--plugin-path", plugins}, mine);
  EXPECT_THAT(shown.out, HasSubstr(std::string(project.kind) + " " + project.name + ": A few words"));
}

class New : public testing::TestWithParam<Project> {};

TEST_P(New, BuildsAndRunsWithTheBuildFolder) {
  build_and_run(GetParam(), program(), fs::path(test::build_folder()) / "lib/cmake/slalom");
}

INSTANTIATE_TEST_SUITE_P(Projects, New,
                         testing::Values(Project{"optimizer", "real_step2", "plugins", 60},
                                         Project{"problem", "t", "problems", 20}),
                         [](const auto& test) { return std::string(test.param.kind); });

TEST(Installation, IsWholeAndPluginsBuildAgainstIt) {
  const TemporaryFolder prefix;
  const auto installed =
      command({"cmake", "--install", test::build_folder(), "--prefix", prefix.path().string()}, prefix.path());
  ASSERT_EQ(installed.code, 0) << installed.out << installed.err;
  EXPECT_TRUE(fs::exists(prefix.path() / "share/slalom/suites/suite.schema.json"));
  const auto links =
      command({source_folder() + "/scripts/links.py", prefix.path() / "share/doc/slalom"}, prefix.path());
  EXPECT_EQ(links.code, 0) << links.err;
  build_and_run({"optimizer", "outsider", "plugins", 60}, prefix.path() / "bin/slalom",
                prefix.path() / "lib/cmake/slalom");
}

TEST(NewProject, LeavesAFolderAloneThatHoldsSomething) {
  const TemporaryFolder folder;
  write(folder.path() / "notes.txt", "mine");
  const auto ended = slalom({"new", "optimizer", "mine", "--dir", "."}, folder.path());
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("not empty"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

}  // namespace
}  // namespace slalom::test

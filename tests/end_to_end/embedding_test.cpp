// The example of docs/embedding.md.
#include "end_to_end/stored.hpp"
#include "support/paths.hpp"

#include <fmt/format.h>

namespace slalom::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(Embedding, TheExampleRunsASuiteAsTheProgramDoes) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", small_suite("small"));
  const auto embedded =
      command({build_folder() + "/example_embedding", "s.yaml", build_folder(), "embedded"}, folder.path());
  ASSERT_EQ(embedded.code, 0) << embedded.err;
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "run"}, folder.path()).code, 0);
  const auto runs = stored_runs(folder.path() / "run");
  expect_same_runs(folder.path() / "embedded", folder.path() / "run", runs);
  EXPECT_THAT(embedded.out, AllOf(HasSubstr(fmt::format(". {} runs\n", runs)), HasSubstr(" has rank 1\n")));

  const auto again =
      command({build_folder() + "/example_embedding", "s.yaml", build_folder(), "embedded"}, folder.path());
  EXPECT_THAT(again.out, testing::StartsWith(" 0 runs\n"));
}

TEST(Embedding, ThePageShowsTheExample) {
  const fs::path docs = fs::path(source_folder()) / "docs";
  EXPECT_THAT(read(docs / "embedding.md"), HasSubstr("```cpp\n" + read(docs / "examples/embedding.cpp") + "```\n"));
}

}  // namespace
}  // namespace slalom::test

// What a problem computes when it opens is computed once, and kept with the results.
#include "end_to_end/stored.hpp"
#include "support/paths.hpp"

#include <algorithm>

namespace slalom::test {
namespace {

class ComputedOnce : public testing::Test {
 protected:
  TemporaryFolder folder;
  fs::path plugins = fs::path(test::build_folder()) / "tests/fixtures";

  /// A suite of `seeds` runs for each optimizer; `settings` are further ones of the problem.
  void suite(int seeds, const std::string& settings = "", const std::string& optimizers = "[momentum]",
             const std::string& more = "") const {
    write(folder.path() / "s.yaml", "suite: s\nseeds: " + std::to_string(seeds) +
                                        "\nbudget: {steps: 200}\nstop: {gap: 1.0e-9}\ntargets: [1.0e-3]\n" + more +
                                        "problems: [{problem: computed_once, log: " + log().string() + settings +
                                        "}]\noptimizers: " + optimizers + "\n");
  }
  Ended run(std::vector<std::string> options = {}, const std::string& out = "r") const {
    options.insert(options.begin(), {"run", "s.yaml", "--out", out, "--quiet", "--plugin-path", plugins.string(),
                                     "--sandbox", "off"});  // the problem writes to its log
    return slalom(options, folder.path());
  }
  fs::path log() const { return folder.path() / "log"; }
  std::ptrdiff_t computed() const { return fs::exists(log()) ? std::ranges::count(read(log()), '\n') : 0; }
};

TEST_F(ComputedOnce, IsNotComputedAgainForFurtherRunsAndGivesTheSameBits) {
  suite(2);
  EXPECT_EQ(run().code, 0);
  EXPECT_EQ(computed(), 1);
  suite(4);
  EXPECT_THAT(run().out, testing::HasSubstr("4 runs, 2 new"));
  EXPECT_EQ(computed(), 1) << "the second command knows it from the results";
  suite(6);
  EXPECT_THAT(run({"--in-process"}).out, testing::HasSubstr("6 runs, 2 new"));
  EXPECT_EQ(computed(), 1);

  EXPECT_EQ(run({}, "fresh").code, 0);
  EXPECT_EQ(computed(), 2) << "another folder knows nothing";
  expect_same_runs(folder.path() / "r", folder.path() / "fresh", 6);
  const store::Store kept(folder.path() / "r", store::Store::Mode::read),
      fresh(folder.path() / "fresh", store::Store::Mode::read);
  const auto key = run::problem_key(kept.plans().at(0).cases.at(0));
  const auto a = kept.info(key).value(), b = fresh.info(key).value();
  EXPECT_EQ(a.minimum, 1.0 / 3);
  EXPECT_EQ(std::tie(a.minimum, a.minimizers, a.cached), std::tie(b.minimum, b.minimizers, b.cached));
  EXPECT_EQ(a.cached, (loader::CachedValues{{}, {1.0 / 3, 0.0, -0.0}}));
  EXPECT_TRUE(std::signbit(a.minimizers.at(0).at(1)));
}

TEST_F(ComputedOnce, IsNotComputedAgainByWorkersThatFollow) {
  suite(3, "", "[momentum, fails_later]");  // each failure is tried again in a worker of its own
  EXPECT_EQ(run().code, 3);
  EXPECT_EQ(computed(), 1);
  EXPECT_EQ(run({"--fresh"}).code, 3);
  EXPECT_EQ(computed(), 2) << "once for this command";
}

TEST_F(ComputedOnce, IsComputedAnewToVerify) {
  suite(2);
  EXPECT_EQ(run().code, 0);
  EXPECT_EQ(run({"--verify", "1"}).code, 0);
  EXPECT_GT(computed(), 1);
  const auto before = computed();
  const auto id = store::Store(folder.path() / "r", store::Store::Mode::read).done().front().text();
  EXPECT_EQ(slalom({"replay", "r", id, "--plugin-path", plugins.string(), "--sandbox", "off"}, folder.path()).code, 0);
  EXPECT_GT(computed(), before);
}

TEST_F(ComputedOnce, IsNotComputedAgainByLaterStagesOfASearch) {
  suite(2, "", "[momentum]", "tune: {trials: 9, search: halving}\n");
  const auto ended = run();
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_EQ(computed(), 1);
}

TEST_F(ComputedOnce, IsComputedAgainWhereSomethingElseDeterminesIt) {
  const auto mine = folder.path() / "mine.csv";
  write(mine, "1\n");
  const auto data = ", data: " + (folder.path() / "mine").string();
  std::ptrdiff_t expected = 0;
  const auto is_computed = [&](const char* why) {
    EXPECT_EQ(run().code, 0);
    EXPECT_EQ(computed(), ++expected) << why;
  };
  suite(1, data);
  is_computed("it is new");
  suite(1, data + ", width: 2");
  is_computed("another setting");
  suite(1, data + ", precision: float32");
  is_computed("another real type");
  write(mine, "2\n");
  is_computed("other data");
  plugins = folder.path() / "plugins";
  create_directory(plugins);
  fs::copy(fs::path(test::build_folder()) / "tests/fixtures/computed_once.so", plugins);
  write(plugins / "computed_once.so", read(plugins / "computed_once.so") + '\0');
  is_computed("another plugin file");
  EXPECT_EQ(run({"--fresh"}).code, 0);
  EXPECT_EQ(computed(), ++expected) << "asked for";
}

TEST_F(ComputedOnce, IsKeptWhenResultsAreMerged) {
  suite(4);
  for (const std::string part : {"1", "2"}) EXPECT_EQ(run({"--shard", part + "/2"}, part).code, 0);
  EXPECT_EQ(computed(), 2);
  EXPECT_EQ(slalom({"merge", "1", "2", "--out", "r"}, folder.path()).code, 0);
  suite(5);
  EXPECT_THAT(run().out, testing::HasSubstr("5 runs, 1 new"));
  EXPECT_EQ(computed(), 2);
}

}  // namespace
}  // namespace slalom::test

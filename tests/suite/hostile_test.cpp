// Files made to break a parser: each costs a message, no crash and no memory.
#include "planned.hpp"

#include <fmt/format.h>

#include <random>

namespace slalom::suite {
namespace {

using testing::ElementsAre;

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(Hostile, AliasBomb) {
  std::string yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i)
    yaml += fmt::format("a{}: &a{} [{}x]\n", i, i, repeated(fmt::format("*a{}, ", i - 1), 10));
  EXPECT_THAT(mistakes_in(yaml), ElementsAre("5:5: more than 200000 values"));
}

TEST(Hostile, AnchorsInsideOfAnchors) {
  std::string yaml = "a: ";
  for (int i = 0; i < 30; ++i) yaml += fmt::format("[&a{} ", i);
  yaml += fmt::format("[{}x]{}", repeated("x, ", 100000), repeated("]", 30));
  EXPECT_THAT(mistakes_in(yaml), ElementsAre(testing::HasSubstr("more than 200000 values")));
}

TEST(Hostile, DeepNesting) {
  for (const auto& [open, close] :
       {std::pair("[", "]"), std::pair("{a: ", "}"), std::pair("- ", ""), std::pair("[", "")})
    for (const int depth : {33, 100000})
      EXPECT_THAT(mistakes_in(repeated(open, depth) + repeated(close, depth)),
                  ElementsAre(testing::EndsWith("nested deeper than 32 levels")))
          << open << depth;
  EXPECT_THAT(mistakes_in(repeated("[", 33) + repeated("]", 33)), ElementsAre("1:33: nested deeper than 32 levels"));
}

TEST(Hostile, GridsAreCountedBeforeTheyAreMade) {
  std::string values;
  for (int i = 0; i < 1000; ++i) values += fmt::format("{}{}", i == 0 ? "" : ", ", i / 1000.0);
  const auto suite = [&](const std::string& seeds) {
    return fmt::format(
        "suite: s\nseeds: {}\nbudget: {{steps: 1}}\nproblems: [bowl]\n"
        "optimizers: [{{optimizer: adam, beta1: [{}], beta2: [{}]}}]",
        seeds, values, values);
  };
  EXPECT_THAT(mistakes_in(suite("2")), ElementsAre("1:1: 2000000 runs so far: a suite may have 1000000"));
  EXPECT_THAT(mistakes_in(suite("9007199254740991")),
              ElementsAre("1:1: 9.00719925474099e+21 runs so far: a suite may have 1000000"));
  EXPECT_THAT(mistakes_in("suite: s\nbudget: {steps: 1}\nproblems: [bowl]\noptimizers: [adam]\nexperiments:\n"
                          "  - {name: a, seeds: 600000}\n  - {name: b, seeds: 400001}"),
              ElementsAre("7:5: 1000001 runs so far: a suite may have 1000000"));
}

TEST(Hostile, ABillionVariantsAreRefusedWithTheirNumber) {
  std::string values;
  for (int i = 0; i < 1000; ++i) values += fmt::format("{}{}", i == 0 ? "" : ", ", (i + 1) / 1001.0);
  EXPECT_THAT(mistakes_in(fmt::format("suite: s\nbudget: {{steps: 1}}\nproblems: [bowl]\noptimizers:\n"
                                      "  - {{optimizer: adam, beta1: [{0}], beta2: [{0}], learning_rate: [{0}]}}",
                                      values)),
              ElementsAre("1:1: 10000000000 runs so far: a suite may have 1000000"));
}

TEST(Hostile, AFileOf100Megabytes) {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "large.yaml";
  std::ofstream(file) << "suite: s\n";
  std::filesystem::resize_file(file, 100U << 20U);
  const auto result = plan_suite(file, zoo(), {});
  const auto& diagnostics = std::get<DiagnosticList>(result);
  ASSERT_EQ(diagnostics.size(), 1);
  EXPECT_THAT(diagnostics[0].text(), testing::EndsWith("it is larger than 16 MB, too large for a suite"));
}

TEST(Hostile, NumbersBeyondAllIntegers) {
  const auto suite = [](const std::string& line) { return "suite: s\nproblems: [bowl]\noptimizers: [adam]\n" + line; };
  const std::string most = ": integers go up to 9007199254740991";
  for (const auto& [line, diagnostic] : std::vector<std::pair<std::string, std::string>>{
           {"budget: {steps: 99999999999999999999}",
            "4:17: budget: steps must be an integer of at least 1, not 1e+20" + most},
           {"budget: {steps: 9007199254740993}",
            "4:17: budget: steps must be an integer of at least 1, not 9007199254740993" + most},
           {"budget: {steps: -9223372036854775809}",
            "4:17: budget: steps must be an integer of at least 1, not -9.223372036854776e+18" + most},
           {"budget: {steps: 1}\nbatch: {size: 18446744073709551616}",
            "5:15: batch: size must be an integer of at least 1, not 1.8446744073709552e+19" + most},
           {"budget: {steps: 1}\nseeds: [18446744073709551616]",
            "5:9: a seed must be an integer of at least 0, not 1.8446744073709552e+19" + most},
           {"budget: {steps: 1e999}", "4:17: budget: steps must be an integer of at least 1, not \"1e999\""}})
    EXPECT_THAT(mistakes_in(suite(line)), ElementsAre(diagnostic));
}

TEST(Hostile, LongWordsAreCutInMessages) {
  const auto diagnostics = mistakes_in(
      fmt::format("suite: s\nbudget: {{steps: 1}}\nproblems: [bowl]\noptimizers: [{}]", repeated("ä", 2000)));
  ASSERT_EQ(diagnostics.size(), 1);
  EXPECT_LT(diagnostics[0].size(), 520);
  EXPECT_TRUE(diagnostics[0].ends_with("ää…")) << diagnostics[0];
}

// Whatever is done to a suite, it is planned or refused.
TEST(Hostile, DamagedSuites) {
  const std::string suite = R"(suite: s
seeds: [1, 2]
budget: {steps: 10, epochs: 1}
stop: &stop {loss: 1}
experiments:
  - name: "a\tb"
    problems: [bowl, {problem: net, hidden: [[3, 4], [5]], batch: 5}]
    optimizers:
      - optimizer: adam
        learning_rate: [0.1, {schedule: cosine, initial: [1, 2], warmup: 3}]
        stop: *stop
      - newton
)";
  const std::string alphabet = "[]{},:-?&*!|>'\"%@`#\n \tae0.1~\\\xff";
  std::mt19937 random(1);
  const auto draw = [&](std::size_t below) { return random() % below; };
  std::size_t planned = 0;
  for (int i = 0; i < 300; ++i) {
    std::string damaged = suite;
    for (std::size_t k = draw(4) + 1; k > 0; --k) {
      const auto at = draw(damaged.size());
      switch (draw(3)) {
        case 0:
          damaged[at] = alphabet[draw(alphabet.size())];
          break;
        case 1:
          damaged.insert(at, 1, alphabet[draw(alphabet.size())]);
          break;
        default:
          damaged.erase(at, draw(10));
      }
    }
    const auto result = read_suite(damaged);
    if (const auto* diagnostics = std::get_if<DiagnosticList>(&result))
      EXPECT_FALSE(diagnostics->empty()) << damaged;
    else
      ++planned;
  }
  EXPECT_GT(planned, 0);
  EXPECT_LT(planned, 300);
}

}  // namespace
}  // namespace slalom::suite

// slalom bench: the numbers that Google Benchmark's compare.py reads.
#include "end_to_end/program.hpp"
#include "run/record.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

TEST(Bench, WritesWhatComparePyReads) {
  const TemporaryFolder folder;
  const auto ended = slalom({"bench", "--benchmark_filter=^gradient/sphere$", "--benchmark_min_time=0.001",
                             "--benchmark_repetitions=2", "--benchmark_out=b.json", "--benchmark_out_format=json"},
                            folder.path());
  ASSERT_EQ(ended.code, 0) << ended.err;
  const auto json = Json::parse(read(folder.path() / "b.json"));
  EXPECT_TRUE(json.at("context").contains("date"));
  std::size_t iterations = 0;
  for (const auto& b : json.at("benchmarks")) {
    EXPECT_EQ(b.at("run_name"), "gradient/sphere");
    EXPECT_TRUE(b.at("name").is_string() && b.at("time_unit").is_string() && b.at("real_time").is_number() &&
                b.at("cpu_time").is_number());
    iterations += b.at("run_type") == "iteration" ? 1 : 0;
  }
  EXPECT_EQ(iterations, 2U) << "compare.py tests repetitions, not their means";
  EXPECT_EQ(slalom({"bench", "--benchmark_nothing=1"}, folder.path()).code, 2);
  const auto none = slalom({"bench", "--benchmark_filter=^nothing-like-this$"}, folder.path());
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.err, testing::HasSubstr("--benchmark_filter matches no benchmark"));
}

TEST(Bench, MeasuresValuesAndGradientsInADimension) {
  const TemporaryFolder folder;
  const auto ended = slalom({"bench", "--dimension", "6", "--benchmark_filter=/(sphere|powell|beale|sgd)$",
                             "--benchmark_min_time=0.001", "--benchmark_out=b.json", "--benchmark_out_format=json"},
                            folder.path());
  ASSERT_EQ(ended.code, 0) << ended.err;
  std::vector<std::string> measured, skipped;
  const auto json = Json::parse(read(folder.path() / "b.json"));
  for (const auto& b : json.at("benchmarks")) {
    auto& kind = b.value("error_occurred", false) ? skipped : measured;
    kind.push_back(b.at("name").get<std::string>());
  }
  EXPECT_THAT(measured, testing::ElementsAre("gradient/sphere", "value/sphere"));
  EXPECT_THAT(skipped, testing::ElementsAre("gradient/powell", "value/powell")) << "a multiple of 4 only";
  EXPECT_EQ(slalom({"bench", "--dimension", "0"}, folder.path()).code, 2);
}

TEST(Bench, SkipsAFunctionWhoseLeastValueIsBeyondAllNumbers) {
  const TemporaryFolder folder;
  const auto ended = slalom({"bench", "--dimension", "1000", "--benchmark_filter=/(alpine2|sphere)$",
                             "--benchmark_min_time=0.001", "--benchmark_out=b.json", "--benchmark_out_format=json"},
                            folder.path());
  ASSERT_EQ(ended.code, 0) << ended.err;
  std::vector<std::string> skipped;
  const auto json = Json::parse(read(folder.path() / "b.json"));
  ASSERT_EQ(json.at("benchmarks").size(), 4U);
  for (const auto& b : json.at("benchmarks"))
    if (b.value("error_occurred", false)) skipped.push_back(b.at("error_message").get<std::string>());
  const auto* const reason = "its least value is not finite in 1000 dimensions";
  EXPECT_THAT(skipped, testing::ElementsAre(testing::HasSubstr(reason), testing::HasSubstr(reason)));
}

TEST(Bench, TellsWhatAWrapperCosts) {
  const TemporaryFolder folder;
  const auto ended = slalom({"bench", "--benchmark_filter=^update/(sgd|sam)$", "--benchmark_min_time=0.001",
                             "--benchmark_out=b.json", "--benchmark_out_format=json"},
                            folder.path());
  ASSERT_EQ(ended.code, 0) << ended.err;
  const auto json = Json::parse(read(folder.path() / "b.json"));
  ASSERT_EQ(json.at("benchmarks").size(), 2U);
  for (const auto& b : json.at("benchmarks")) {
    EXPECT_EQ(b.contains("times_inner"), b.at("name") == "update/sam");
    EXPECT_GT(b.value("times_inner", 1.0), 0);
#ifndef SLALOM_SANITIZED  // sanitizers bring an allocator of their own
    EXPECT_GT(b.at("times_streaming").get<double>(), 0);
    EXPECT_EQ(b.at("bytes_per_parameter").get<double>() > 11, b.at("name") == "update/sam");  // 4, and 12
#endif
  }
}

}  // namespace
}  // namespace slalom::test

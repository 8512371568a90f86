// Which level of x86-64 a processor has, and which of the installed plugins it gets.
#include "loader/processor_level.hpp"

#include <gmock/gmock.h>

namespace slalom::loader {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

// What Linux says of some processors, without the flags that no level asks for.
const std::string core2 = "fpu sse2 ht pni ssse3 cx16 sse4_1 lahf_lm";
const std::string nehalem = core2 + " sse4_2 popcnt";
const std::string sandy_bridge = nehalem + " xsave avx";
const std::string haswell = sandy_bridge + " fma movbe f16c abm bmi1 avx2 bmi2";
const std::string knights_landing = haswell + " avx512f avx512pf avx512er avx512cd";
const std::string skylake_server = haswell + " avx512f avx512dq avx512cd avx512bw avx512vl";

TEST(ProcessorLevel, IsTheHighestWhoseInstructionsAreAllThere) {
  EXPECT_EQ(level_of(core2), "");
  EXPECT_EQ(level_of(nehalem), "x86-64-v2");
  EXPECT_EQ(level_of(sandy_bridge), "x86-64-v2");
  EXPECT_EQ(level_of(haswell), "x86-64-v3");
  EXPECT_EQ(level_of(knights_landing), "x86-64-v3");
  EXPECT_EQ(level_of(skylake_server), "x86-64-v4");
  EXPECT_EQ(level_of(""), "");
  EXPECT_EQ(level_of("avx512f avx512dq avx512cd avx512bw avx512vl"), "") << "the lower levels are missing";
}

TEST(ProcessorLevel, OfThisProcessorIsWhatTheCompilerFinds) {
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
  const auto level = processor_level();
  EXPECT_EQ(level >= "x86-64-v2", __builtin_cpu_supports("x86-64-v2") != 0);
  EXPECT_EQ(level >= "x86-64-v3", __builtin_cpu_supports("x86-64-v3") != 0);
  EXPECT_EQ(level >= "x86-64-v4", __builtin_cpu_supports("x86-64-v4") != 0);
#else
  GTEST_SKIP() << "the compiler has no function that tells the level";
#endif
}

TEST(ProcessorLevel, TheHighestInstalledOneThatRunsIsChosen) {
  const std::vector<std::string> installed{"x86-64-v2", "x86-64-v3"};
  EXPECT_EQ(choose_level(installed, "x86-64-v2", ""), "x86-64-v2");
  EXPECT_EQ(choose_level(installed, "x86-64-v3", ""), "x86-64-v3");
  EXPECT_EQ(choose_level(installed, "x86-64-v4", ""), "x86-64-v3");
  EXPECT_EQ(choose_level(installed, "x86-64-v4", "x86-64-v2"), "x86-64-v2");
}

TEST(ProcessorLevel, WhereNoneRunsTheReasonIsGiven) {
  const std::vector<std::string> installed{"x86-64-v2", "x86-64-v3"};
  EXPECT_THAT([&] { choose_level(installed, "", ""); },
              ThrowsMessage<std::runtime_error>(HasSubstr("lacks instructions of x86-64-v2")));
  EXPECT_THAT([&] { choose_level(installed, "x86-64-v2", "x86-64-v3"); },
              ThrowsMessage<std::runtime_error>("SLALOM_LEVEL=x86-64-v3: this processor runs the installed plugins for "
                                                "x86-64-v2"));
  EXPECT_THAT([&] { choose_level(installed, "x86-64-v4", "v3"); },
              ThrowsMessage<std::runtime_error>(HasSubstr("x86-64-v2 and x86-64-v3")));
}

}  // namespace
}  // namespace slalom::loader

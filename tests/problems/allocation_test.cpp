// A workspace has all the memory that evaluating needs: nothing is allocated in a step.
#include "support/paths.hpp"
#include "variants.hpp"

#include <gtest/gtest.h>

#ifndef SLALOM_SANITIZED  // sanitizers bring an allocator of their own

#include "loader/heap.hpp"

namespace slalom::test {
namespace {

std::size_t allocations() { return loader::heap_use()->allocations; }

class Allocations : public testing::TestWithParam<Variant> {};
INSTANTIATE_TEST_SUITE_P(, Allocations, testing::ValuesIn([] {
                           auto all = variants();
                           all.push_back({"mlp", {{"hidden", {600, 400}}}});
                           all.push_back({"mlp", {{"hidden", {3136, 1024}}}});  // the dense layers of DeepOBS' 2c2d
                           all.push_back({"char_lstm", {{"units", {600}}, {"length", 5}}});
                           all.push_back({"transformer", {{"blocks", 1}, {"width", 600}, {"length", 5}}});
                           all.push_back({"quadratic", {{"dimension", 500}, {"rotate", true}}});
                           return all;
                         }()),
                         &variant_name);

TEST(Counting, SeesWhatAPluginAllocates) {
  const auto before = allocations();
  Opened f("mlp");
  EXPECT_GT(allocations(), before + 5);
}

TEST_P(Allocations, AreNoneInAStep) {
  const std::filesystem::path data = std::filesystem::path(build_folder()) / "data";
  const auto& entry = *problems().problem(GetParam().problem);
  for (const auto real : {SLALOM_FLOAT64, SLALOM_FLOAT32}) {
    const loader::OpenProblem problem(entry, loader::complete(entry.settings, GetParam().settings), real,
                                      {problems(), data});
    loader::Workspace workspace(problem, data);
    const auto examples = problem.description().examples;
    Numbers w(problem.dimension()), g(problem.dimension());  // enough for either type
    loader::RandomStream random(1, loader::Purpose::start);
    Indices batch(std::min<std::size_t>(examples, 300));
    std::iota(batch.begin(), batch.end(), 0U);

    workspace.start(random.c(), w.data());

    const auto before = allocations();
    for (const auto size : {batch.size(), std::size_t{1}, examples}) {
      auto query = problem.query(w.data(), g.data(), {batch.data(), size == examples ? 0 : size});
      EXPECT_EQ(problem.plugin().evaluate[real](workspace.c(), &query), SLALOM_OK);
      if (problem.hessian_vector() != nullptr) {
        EXPECT_EQ(problem.hessian_vector()->product(workspace.c(), &query, w.data(), g.data()), SLALOM_OK);
      }
      query.gradient = nullptr;
      EXPECT_EQ(problem.plugin().evaluate[real](workspace.c(), &query), SLALOM_OK);
    }
    EXPECT_EQ(allocations(), before) << (real == SLALOM_FLOAT32 ? "float32" : "float64");
  }
}

}  // namespace
}  // namespace slalom::test
#endif

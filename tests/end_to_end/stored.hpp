// What a results folder holds.
#pragma once

#include "end_to_end/program.hpp"
#include "run/differences.hpp"
#include "store/store.hpp"

#include <gmock/gmock.h>

namespace slalom::test {

/// Runs that are stored, also while the program is just making the file.
inline std::size_t stored_runs(const fs::path& folder) {
  const auto file = folder / "results.sqlite";
  if (!fs::exists(file) || fs::file_size(file) == 0) return 0;
  return store::Store(folder, store::Store::Mode::read).done().size();
}

/// Both folders have the same `count` runs, bit for bit.
inline void expect_same_runs(const fs::path& a, const fs::path& b, std::size_t count) {
  const store::Store one(a, store::Store::Mode::read), two(b, store::Store::Mode::read);
  ASSERT_EQ(one.done().size(), count);
  ASSERT_EQ(one.done(), two.done());
  for (const auto& id : one.done()) EXPECT_THAT(run::differences(*one.find(id), *two.find(id)), testing::IsEmpty());
}

}  // namespace slalom::test

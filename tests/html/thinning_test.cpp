// A page of many curves has fewer points of each.
#include "html/thinning.hpp"
#include "../statistics/fabricated.hpp"
#include "html/page_data.hpp"
#include "html/render_html.hpp"
#include "statistics/compare.hpp"
#include "support/paths.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace slalom::html {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Runs of 100 points and two measures.
statistics::Fabricated race(std::size_t optimizers) {
  statistics::Fabricated f;
  f.info["p"].metrics = {"test_loss"};
  for (std::size_t o = 0; o < optimizers; ++o) {
    f.add("p", "optimizer " + std::to_string(o));
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      std::vector<double> losses;
      for (std::size_t i = 0; i < 100; ++i) losses.push_back(1 / (1 + static_cast<double>(i * seed + o)));
      auto& r = f.run(seed, losses);
      r.metrics = losses;
    }
  }
  return f;
}

const Json& first(const Json& data) { return data["experiments"][0]["problems"][0]["optimizers"][0]; }

TEST(Thinning, LeavesSmallPagesAlone) {
  auto data = page_data(statistics::compare({race(2).source()}));
  const auto before = data.dump();
  EXPECT_THAT(thin_out(data), IsEmpty());
  EXPECT_TRUE(data.dump() == before);
}

TEST(Thinning, KeepsEndsAndWhatBelongsTogether) {
  auto data = page_data(statistics::compare({race(2).source()}));
  const auto before = data;
  const auto note = thin_out(data, 900);
  EXPECT_THAT(note, AllOf(HasSubstr("of the recorded points"), HasSubstr("3 single seeds"), HasSubstr("report.json")));
  const auto &o = first(data), &whole = first(before);
  const auto& x = o["curves"][0]["x"];
  EXPECT_GE(x.size(), 12U);
  EXPECT_LE(x.size(), 50U);
  EXPECT_EQ(x.front(), 0);
  EXPECT_EQ(x.back(), 99);
  EXPECT_EQ(o["seeds"]["values"].size(), 3U);
  EXPECT_EQ(o["curves"][1]["x"], x);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const auto at = x[i].get<std::size_t>();  // a point is recorded every step
    EXPECT_EQ(o["curves"][0]["median"][i], whole["curves"][0]["median"][at]);
    EXPECT_EQ(o["curves"][1]["upper"][i], whole["curves"][1]["upper"][at]);
    EXPECT_EQ(o["progress"]["cpu_seconds"][i], whole["progress"]["cpu_seconds"][at]);
  }
  const auto &seeds = o["seeds"], &all_seeds = whole["seeds"];
  EXPECT_GE(seeds["x"].size(), 5U);
  for (std::size_t i = 0; i < seeds["x"].size(); ++i) {
    const auto at = std::ranges::find(all_seeds["x"], seeds["x"][i]) - all_seeds["x"].begin();
    EXPECT_EQ(seeds["values"][2].at(i), all_seeds["values"][2].at(static_cast<std::size_t>(at)));
    EXPECT_NE(std::ranges::find(x, seeds["x"][i]), x.end())
        << "the page looks up a step's epochs among the curve's steps";
  }
}

TEST(Thinning, IsToldOnThePage) {
  const auto page = render_html(statistics::compare({race(250).source()}), "/nonexistent",
                                test::source_folder() + "/reports/templates");
  EXPECT_THAT(page, HasSubstr("<p class=\"note\">To keep this page small, about "));
  EXPECT_LT(page.size(), 3'000'000U);
}

}  // namespace
}  // namespace slalom::html

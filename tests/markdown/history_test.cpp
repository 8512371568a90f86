// A history on disk.
#include "support/read_file.hpp"
#include "support/temporary_folder.hpp"
#include "writer/write_history.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace slalom::markdown {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

statistics::History ten_nights() {
  statistics::History h;
  statistics::HistorySeries broken{
      .suite = "s", .experiment = "e", .problem = "p_1", .optimizer = "broken", .score = "final loss"};
  for (std::size_t i = 0; i < 10; ++i) {
    h.entries.push_back({.results = "nightly/" + std::to_string(i), .suite = "s", .started = "2026"});
    broken.entries.push_back(i);
    const double loss = i < 6 ? 1 : 3;
    broken.values.push_back({.count = 5, .median = loss, .lower = 0.9 * loss, .upper = 1.1 * loss});
  }
  broken.changed = true;
  broken.changed_at = broken.same_since = 6;
  broken.ratio = 3;
  broken.p = 0.01;
  h.series = {broken, broken};
  h.series[1].changed = false;
  return h;
}

TEST(HistoryFiles, SayWhatChangedAndWhere) {
  const test::TemporaryFolder folder;
  const auto out = folder.path() / "history";
  EXPECT_THAT(writer::write_history(ten_nights(), out), IsEmpty());
  const auto text = test::read_file(out / "history.md");
  EXPECT_THAT(text, HasSubstr("1 of 2 pairs of an optimizer and a problem changed over 10 folders (level 0.05)."));
  EXPECT_THAT(text, HasSubstr("7 (6)"));
  EXPECT_THAT(text, HasSubstr("](charts/history-1.svg)"));
  EXPECT_THAT(test::read_file(out / "charts" / "history-1.svg"), HasSubstr("</svg>"));
  EXPECT_EQ(Json::parse(std::ifstream(out / "history.json")).at("series").at(0).at("changed_at"), 6);
  EXPECT_THAT(writer::write_history(ten_nights(), out), IsEmpty()) << "an earlier history is replaced";
}

}  // namespace
}  // namespace slalom::markdown

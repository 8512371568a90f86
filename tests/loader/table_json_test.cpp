// What a process with plugins sends: it may send anything.
#include "loader/table_json.hpp"

#include "support/error_of.hpp"

#include <gmock/gmock.h>

namespace slalom::loader {
namespace {

TEST(TableJson, NestedTooDeepIsRefusedBeforeTheStackEnds) {
  for (const auto opens : {std::uint8_t{0x81}, std::uint8_t{0xa1},
                           std::uint8_t{0x9f}}) {  // an array of one, a map of one, an endless array
    std::vector<std::uint8_t> bytes(32'000'000, opens);
    if (opens == 0xa1)
      for (std::size_t i = 1; i < bytes.size(); i += 2) bytes[i] = 0x60;  // the key ""
    EXPECT_EQ(test::error_of([&] { tables_from_cbor(bytes); }), "it is not CBOR, or nested too deep");
  }
}

TEST(TableJson, OfATableIsTheTableAgain) {
  FileTables tables{.version = "1", .optimizers = {}, .problems = {}, .schedules = {}};
  tables.schedules.emplace_back();
  tables.schedules.back().name = "cosine";
  const auto again = tables_from_cbor(Json::to_cbor(to_json(tables)));
  EXPECT_EQ(again.schedules.at(0).name, "cosine");
  EXPECT_EQ(to_json(again), to_json(tables));
}

}  // namespace
}  // namespace slalom::loader

// Records cross from a worker to its supervisor as they are, and nothing else does.
#include "worker/message.hpp"
#include "run/differences.hpp"
#include "worker/frame.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace slalom::test {
namespace {

using namespace worker;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::ThrowsMessage;

run::RunRecord full_record() {
  run::RunRecord r;
  r.id.bytes = {1, 2, 3, 255};
  r.seed = std::numeric_limits<std::uint64_t>::max();
  r.status = run::Status::target;
  r.reason = "loss of at most 0.1";
  r.output = std::string("a\0b\n", 4);
  r.steps = 7, r.evaluations = 8, r.examples = 9;
  r.cpu_seconds = 0.25;
  r.measuring_seconds = 0.125;
  r.start_seconds = 0.0625;
  r.optimizer_share = 0.5;
  r.chance = run::Chance::drawn;
  r.state_bytes = 640;
  r.clock_ended = true;
  r.points = {{.step = 0, .evaluations = 1, .examples = 2, .cpu_seconds = 3, .loss = 4},
              {.step = 5, .evaluations = 6, .examples = 7, .cpu_seconds = 8, .loss = -0.0, .gradient_norm = 1e-310}};
  r.metrics = {0.5, INFINITY};
  r.targets = {{.target = 1, .reached = true, .step = 3, .evaluations = 4, .examples = 5, .cpu_seconds = 0.1},
               {.target = 0.1}};
  r.trajectory = {1, 2, 3, 4};
  r.final_w = {3, 4};
  r.minimizer = 1;
  r.distance = 1e-3;
  r.variance = {.measured = 2, .theory = 3};
  return r;
}

run::ProblemInfo full_facts() {
  return {.dimension = 2,
          .examples = 3,
          .minimum = -1,
          .minimum_unknown = "because",
          .minimizers = {{1, 2}, {3, 4}},
          .metrics = {"test_loss", "test_accuracy"},
          .window = {-1, 1, -2, 2},
          .grid = 2,
          .landscape = {1, 2, 3, 4},
          .cached = {{}, {0.5, INFINITY}}};
}

Bytes all_messages() {
  ByteWriter to;
  put_loaded(to);
  put_info(to, "key", full_facts());
  put_record(to, full_record());
  return to.bytes();
}

/// What came of reading.
struct Received {
  int loaded = 0;
  std::vector<std::string> keys;
  std::vector<run::ProblemInfo> info;
  std::vector<run::RunRecord> records;

  void read(std::span<const std::uint8_t> bytes) {
    read_messages(bytes, {.loaded = [&] { ++loaded; },
                          .info =
                              [&](const std::string& key, const run::ProblemInfo& f) {
                                keys.push_back(key);
                                info.push_back(f);
                              },
                          .record = [&](run::RunRecord r) { records.push_back(std::move(r)); }});
  }
};

TEST(Messages, ArriveAsTheyWere) {
  Received received;
  received.read(all_messages());
  EXPECT_EQ(received.loaded, 1);
  EXPECT_THAT(received.keys, ElementsAre("key"));
  ASSERT_EQ(received.records.size(), 1U);
  const auto& r = received.records[0];
  const auto before = full_record();
  EXPECT_THAT(run::differences(before, r), IsEmpty());
  EXPECT_EQ(r.id, before.id);
  EXPECT_EQ(r.seed, before.seed);
  EXPECT_EQ(r.output, before.output);
  EXPECT_EQ(r.cpu_seconds, before.cpu_seconds);
  EXPECT_EQ(std::tie(r.measuring_seconds, r.start_seconds, r.optimizer_share, r.state_bytes),
            std::tie(before.measuring_seconds, before.start_seconds, before.optimizer_share, before.state_bytes));
  EXPECT_EQ(r.chance, before.chance);
  EXPECT_EQ(r.points[0].cpu_seconds, 3);
  EXPECT_EQ(r.targets[0].cpu_seconds, 0.1);
  ASSERT_EQ(received.info.size(), 1U);
  const auto &f = received.info[0], g = full_facts();
  EXPECT_EQ(std::tie(f.dimension, f.examples, f.minimum, f.minimum_unknown, f.minimizers, f.metrics, f.window, f.grid,
                     f.landscape, f.cached),
            std::tie(g.dimension, g.examples, g.minimum, g.minimum_unknown, g.minimizers, g.metrics, g.window, g.grid,
                     g.landscape, g.cached));
}

TEST(Messages, CutAnywhereAreRefused) {
  ByteWriter to;
  put_record(to, full_record());
  for (std::size_t size = 1; size < to.bytes().size(); ++size)
    EXPECT_THROW(Received().read(std::span(to.bytes()).first(size)), WireError) << size;
}

TEST(Messages, AnyChangedByteIsReadOrRefused) {
  const auto whole = all_messages();
  for (std::size_t i = 0; i < whole.size(); ++i)
    for (const int flip : {0x01, 0x80, 0xff}) {
      auto bytes = whole;
      bytes[i] = static_cast<std::uint8_t>(bytes[i] ^ flip);
      try {
        Received().read(bytes);
      } catch (const WireError&) {
      }
    }
}

TEST(Messages, ALengthBeyondTheMessageAllocatesNothing) {
  ByteWriter to;
  to(std::uint8_t{0}, std::uint64_t{1} << 60U);  // facts with a key of 2^60 bytes
  EXPECT_THAT([&] { Received().read(to.bytes()); }, ThrowsMessage<WireError>(HasSubstr("longer than its message")));
}

constexpr std::uint64_t key = 4711;

Bytes payload_of(std::uint8_t value, std::size_t size) { return Bytes(size, value); }

TEST(Frames, ArriveInPiecesOfAnySize) {
  FrameWriter writer(key);
  Bytes stream;
  for (std::uint8_t i = 0; i < 4; ++i) {
    const auto frame = writer.frame(payload_of(i, i * 1000));
    stream.insert(stream.end(), frame.begin(), frame.end());
  }
  for (const std::size_t piece : {1, 7, 1000, 100000}) {
    FrameReader reader(key);
    std::vector<Bytes> got;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
      reader.add(std::span(stream).subspan(at, std::min(piece, stream.size() - at)));
      for (Bytes payload; reader.next(payload);) got.push_back(payload);
    }
    EXPECT_THAT(got, ElementsAre(payload_of(0, 0), payload_of(1, 1000), payload_of(2, 2000), payload_of(3, 3000)));
  }
}

/// What a reader says that gets these bytes after one good frame.
std::string error_of(const Bytes& bytes) {
  FrameReader reader(key);
  Bytes payload;
  reader.add(FrameWriter(key).frame(payload_of(1, 10)));
  EXPECT_TRUE(reader.next(payload));
  reader.add(bytes);
  try {
    return reader.next(payload) ? "a frame" : "incomplete";
  } catch (const WireError& error) {
    return error.what();
  }
}

TEST(Frames, WhatIsNoFrameIsNoticed) {
  FrameWriter mine(key), other(key + 1);
  const auto first = mine.frame(payload_of(1, 10)), second = mine.frame(payload_of(2, 10));
  other.frame({});
  auto torn = second, changed = second;
  torn.resize(torn.size() - 1);
  changed.back() ^= 1U;
  const std::string something_else = "something else was written among the records";
  EXPECT_EQ(error_of(second), "a frame");
  EXPECT_EQ(error_of(torn), "incomplete");
  EXPECT_EQ(error_of(changed), "records were altered on their way");
  EXPECT_EQ(error_of(first), something_else) << "the same frame again";
  EXPECT_EQ(error_of(mine.frame(payload_of(2, 10))), something_else) << "one is missing";
  EXPECT_EQ(error_of(other.frame(payload_of(2, 10))), something_else) << "another worker's";
  EXPECT_EQ(error_of(Bytes(40, 'x')), something_else);
  for (std::size_t i = 0; i < second.size() - 10; ++i) {
    auto bytes = second;
    bytes[i] ^= 0x10U;
    EXPECT_EQ(error_of(bytes), something_else) << i;
  }
}

}  // namespace
}  // namespace slalom::test

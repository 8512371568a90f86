// What a worker tells its supervisor: that its plugins are loaded, facts of problems, and records of runs.
#pragma once

#include "run/record.hpp"
#include "worker/bytes.hpp"

#include <functional>

namespace slalom::worker {

void put_loaded(ByteWriter& to);
void put_info(ByteWriter& to, const std::string& key, const run::ProblemInfo& info);
void put_record(ByteWriter& to, const run::RunRecord& record);

struct MessageSink {
  std::function<void()> loaded;
  std::function<void(const std::string& key, const run::ProblemInfo&)> info;
  std::function<void(run::RunRecord)> record;
};

/// Reads the messages one after the other. Throws WireError at the first that is none.
void read_messages(std::span<const std::uint8_t> bytes, const MessageSink& sink);

}  // namespace slalom::worker

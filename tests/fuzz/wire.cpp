// Any bytes from a worker: messages, or a WireError.
#include "worker/frame.hpp"
#include "worker/message.hpp"

using namespace slalom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span bytes(data, size);
  std::size_t taken = 0;
  try {
    worker::read_messages(bytes,
                          {.loaded = [&] { ++taken; },
                           .info = [&](const std::string&, const run::ProblemInfo& f) { taken += f.minimizers.size(); },
                           .record = [&](const run::RunRecord& r) { taken += r.points.size(); }});
  } catch (const worker::WireError&) {
  }
  try {
    worker::FrameReader reader(0);
    reader.add(bytes);
    for (worker::Bytes payload; reader.next(payload);) taken += payload.size();
  } catch (const worker::WireError&) {
  }
  return taken > (std::size_t{1} << 40U) ? 1 : 0;
}

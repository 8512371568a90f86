// Any bytes from a worker: messages, or a WireError.
#include "worker/frame.hpp"
#include "worker/message.hpp"

using namespace slalom::host;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span bytes(data, size);
  std::size_t taken = 0;
  try {
    read_messages(bytes, {.loaded = [&] { ++taken; },
                          .info = [&](const std::string&, const ProblemInfo& f) { taken += f.minimizers.size(); },
                          .record = [&](const RunRecord& r) { taken += r.points.size(); }});
  } catch (const WireError&) {
  }
  try {
    FrameReader reader(0);
    reader.add(bytes);
    for (Bytes payload; reader.next(payload);) taken += payload.size();
  } catch (const WireError&) {
  }
  return taken > (std::size_t{1} << 40U) ? 1 : 0;
}

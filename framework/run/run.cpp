#include "run/run.hpp"

#include "run/float_environment.hpp"
#include "run/run_loop.hpp"

namespace slalom::run {

std::optional<RunRecord> run(const suite::Case& c, const suite::Run& run, const RunContext& context) {
  const FloatEnvironment environment;
  RunClock whole;
  whole.start();
  auto record = RunLoop(c, run, context).complete();
  whole.stop();
  if (record) record->start_seconds = whole.seconds() - record->cpu_seconds - record->measuring_seconds;
  return record;
}

}  // namespace slalom::run

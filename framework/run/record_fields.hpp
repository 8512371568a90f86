// The fields of a record, each named once: the wire, the store, exports and comparisons are made of this list.
#pragma once

#include "run/record.hpp"

namespace slalom::run {

struct Field {
  const char* name;                       ///< of a column
  const char* title;                      ///< in a sentence: "TITLE was 1 and is 2"
  bool repeatable = true, stored = true;  ///< the same, bit for bit, whenever the run is repeated; kept in the store
};

/// Calls take(field, value of the first, value of the next …) for every field of these points, which may be const.
template <class Take, class... P>
  requires(std::same_as<std::remove_const_t<P>, Point> && ...)
void each_field(Take take, P&... p) {
  take(Field{"step", "the step"}, p.step...);
  take(Field{"evaluations", "the number of evaluations"}, p.evaluations...);
  take(Field{"examples", "the number of examples"}, p.examples...);
  take(Field{.name = "cpu_seconds", .title = "the CPU time", .repeatable = false}, p.cpu_seconds...);
  take(Field{"loss", "the loss"}, p.loss...);
  take(Field{"gradient_norm", "the gradient norm"}, p.gradient_norm...);
  take(Field{"effective_step", "the effective step"}, p.effective_step...);
}

/// Likewise of targets.
template <class Take, class... T>
  requires(std::same_as<std::remove_const_t<T>, TargetHit> && ...)
void each_field(Take take, T&... t) {
  take(Field{"target", "the loss"}, t.target...);
  take(Field{"reached", "reached"}, t.reached...);
  take(Field{"step", "the step"}, t.step...);
  take(Field{"evaluations", "the number of evaluations"}, t.evaluations...);
  take(Field{"examples", "the number of examples"}, t.examples...);
  take(Field{.name = "cpu_seconds", .title = "the CPU time", .repeatable = false}, t.cpu_seconds...);
}

/// Likewise of records. Checksums in the store cover the fields in this order: add others at the end.
template <class Take, class... R>
  requires(std::same_as<std::remove_const_t<R>, RunRecord> && ...)
void each_field(Take take, R&... r) {
  take(Field{"run", "the identity"}, r.id...);
  take(Field{"seed", "the seed"}, r.seed...);
  take(Field{"status", "the status"}, r.status...);
  take(Field{"reason", "the reason"}, r.reason...);
  take(Field{.name = "output", .title = "the output", .repeatable = false}, r.output...);
  take(Field{"steps", "the number of steps"}, r.steps...);
  take(Field{"evaluations", "the number of evaluations"}, r.evaluations...);
  take(Field{"examples", "the number of examples"}, r.examples...);
  take(Field{.name = "cpu_seconds", .title = "the CPU time", .repeatable = false}, r.cpu_seconds...);
  take(Field{.name = "clock_ended", .title = "whether the clock ended it", .repeatable = false}, r.clock_ended...);
  take(Field{"minimizer", "the nearest minimizer"}, r.minimizer...);
  take(Field{"distance", "the distance to the nearest minimizer"}, r.distance...);
  take(Field{"variance_measured", "the measured gradient variance"}, r.variance.measured...);
  take(Field{"variance_theory", "the theory's gradient variance"}, r.variance.theory...);
  take(Field{"final_w", "the final w"}, r.final_w...);
  take(Field{"trace", "recorded steps"}, r.points...);
  take(Field{"metrics", "the metrics"}, r.metrics...);
  take(Field{"trajectory", "the trajectory"}, r.trajectory...);
  take(Field{.name = "optimizer_share", .title = "the optimizer's share", .repeatable = false}, r.optimizer_share...);
  take(Field{.name = "state_bytes", .title = "the optimizer's memory", .repeatable = false}, r.state_bytes...);
  take(Field{.name = "chance", .title = "whether chance took part", .repeatable = false}, r.chance...);
  take(Field{"targets", "targets"}, r.targets...);
  take(Field{.name = "measuring_seconds", .title = "", .repeatable = false, .stored = false}, r.measuring_seconds...);
  take(Field{.name = "start_seconds", .title = "", .repeatable = false, .stored = false}, r.start_seconds...);
}

}  // namespace slalom::run

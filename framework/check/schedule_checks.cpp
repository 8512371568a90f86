#include "check/schedule_checks.hpp"

#include "check/extremes.hpp"
#include "check/process_checks.hpp"
#include "loader/optimizer.hpp"

#include <array>
#include <cmath>

namespace slalom::check {

namespace {

/// The numbers of steps that a run may have; 0: not known.
std::vector<std::uint64_t> totals(const loader::ScheduleEntry& entry) {
  std::vector<std::uint64_t> totals{1, 2, 10, 1000};
  if ((entry.c->flags & SLALOM_NEEDS_TOTAL) == 0) totals.push_back(0);
  return totals;
}

std::vector<double> rates(const loader::ScheduleState& state, std::uint64_t total) {
  constexpr std::uint64_t steps_if_unknown = 1000;
  std::vector<double> rates;
  for (std::uint64_t step = 0; step < (total == 0 ? steps_if_unknown : total); ++step)
    rates.push_back(state.rate(step, total));
  return rates;
}

void require_sound(const loader::ScheduleEntry& entry, const loader::ScheduleState& state) {
  for (const auto total : totals(entry)) {
    const auto factors = rates(state, total);
    for (std::size_t step = 0; step < factors.size(); ++step)
      if (!(factors[step] >= 0 && std::isfinite(factors[step])))
        fail("its factor at step {} of {} is {}", step, total, factors[step]);
  }
}

void check_rates(const loader::ScheduleEntry& entry, const loader::PluginContext& /*context*/) {
  require_sound(entry, loader::ScheduleState(entry, loader::complete(entry.settings, Json::object())));
}

void check_settings(const loader::ScheduleEntry& entry, const loader::PluginContext& /*context*/) {
  for (const auto& extreme : extremes(entry.settings)) try {
      require_sound(entry, loader::ScheduleState(entry, loader::complete(entry.settings, extreme.settings())));
    } catch (const loader::PluginError& refused) {
      fail("it declares that {} is allowed, but refuses it: {}", extreme.text(), refused.what());
    } catch (const CheckFailed& unsound) {
      fail("with {}: {}", extreme.text(), unsound.what());
    }
}

void check_repeatable(const loader::ScheduleEntry& entry, const loader::PluginContext& /*context*/) {
  const loader::ScheduleState state(entry, loader::complete(entry.settings, Json::object()));
  const auto first = rates(state, 100);
  rates(state, 10);
  for (std::uint64_t step = 100; step-- > 0;)
    if (state.rate(step, 100) != first[step]) fail("its factor at step {} depends on earlier calls", step);
}

/// A short life, for checks of what it leaves behind.
void exercise(const loader::ScheduleEntry& entry, const loader::PluginContext& /*context*/) {
  rates(loader::ScheduleState(entry, loader::complete(entry.settings, Json::object())), 10);
}

}  // namespace

std::span<const Check<loader::ScheduleEntry>> schedule_checks() {
  using C = Check<loader::ScheduleEntry>;
  static constexpr std::array all{
      C{"factors", check_rates},
      C{"settings", check_settings},
      C{"repeatable", check_repeatable},
      C{"threads", check_leaves<ThreadsBefore, loader::ScheduleEntry, exercise>},
      C{"open files", check_leaves<FilesBefore, loader::ScheduleEntry, exercise>},
      C{"process state", check_leaves<ProcessBefore, loader::ScheduleEntry, exercise>},
  };
  return all;
}

}  // namespace slalom::check

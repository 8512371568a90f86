// What every schedule must hold to.
#pragma once

#include "check/verdict.hpp"

#include <span>

namespace slalom::host {

std::span<const Check<ScheduleEntry>> schedule_checks();

}  // namespace slalom::host

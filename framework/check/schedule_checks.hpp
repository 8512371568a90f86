// What every schedule must hold to.
#pragma once

#include "check/verdict.hpp"

#include <span>

namespace slalom::check {

std::span<const Check<loader::ScheduleEntry>> schedule_checks();

}  // namespace slalom::check

// How much a plan will grow where settings are tuned, and what it was before.
#pragma once

#include "suite/plan.hpp"

namespace slalom::suite {

/// The plan with as many cases and runs as it will have when all studies are over. Which settings will be chosen is not
/// known yet: those of the first trials stand in their place.
Plan expand_all_stages(Plan plan);

/// The plan as the suite asked for it, without what its trials have led to.
Plan as_requested(Plan plan);

}  // namespace slalom::suite

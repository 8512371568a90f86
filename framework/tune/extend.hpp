// A plan grows where settings are tuned: what is run next depends on what was found.
#pragma once

#include "store/store.hpp"

namespace slalom::tune {

/// Adds what the stored trials lead to: the next stage of successive halving, or, once all trials of a study are
/// stored, the runs to be reported, with the best trial's settings. Of equals the first is chosen; of trials that all
/// diverged, the one of the lowest loss. False if there was nothing to add. Throws CannotTune.
bool extend(suite::Plan& plan, const store::Store& store);

/// The plan with all that the stored trials lead to. Throws CannotTune.
suite::Plan advance_tuning(suite::Plan plan, const store::Store& store);

}  // namespace slalom::tune

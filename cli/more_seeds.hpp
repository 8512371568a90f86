// Seeds in rounds: --seeds auto[:MAX].
#pragma once

#include "store/store.hpp"

namespace slalom::cli {

/// Adds the next round of seeds to what a suite asked for, for the problems whose best optimizer is not yet told from
/// the second by the stored results of `plan`, which `asked` has grown to. False if there are none, or they have
/// `most`.
bool add_seeds(host::Plan& asked, const host::Plan& plan, const host::Store& store, std::uint64_t most);

}  // namespace slalom::cli

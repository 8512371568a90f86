// Where what a suite uses comes from, by what plugins say.
#pragma once

#include "command_line.hpp"
#include "latex/reference.hpp"
#include "store/store.hpp"

namespace slalom::cli {

/// Of the optimizers, schedules and problems of the results, those inside of others too, each once, by kind and name.
/// Says on standard error which plugins are not there.
std::vector<latex::Reference> references(const Given& given, const store::Store& store);

}  // namespace slalom::cli

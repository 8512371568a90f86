// Why a worker ended, in words.
#pragma once

#include "worker/flight_table.hpp"

#include <string>

namespace slalom::host {

/// Of a worker with this status as of waitpid(), while it did this run: "segmentation fault (SIGSEGV) in step 17".
std::string cause_of_death(int status, const FlightTable& table, std::size_t run);

/// "in step 17", "while the problem was opened", …
std::string moment(const FlightTable& table, std::size_t run);

}  // namespace slalom::host

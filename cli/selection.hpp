// A part of a suite: the runs that --experiment, --problem and --optimizer name.
#pragma once

#include "command_line.hpp"
#include "suite/plan.hpp"

namespace slalom::cli {

/// Names and labels, which may be patterns as a shell's ('adam*'). An empty list selects all.
struct Selection {
  std::vector<std::string> experiments, problems, optimizers;

  bool all() const { return experiments.empty() && problems.empty() && optimizers.empty(); }
  bool contains(const suite::Plan& plan, const suite::Case& c) const;
};

void add_selection(po::options_description& options);
Selection selection_of(const Given& given);

/// Throws WrongRequest with the nearest name if a pattern matches nothing in any plan. `where`: "the suite".
void check_names(const Selection& selection, const std::vector<const suite::Plan*>& plans, const std::string& where);

/// The same for a suite; also if all of the patterns together match nothing.
void check_selection(const Selection& selection, const std::vector<const suite::Plan*>& plans);

/// Only the runs that are selected.
std::vector<suite::Run> selected(const Selection& selection, const suite::Plan& plan, std::vector<suite::Run> runs);

}  // namespace slalom::cli

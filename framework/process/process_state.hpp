// What a process inherits, or a plugin changes for all of it: how signals are answered, which descriptors are
// open, and how numbers are rounded.
#pragma once

namespace slalom::process {

/// Of the program at its start, whatever its parent ignores or blocks: the ends of children are waited for, and a file
/// that grows beyond its limit is an error as others are.
void set_signals_of_program();

/// Of the program at its start: where standard input, output or error are closed, no file may come to be in their
/// place, into which others would print. Writing to them remains an error.
void keep_standard_descriptors();

/// Of a worker, at its start and after plugins were loaded: as a new process has them. Ctrl-C at the terminal and a
/// cluster's TERM reach it too, but are the supervisor's to answer.
void set_signals_of_worker();

/// Rounding to nearest, without traps.
void set_default_rounding();

}  // namespace slalom::process

// The subcommands, and what the program runs as processes of its own.
#pragma once

#include "command_line.hpp"

#include <span>

namespace slalom::cli {

namespace commands {
extern const Command run, report, merge, submit, status, compare, export_data, list, show, validate, schema, check,
    create, bench, replay, verify, clean, completion, doctor, help;
}

/// In the order in which help lists them.
std::span<const Command* const> all_commands();
/// Throws WrongRequest with the nearest right name.
const Command& command_named(const std::string& name);

// Not for users.
int worker(const Arguments& arguments);
int guard(const Arguments& arguments);
int check_part(const Arguments& arguments);
int read_tables(const Arguments& arguments);

}  // namespace slalom::cli

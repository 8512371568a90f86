// What plugin files offer, read by a process of its own: code that runs as they are loaded may crash, hang or print.
#pragma once

#include "check/check_file.hpp"
#include "loader/registry.hpp"

namespace slalom::check {

/// In that process: loads and unloads file after file and says what each offers.
void send_tables(std::span<const std::filesystem::path> files);

/// Starts that process, a new one behind each file that ends it. `options.part_command` leads to send_tables, with the
/// files behind it. For each file its tables, or why it cannot be used.
std::vector<std::variant<loader::FileTables, std::string>> read_tables(std::span<const std::filesystem::path> files,
                                                                       const CheckOptions& options);

}  // namespace slalom::check

#include "check/table_reader.hpp"

#include "check/child_process.hpp"
#include "check/part.hpp"
#include "check/result_channel.hpp"
#include "loader/table_json.hpp"
#include "loader/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <optional>

namespace slalom::check {

namespace {

using Tables = std::variant<loader::FileTables, std::string>;

constexpr std::string_view unusable = "unusable ", offers = "offers ", unloaded = "unloaded";

std::string to_hex(const std::vector<std::uint8_t>& bytes) { return fmt::format("{:02x}", fmt::join(bytes, "")); }

std::vector<std::uint8_t> from_hex(std::string_view text) {
  std::vector<std::uint8_t> bytes(text.size() / 2);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto* const digits = text.data() + 2 * i;
    if (std::from_chars(digits, digits + 2, bytes[i], 16).ptr != digits + 2)
      throw std::runtime_error("it sent something other than its tables");
  }
  return bytes;
}

Tables parse(std::string_view line) {
  if (line.starts_with(unusable)) return loader::clean_line(line.substr(unusable.size()));
  try {
    if (!line.starts_with(offers)) throw std::runtime_error("it sent something other than its tables");
    return loader::tables_from_cbor(from_hex(line.substr(offers.size())));
  } catch (const std::exception& error) {
    return loader::clean_line(fmt::format("what it offers cannot be understood: {}", error.what()));
  }
}

/// Of the first of `files` on, up to one that ends the process. Where that was killed, which need not be the file's
/// doing, it is read again, once: `retried` is its index in `all`.
void read_some(std::span<const std::filesystem::path> files, const CheckOptions& options, std::vector<Tables>& all,
               std::optional<std::size_t>& retried) {
  auto words = options.part_command;
  for (const auto& file : files) words.push_back(file.string());
  ChildProcess process(words, findings_descriptor, options.sandbox);
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto line = process.line(ChildProcess::Clock::now() + options.timeout);
    const bool usable = line && !line->starts_with(unusable);
    if (line && (!usable || process.line(ChildProcess::Clock::now() + options.timeout) == unloaded)) {
      all.push_back(parse(*line));
      continue;
    }
    const auto ending = process.timed_out()
                            ? fmt::format("it did not end within {} s", options.timeout.count())
                            : process.end(options.timeout).value_or("it ended the process with exit code 0");
    if (process.killed() && retried != all.size()) {
      retried = all.size();
      return;
    }
    all.push_back(fmt::format("while it was {} {}", line ? "unloaded" : "loaded", ending));
    return;
  }
}

}  // namespace

void send_tables(std::span<const std::filesystem::path> files) {
  for (const auto& file : files) {
    try {
      say(std::string(offers) + to_hex(Json::to_cbor(loader::to_json(loader::tables_of(loader::load_file(file))))));
    } catch (const std::exception& error) {
      say(std::string(unusable) + error.what());
      continue;
    }
    say(std::string(unloaded));
  }
}

std::vector<Tables> read_tables(std::span<const std::filesystem::path> files, const CheckOptions& options) {
  std::vector<Tables> all;
  std::optional<std::size_t> retried;
  while (all.size() < files.size()) read_some(files.subspan(all.size()), options, all, retried);
  return all;
}

}  // namespace slalom::check

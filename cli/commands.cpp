#include "commands.hpp"

#include "exit_code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace slalom::cli {

std::span<const Command* const> all_commands() {
  static constexpr std::array all{&commands::run,    &commands::report,   &commands::merge,       &commands::submit,
                                  &commands::status, &commands::compare,  &commands::export_data, &commands::list,
                                  &commands::show,   &commands::validate, &commands::schema,      &commands::check,
                                  &commands::create, &commands::bench,    &commands::replay,      &commands::verify,
                                  &commands::clean,  &commands::doctor,   &commands::completion,  &commands::help};
  return all;
}

const Command& command_named(const std::string& name) {
  const auto all = all_commands();
  const auto found = std::ranges::find(all, name, [](const Command* c) { return std::string(c->usage.command); });
  if (found != all.end()) return **found;
  std::vector<std::string> known;
  for (const auto* command : all) known.emplace_back(command->usage.command);
  throw WrongRequest(
      fmt::format("unknown command '{}'{}\n'slalom help' lists the commands", name, did_you_mean(name, known)));
}

}  // namespace slalom::cli

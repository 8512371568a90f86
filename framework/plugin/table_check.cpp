#include "plugin/table_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string_view>

namespace slalom::host {

namespace {

constexpr std::size_t longest_name = 64;
constexpr std::size_t most_entries = 10000;  // more is a table that lies

struct Wrong : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void require(bool right, const std::string& what) {
  if (!right) throw Wrong(what);
}

template <class Struct>
void require_size(const Struct* s, const std::string& what) {
  require(s != nullptr, what + " is a null pointer");
  require(s->struct_size >= sizeof(Struct), fmt::format("{} has struct_size {}, below the {} of interface version {}",
                                                        what, s->struct_size, sizeof(Struct), SLALOM_ABI_VERSION));
}

void require_name(const char* name, const std::string& what) {
  require(name != nullptr, what + " has no name");
  const std::string_view text(name, strnlen(name, longest_name + 1));
  const auto fine = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  require(!text.empty() && text.size() <= longest_name && std::ranges::all_of(text, fine),
          fmt::format("the name of {} must be 1 to {} lower-case letters, digits and underscores", what, longest_name));
}

void require_setting(const slalom_setting* s, const std::string& owner) {
  require_size(s, "a setting of " + owner);
  require_name(s->name, "a setting of " + owner);
  const auto what = fmt::format("the setting '{}' of {}", s->name, owner);
  require(s->meaning != nullptr, what + " does not say what it means");
  require(s->kind >= SLALOM_REAL && s->kind <= SLALOM_LIST, fmt::format("{} has the unknown kind {}", what, s->kind));
  require(s->minimum <= s->maximum, what + " has an empty range");
  require(s->search_minimum <= s->search_maximum, what + " has an empty search range");
  require(s->list_size <= most_entries && (s->list_size == 0 || s->list != nullptr), what + " has no valid list");
  if (s->kind == SLALOM_REAL || s->kind == SLALOM_INTEGER || s->kind == SLALOM_BOOLEAN)
    require(s->number >= s->minimum && s->number <= s->maximum, what + " has a default outside its range");
  if (s->kind == SLALOM_INTEGER) require(std::floor(s->number) == s->number, what + " has a default that is not whole");
  if (s->kind == SLALOM_TEXT || s->kind == SLALOM_CHOICE) require(s->text != nullptr, what + " has no default");
  if (s->kind == SLALOM_CHOICE) {
    require(s->choices != nullptr && s->choice_count > 0 && s->choice_count <= most_entries, what + " has no choices");
    require(std::find(s->choices, s->choices + s->choice_count, nullptr) == s->choices + s->choice_count,
            what + " has a choice that is a null pointer");
    require(
        std::find(s->choices, s->choices + s->choice_count, std::string_view(s->text)) != s->choices + s->choice_count,
        what + " has a default that is none of its choices");
  }
}

/// What optimizers, problems and schedules have in common.
template <class Descriptor>
std::string require_entry(const Descriptor* d, const char* sort) {
  require_size(d, fmt::format("a{} {}", sort[0] == 'o' ? "n" : "", sort));
  require_name(d->name, fmt::format("a{} {}", sort[0] == 'o' ? "n" : "", sort));
  const auto what = fmt::format("the {} '{}'", sort, d->name);
  require(d->title != nullptr && d->source != nullptr, what + " has no title or no source");
  require(d->setting_count <= most_entries && (d->setting_count == 0 || d->settings != nullptr),
          what + " has no valid list of settings");
  for (std::size_t i = 0; i < d->setting_count; ++i) {
    require_setting(d->settings[i], what);
    for (std::size_t k = 0; k < i; ++k)
      require(std::string_view(d->settings[i]->name) != d->settings[k]->name,
              fmt::format("{} declares '{}' twice", what, d->settings[i]->name));
  }
  return what;
}

void require_optimizer(const slalom_optimizer* o) {
  const auto what = require_entry(o, "optimizer");
  if (o->learning_rate != nullptr) require_setting(o->learning_rate, what);
  require(o->create != nullptr && o->destroy != nullptr, what + " lacks create or destroy");
  require(o->step[SLALOM_FLOAT64] != nullptr || o->step[SLALOM_FLOAT32] != nullptr,
          what + " has a step for no real type");
}

void require_problem(const slalom_problem* p) {
  const auto what = require_entry(p, "problem");
  require(p->open != nullptr && p->close != nullptr && p->describe != nullptr && p->create_workspace != nullptr &&
              p->destroy_workspace != nullptr && p->start != nullptr,
          what + " lacks one of its functions");
  require(p->preferred >= 0 && p->preferred < SLALOM_REAL_TYPES && p->evaluate[p->preferred] != nullptr,
          what + " cannot evaluate in the real type it prefers");
}

void require_schedule(const slalom_schedule* s) {
  const auto what = require_entry(s, "schedule");
  require(s->create != nullptr && s->destroy != nullptr && s->rate != nullptr, what + " lacks one of its functions");
}

template <class Descriptor>
void require_all(const Descriptor* const* list, std::size_t count, const char* name,
                 void (*require_one)(const Descriptor*)) {
  require(count <= most_entries && (count == 0 || list != nullptr), fmt::format("its list of {} is not valid", name));
  for (std::size_t i = 0; i < count; ++i) require_one(list[i]);
}

}  // namespace

std::string table_mistake(const slalom_table* table) try {
  require(table != nullptr, "slalom_plugin() gave no table");
  require(table->abi_version == SLALOM_ABI_VERSION,
          fmt::format("it is built for interface version {}, this program has version {}: rebuild the plugin{}",
                      table->abi_version, SLALOM_ABI_VERSION,
                      table->abi_version > SLALOM_ABI_VERSION ? " with older headers, or take a newer slalom" : ""));
  require_size(table, "its table");
  require(table->version != nullptr, "its table has no version");
  require_all(table->optimizers, table->optimizer_count, "optimizers", &require_optimizer);
  require_all(table->problems, table->problem_count, "problems", &require_problem);
  require_all(table->schedules, table->schedule_count, "schedules", &require_schedule);
  return "";
} catch (const Wrong& wrong) {
  return wrong.what();
}

}  // namespace slalom::host

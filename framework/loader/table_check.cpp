#include "loader/table_check.hpp"

#include "loader/integer.hpp"
#include "loader/require.hpp"
#include "loader/search_mistake.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace slalom::loader {

namespace {

constexpr std::uint32_t oldest_version = 1;

/// Of a list's entries too.
void require_default(const slalom_setting* s, double x, bool whole, const std::string& what) {
  require(std::isfinite(x) && x >= s->minimum && x <= s->maximum, what + " has a default outside its range");
  require(!whole || (std::floor(x) == x && std::abs(x) <= max_integer), what + " has a default that is not an integer");
}

void require_choices(const slalom_setting* s, const std::string& what) {
  require_array(s->choices, s->choice_count, max_entries, "the list of choices of " + what);
  for (std::size_t i = 0; i < s->choice_count; ++i) require_line(s->choices[i], "a choice of " + what);
  const auto* const end = s->choices + s->choice_count;
  require(std::find(s->choices, end, std::string_view(s->text)) != end,
          what + " has a default that is not one of its choices");
}

bool is_inner(const slalom_setting* s) { return s->kind == SLALOM_INNER_OPTIMIZER || s->kind == SLALOM_INNER_PROBLEM; }

void require_search(const slalom_setting* s, const std::string& what) {
  require(s->search_minimum <= s->search_maximum, what + " has an empty search range");
  if (s->search_minimum == s->search_maximum) return;  // it is not tuned
  require(s->kind == SLALOM_REAL || s->kind == SLALOM_INTEGER, what + " has a search range and is not a number");
  const auto* const mistake = search_mistake(s->search_minimum, s->search_maximum, (s->flags & SLALOM_LOG_SCALE) != 0);
  require(mistake == nullptr, fmt::format("{} has a search range that {}", what, mistake == nullptr ? "" : mistake));
  require(s->search_minimum >= s->minimum && s->search_maximum <= s->maximum,
          what + " has a search range outside its range");
}

void require_setting(const slalom_setting* s, const std::string& owner) {
  require_struct(s, "a setting of " + owner);
  require_name(s->name, "a setting of " + owner);
  const auto what = fmt::format("the setting '{}' of {}", s->name, owner);
  require_line(s->meaning, "the meaning of " + what);
  require(s->kind >= SLALOM_REAL && s->kind <= SLALOM_INNER_PROBLEM,
          fmt::format("{} has the unknown kind {}", what, s->kind));
  require(s->minimum <= s->maximum, what + " has an empty range");
  require_search(s, what);
  if (s->kind == SLALOM_LIST) {
    require_array(s->list, s->list_size, max_entries, "the default of " + what);
    for (std::size_t i = 0; i < s->list_size; ++i)
      require_default(s, s->list[i], (s->flags & SLALOM_WHOLE_NUMBERS) != 0, what);
  }
  if (s->kind == SLALOM_REAL || s->kind == SLALOM_INTEGER || s->kind == SLALOM_BOOLEAN)
    require_default(s, s->number, s->kind == SLALOM_INTEGER, what);
  const bool has_text = s->kind == SLALOM_TEXT || s->kind == SLALOM_CHOICE || is_inner(s);
  if (has_text) require_line(s->text, "the default of " + what);
  if (s->kind == SLALOM_CHOICE) require_choices(s, what);
}

/// What optimizers, problems and schedules have in common.
template <class Descriptor>
std::string require_entry(const Descriptor* d, const char* sort) {
  const auto one = fmt::format("a{} {}", sort[0] == 'o' ? "n" : "", sort);
  require_struct(d, one);
  require_name(d->name, one);
  auto what = fmt::format("the {} '{}'", sort, d->name);
  require_line(d->title, "the title of " + what);
  require_line(d->source, "the source of " + what);
  require_array(d->settings, d->setting_count, max_entries, "the list of settings of " + what);
  for (std::size_t i = 0; i < d->setting_count; ++i) {
    require_setting(d->settings[i], what);
    for (std::size_t k = 0; k < i; ++k)
      require(std::string_view(d->settings[i]->name) != d->settings[k]->name,
              fmt::format("{} declares '{}' twice", what, d->settings[i]->name));
  }
  return what;
}

/// Optimizers stand in optimizers, problems in problems, one in one.
template <class Descriptor>
void require_inner(const Descriptor* d, slalom_kind kind, const std::string& what) {
  std::size_t inner = 0;
  for (std::size_t i = 0; i < d->setting_count; ++i) {
    const auto* s = d->settings[i];
    require(!is_inner(s) || s->kind == kind,
            fmt::format("the setting '{}' of {} has a kind that does not belong there", s->name, what));
    inner += is_inner(s) ? 1 : 0;
  }
  require(inner <= 1, what + " has more than one inner one");
}

void require_optimizer(const slalom_optimizer* o) {
  const auto what = require_entry(o, "optimizer");
  require_inner(o, SLALOM_INNER_OPTIMIZER, what);
  if (o->learning_rate != nullptr) {
    require_setting(o->learning_rate, what);
    require(o->learning_rate->kind == SLALOM_REAL, "the learning rate of " + what + " is not a real number");
  }
  require(o->create != nullptr && o->destroy != nullptr, what + " lacks create or destroy");
  require(o->step[SLALOM_FLOAT64] != nullptr || o->step[SLALOM_FLOAT32] != nullptr,
          what + " has a step for no real type");
}

void require_problem(const slalom_problem* p) {
  const auto what = require_entry(p, "problem");
  require_inner(p, SLALOM_INNER_PROBLEM, what);
  require(p->open != nullptr && p->close != nullptr && p->describe != nullptr && p->create_workspace != nullptr &&
              p->destroy_workspace != nullptr && p->start != nullptr,
          what + " lacks one of its functions");
  require(p->preferred >= 0 && p->preferred < SLALOM_REAL_TYPES && p->evaluate[p->preferred] != nullptr,
          what + " cannot evaluate in the real type it prefers");
}

void require_schedule(const slalom_schedule* s) {
  const auto what = require_entry(s, "schedule");
  require_inner(s, SLALOM_REAL, what);
  require(s->create != nullptr && s->destroy != nullptr && s->rate != nullptr, what + " lacks one of its functions");
}

template <class Descriptor>
void require_all(const Descriptor* const* list, std::size_t count, const char* name,
                 void (*require_one)(const Descriptor*)) {
  require_array(list, count, max_entries, fmt::format("its list of {}", name));
  for (std::size_t i = 0; i < count; ++i) require_one(list[i]);
}

void require_version(std::uint32_t version) {
  require(version <= SLALOM_ABI_VERSION,
          fmt::format("it is built for interface version {}, this program has version {}: use a newer slalom, or "
                      "build the plugin with older headers",
                      version, SLALOM_ABI_VERSION));
  require(version >= oldest_version, fmt::format("it says that it is built for interface version {}, which there never "
                                                 "was",
                                                 version));
}

}  // namespace

std::string table_mistake(const slalom_table* table) try {
  require_readable(table, offsetof(slalom_table, version), "the table that slalom_plugin() gives");
  require_version(table->abi_version);
  require_struct(table, "its table");
  require_line(table->version, "the version in its table");
  require_all(table->optimizers, table->optimizer_count, "optimizers", &require_optimizer);
  require_all(table->problems, table->problem_count, "problems", &require_problem);
  require_all(table->schedules, table->schedule_count, "schedules", &require_schedule);
  return "";
} catch (const Unsound& unsound) {
  return unsound.what();
}

}  // namespace slalom::loader

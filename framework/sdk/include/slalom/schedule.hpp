// Write a formula, get a learning-rate schedule that every optimizer can use.
#pragma once

#include <slalom/detail/table.hpp>
#include <slalom/settings.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

/// Base of a schedule, which has a member function
///   double operator()(double step, double total) const
/// that gives the factor on the initial learning rate at step 0, 1, … total-1.
class Schedule : public Settings<double> {
 public:
  /// Hide it by `true` where the formula uses `total`; `total` is 0 where the number of steps is not known.
  static constexpr bool needs_total = false;
};

namespace detail {

template <class Formula>
struct SchedulePlugin {
  inline static Declarations declarations;

  static slalom_status create(const slalom_value* const* values, const slalom_host* host, void** state) {
    return guarded(host, [&] {
      *state = new Formula(construct<Formula>({.declarations = &declarations, .values = values, .host = host}));
    });
  }
  static void destroy(void* state) { delete static_cast<Formula*>(state); }
  static double rate(const void* state, std::uint64_t step, std::uint64_t total) {
    return (*static_cast<const Formula*>(state))(static_cast<double>(step), static_cast<double>(total));
  }
  static void describe(Table& table, const char* name, const char* title, const char* source) {
    construct<Formula>({.declarations = &declarations});
    static slalom_schedule descriptor;
    descriptor = {.struct_size = sizeof(slalom_schedule),
                  .name = name,
                  .title = title,
                  .source = source,
                  .flags = std::uint32_t{Formula::needs_total ? SLALOM_NEEDS_TOTAL : 0},
                  .settings = declarations.pointers.data(),
                  .setting_count = declarations.pointers.size(),
                  .create = &create,
                  .destroy = &destroy,
                  .rate = &rate};
    table.schedules.push_back(&descriptor);
  }
};

}  // namespace detail
}  // namespace slalom

#define SLALOM_SCHEDULE(Formula, name, title, source)                                \
  SLALOM_REGISTER([](::slalom::detail::Table& table) {                               \
    ::slalom::detail::SchedulePlugin<Formula>::describe(table, name, title, source); \
  })

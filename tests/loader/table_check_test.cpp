// Tables and descriptions that lie: each has one thing wrong, and that is what is said.
#include "loader/table_check.hpp"
#include "loader/description_check.hpp"
#include "loader/require.hpp"
#include "support/infinity.hpp"

#include <gmock/gmock.h>
#include <sys/mman.h>

#include <array>
#include <functional>
#include <limits>

#undef SLALOM_PLUGIN_H
#define slalom_plugin slalom_plugin_of_version1
namespace version1 {
#include "fixtures/version1/slalom/plugin.h"  // NOLINT: in a namespace, to be compared with today's
}
#undef slalom_plugin

namespace slalom::loader {
namespace {

using testing::HasSubstr;

using test::infinity;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
const auto* const nowhere = reinterpret_cast<const void*>(16);

template <class T>
const T* wild() {
  return static_cast<const T*>(nowhere);
}

/// Text without an end, up to where memory ends.
const char* endless() {
  static const char* const text = [] {
    constexpr std::size_t page = 4096;
    auto* const pages =
        static_cast<char*>(mmap(nullptr, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0));
    mprotect(pages + 2 * page, page, PROT_NONE);
    std::fill(pages, pages + 2 * page, 'x');
    return pages + page;
  }();
  return text;
}

/// A sound table, to be spoilt.
struct Sound {
  std::array<double, 2> list{1, 2};
  std::array<const char*, 2> choices{"a", "b"};
  slalom_setting setting{.struct_size = sizeof setting,
                         .name = "x",
                         .meaning = "m",
                         .kind = SLALOM_REAL,
                         .number = 1,
                         .text = "b",
                         .list = list.data(),
                         .list_size = list.size(),
                         .minimum = 0,
                         .maximum = 2,
                         .choices = choices.data(),
                         .choice_count = choices.size()};
  slalom_setting second = setting;
  std::array<const slalom_setting*, 2> settings{&setting, &second};
  slalom_optimizer optimizer{
      .struct_size = sizeof optimizer,
      .name = "o",
      .title = "t",
      .source = "s",
      .settings = settings.data(),
      .setting_count = 2,
      .create = [](const slalom_optimizer_arguments*, void**) { return slalom_status{SLALOM_OK}; },
      .destroy = [](void*) {},
      .step = {[](void*, const slalom_oracle*, void*, double) { return slalom_status{SLALOM_OK}; }}};
  std::array<const slalom_optimizer*, 2> optimizers{&optimizer, &optimizer};
  slalom_table table{.struct_size = sizeof table,
                     .abi_version = 1,
                     .version = "1",
                     .optimizers = optimizers.data(),
                     .optimizer_count = 1};

  Sound() { second.name = "y"; }
  Sound(const Sound&) = delete;
};

struct Lie {
  const char* said;
  std::function<void(Sound&)> tell;
};

TEST(Table, IsSoundBeforeItLies) {
  const Sound sound;
  EXPECT_EQ(table_mistake(&sound.table), "");
}

TEST(Table, Lies) {
  const auto of_kind = [](slalom_kind kind, auto spoil) {
    return [=](Sound& s) {
      s.setting.kind = kind;
      spoil(s.setting);
    };
  };
  const std::vector<Lie> lies{
      {"version 2, this program", [](Sound& s) { s.table.abi_version = 2; }},
      {"version 4294967295, this program", [](Sound& s) { s.table.abi_version = UINT32_MAX; }},
      {"version 0, which there never was", [](Sound& s) { s.table.abi_version = 0; }},
      {"its table has struct_size 0", [](Sound& s) { s.table.struct_size = 0; }},
      {"the version in its table is a null", [](Sound& s) { s.table.version = nullptr; }},
      {"the version in its table does not end", [](Sound& s) { s.table.version = endless(); }},
      {"its list of optimizers is a null pointer, but has 1", [](Sound& s) { s.table.optimizers = nullptr; }},
      {"its list of optimizers has 18446744073709551615", [](Sound& s) { s.table.optimizer_count = SIZE_MAX; }},
      {"its list of optimizers points to where", [](Sound& s) { s.table.optimizers = wild<slalom_optimizer*>(); }},
      {"its list of problems is a null", [](Sound& s) { s.table.problem_count = 1; }},
      {"its list of schedules is a null", [](Sound& s) { s.table.schedule_count = 1; }},
      {"an optimizer is a null", [](Sound& s) { s.optimizers[0] = nullptr; }},
      {"an optimizer points to where", [](Sound& s) { s.optimizers[0] = wild<slalom_optimizer>(); }},
      {"an optimizer has struct_size 8", [](Sound& s) { s.optimizer.struct_size = 8; }},
      {"an optimizer has no name", [](Sound& s) { s.optimizer.name = nullptr; }},
      {"the name of an optimizer must be", [](Sound& s) { s.optimizer.name = ""; }},
      {"the name of an optimizer must be", [](Sound& s) { s.optimizer.name = "a\nb"; }},
      {"the name of an optimizer must be", [](Sound& s) { s.optimizer.name = "../../x"; }},
      {"the name of an optimizer must be", [](Sound& s) { s.optimizer.name = "\"; system(\"x\")"; }},
      {"the name of an optimizer must be", [](Sound& s) { s.optimizer.name = endless(); }},
      {"the name of an optimizer must be", [](Sound& s) { s.optimizer.name = wild<char>(); }},
      {"the title of the optimizer 'o' is a null", [](Sound& s) { s.optimizer.title = nullptr; }},
      {"the title of the optimizer 'o' is not one line", [](Sound& s) { s.optimizer.title = "a\nb"; }},
      {"the title of the optimizer 'o' is not one line", [](Sound& s) { s.optimizer.title = "\xff"; }},
      {"the title of the optimizer 'o' is not one line", [](Sound& s) { s.optimizer.title = "\x1b[31m"; }},
      {"the source of the optimizer 'o' points to where", [](Sound& s) { s.optimizer.source = wild<char>(); }},
      {"kind that does not belong there", of_kind(SLALOM_INNER_PROBLEM, [](slalom_setting&) {})},
      {"more than one inner one", [](Sound& s) { s.setting.kind = s.second.kind = SLALOM_INNER_OPTIMIZER; }},
      {"the default of the setting 'x'", of_kind(SLALOM_INNER_OPTIMIZER, [](slalom_setting& x) { x.text = nullptr; })},
      {"lacks create or destroy", [](Sound& s) { s.optimizer.create = nullptr; }},
      {"lacks create or destroy", [](Sound& s) { s.optimizer.destroy = nullptr; }},
      {"a step for no real type", [](Sound& s) { s.optimizer.step[0] = nullptr; }},
      {"the list of settings of the optimizer 'o' has 10001", [](Sound& s) { s.optimizer.setting_count = 10001; }},
      {"a setting of the optimizer 'o' is a null", [](Sound& s) { s.settings[1] = nullptr; }},
      {"declares 'x' twice", [](Sound& s) { s.second.name = "x"; }},
      {"a setting of the optimizer 'o' has struct_size 9", [](Sound& s) { s.setting.struct_size = 9; }},
      {"a setting of the optimizer 'o' has no name", [](Sound& s) { s.setting.name = nullptr; }},
      {"the meaning of the setting 'x' of the optimizer 'o' is a null", [](Sound& s) { s.setting.meaning = nullptr; }},
      {"has the unknown kind 8", [](Sound& s) { s.setting.kind = 8; }},
      {"has the unknown kind -1", [](Sound& s) { s.setting.kind = -1; }},
      {"has an empty range", [](Sound& s) { s.setting.minimum = 3; }},
      {"has an empty range", [](Sound& s) { s.setting.maximum = nan; }},
      {"has an empty search range", [](Sound& s) { s.setting.search_maximum = -1; }},
      {"has an empty search range", [](Sound& s) { s.setting.search_maximum = nan; }},
      {"a search range that begins at or below 0",
       [](Sound& s) { s.setting.search_maximum = 1, s.setting.flags = SLALOM_LOG_SCALE; }},
      {"a search range that is too wide",
       [](Sound& s) {
         s.setting.search_minimum = s.setting.minimum = -1.7e308;
         s.setting.search_maximum = s.setting.maximum = 1.7e308;
       }},
      {"a search range that is too wide",
       [](Sound& s) {
         s.setting.search_minimum = 1e-300, s.setting.flags = SLALOM_LOG_SCALE;
         s.setting.search_maximum = s.setting.maximum = 1e300;
       }},
      {"a search range that is too wide", [](Sound& s) { s.setting.search_maximum = s.setting.maximum = infinity; }},
      {"has a search range outside its range", [](Sound& s) { s.setting.search_maximum = 3; }},
      {"has a search range and is not a number",
       of_kind(SLALOM_BOOLEAN, [](slalom_setting& x) { x.search_maximum = 1; })},
      {"the learning rate of the optimizer 'o' is not a real number",
       [](Sound& s) {
         s.optimizer.setting_count = 0;
         s.optimizer.learning_rate = &s.setting;
         s.setting.kind = SLALOM_INTEGER;
       }},
      {"has a default outside its range", [](Sound& s) { s.setting.number = 2.5; }},
      {"has a default outside its range", [](Sound& s) { s.setting.number = nan; }},
      {"has a default outside its range", [](Sound& s) { s.setting.number = s.setting.maximum = infinity; }},
      {"a default that is not an integer", of_kind(SLALOM_INTEGER, [](auto& s) { s.number = 0.5; })},
      {"a default that is not an integer", of_kind(SLALOM_INTEGER, [](auto& s) { s.number = s.maximum = 1e300; })},
      {"the default of the setting 'x'", of_kind(SLALOM_TEXT, [](auto& s) { s.text = nullptr; })},
      {"the default of the setting 'x'", of_kind(SLALOM_TEXT, [](auto& s) { s.text = "a\nb"; })},
      {"has a default that is not one of its choices", of_kind(SLALOM_CHOICE, [](auto& s) { s.text = "c"; })},
      {"has a default that is not one of its choices", of_kind(SLALOM_CHOICE, [](auto& s) { s.choice_count = 0; })},
      {"a choice of the setting 'x'",
       of_kind(SLALOM_CHOICE, [](auto& s) { const_cast<const char**>(s.choices)[0] = nullptr; })},
      {"the list of choices of", of_kind(SLALOM_CHOICE, [](auto& s) { s.choices = wild<const char*>(); })},
      {"the default of the setting 'x'", of_kind(SLALOM_LIST, [](auto& s) { s.list = wild<double>(); })},
      {"the default of the setting 'x'", of_kind(SLALOM_LIST, [](auto& s) { s.list_size = SIZE_MAX; })},
      {"has a default outside its range", of_kind(SLALOM_LIST, [](auto& s) { s.maximum = 1; })},
      {"the setting 'x' of the optimizer 'o' has a default that is not an integer",
       of_kind(SLALOM_LIST,
               [](auto& s) {
                 s.flags = SLALOM_WHOLE_NUMBERS;
                 const_cast<double*>(s.list)[1] = 1.5;
               })},
      {"the setting 'x' of the optimizer 'o' has an empty range",
       [](Sound& s) {
         s.optimizer.learning_rate = &s.setting;
         s.optimizer.setting_count = 0;
         s.setting.minimum = 3;
       }},
  };
  for (const auto& lie : lies) {
    Sound sound;
    lie.tell(sound);
    EXPECT_THAT(table_mistake(&sound.table), HasSubstr(lie.said));
  }
  EXPECT_THAT(table_mistake(nullptr), HasSubstr("is a null pointer"));
  EXPECT_THAT(table_mistake(wild<slalom_table>()), HasSubstr("points to where there is no memory"));
}

/// The same for what a problem says of itself.
struct SoundDescription {
  std::array<std::size_t, 2> shape{2, 3};
  slalom_tensor first{sizeof(slalom_tensor), "a", 0, 2, shape.data(), SLALOM_ROLE_MATRIX};
  slalom_tensor second{sizeof(slalom_tensor), "b", 6, 0, nullptr, SLALOM_ROLE_UNKNOWN};
  std::array<const slalom_tensor*, 2> tensors{&first, &second};
  slalom_space space{sizeof(slalom_space), 7, tensors.data(), 2, nullptr, nullptr, 0};
  std::array<double, 14> numbers{};
  std::array<double, 7> ones{1, 1, 1, 1, 1, 1, 1};
  std::array<double, 4> window{0, 1, 0, 1};
  std::array<const char*, 1> metrics{"test_loss"};
  slalom_description c{.struct_size = sizeof(slalom_description),
                       .space = &space,
                       .examples = 5,
                       .minimum = numbers.data(),
                       .minimizers = numbers.data(),
                       .minimizer_count = 2,
                       .lower = numbers.data(),
                       .upper = ones.data(),
                       .window = window.data(),
                       .metrics = metrics.data(),
                       .metric_count = 1,
                       .hard_bounds = 1,
                       .minimum_unknown = "because"};

  SoundDescription() = default;
  SoundDescription(const SoundDescription&) = delete;
};

TEST(Description, Lies) {
  struct DescriptionLie {
    const char* said;
    std::function<void(SoundDescription&)> tell;
  };
  const std::vector<DescriptionLie> lies{
      {"its description has struct_size 1,", [](auto& d) { d.c.struct_size = 1; }},
      {"its space is a null", [](auto& d) { d.c.space = nullptr; }},
      {"its space points to where", [](auto& d) { d.c.space = wild<slalom_space>(); }},
      {"it has no dimension", [](auto& d) { d.space.dimension = 0; }},
      {"its dimension is 18446744073709551615, too large", [](auto& d) { d.space.dimension = SIZE_MAX; }},
      {"its tensors hold 7 numbers, but its dimension is 8", [](auto& d) { d.space.dimension = 8; }},
      {"its list of tensors has", [](auto& d) { d.space.tensor_count = SIZE_MAX; }},
      {"one of its tensors is a null", [](auto& d) { d.tensors[1] = nullptr; }},
      {"the name of one of its tensors", [](auto& d) { d.first.name = nullptr; }},
      {"its tensor 'b' does not begin where the one before ends", [](auto& d) { d.second.offset = 5; }},
      {"the shape of its tensor 'a' has", [](auto& d) { d.first.rank = 65; }},
      {"its tensor 'a' is too large",
       [](auto& d) {
         d.shape = {SIZE_MAX / 2, 2};
       }},
      {"its tensor 'a' is too large",
       [](auto& d) {
         d.shape = {SIZE_MAX, SIZE_MAX};
       }},
      {"its tensor 'a' has the unknown role 7", [](auto& d) { d.first.role = 7; }},
      {"its tensor 'b' has the unknown role -1", [](auto& d) { d.second.role = -1; }},
      {"it has hard bounds, but no domain", [](auto& d) { d.c.lower = d.c.upper = nullptr; }},
      {"what it says of its unknown minimum is not one line", [](auto& d) { d.c.minimum_unknown = "a\nb"; }},
      {"it has no examples", [](auto& d) { d.c.examples = 0; }},
      {"it has 4294967297 examples", [](auto& d) { d.c.examples = (std::size_t{1} << 32U) + 1; }},
      {"its minimum points to where", [](auto& d) { d.c.minimum = wild<double>(); }},
      {"its minimum is not finite", [](auto& d) { d.numbers[0] = nan; }},
      {"its list of minimizers is a null", [](auto& d) { d.c.minimizers = nullptr; }},
      {"it has 18446744073709551615 minimizers", [](auto& d) { d.c.minimizer_count = SIZE_MAX; }},
      {"one of its minimizers is not finite", [](auto& d) { d.numbers[13] = infinity; }},
      {"but not both", [](auto& d) { d.c.upper = nullptr; }},
      {"its domain is empty", [](auto& d) { d.ones[6] = -1; }},
      {"its domain is empty", [](auto& d) { d.ones[6] = nan; }},
      {"its plot window is empty", [](auto& d) { d.window[3] = 0; }},
      {"its list of metrics is a null", [](auto& d) { d.c.metrics = nullptr; }},
      {"the name of one of its metrics is not one line", [](auto& d) { d.metrics[0] = "a\nb"; }},
  };
  SoundDescription sound;
  EXPECT_EQ(description_mistake(&sound.c), "");
  for (const auto& lie : lies) {
    SoundDescription spoilt;
    lie.tell(spoilt);
    EXPECT_THAT(description_mistake(&spoilt.c), HasSubstr(lie.said));
  }
  EXPECT_EQ(description_mistake(nullptr), "its description is a null pointer");
}

TEST(Description, OfAnOlderInterfaceIsNotReadBeyondItsEnd) {
  SoundDescription old;
  old.first.struct_size = sizeof(version1::slalom_tensor);
  old.first.role = 99;
  old.c.struct_size = sizeof(version1::slalom_description);
  old.c.lower = old.c.upper = nullptr;
  old.c.minimum_unknown = wild<char>();
  EXPECT_EQ(description_mistake(&old.c), "");
}

TEST(Structs, OfTheFirstVersionAreLargeEnough) {
  EXPECT_EQ(first_size<slalom_setting>, sizeof(version1::slalom_setting));
  EXPECT_EQ(first_size<slalom_tensor>, sizeof(version1::slalom_tensor));
  EXPECT_EQ(first_size<slalom_space>, sizeof(version1::slalom_space));
  EXPECT_EQ(first_size<slalom_description>, sizeof(version1::slalom_description));
  EXPECT_EQ(first_size<slalom_optimizer>, sizeof(version1::slalom_optimizer));
  EXPECT_EQ(first_size<slalom_evaluation_point>, sizeof(version1::slalom_evaluation_point));
  EXPECT_EQ(first_size<slalom_problem>, sizeof(version1::slalom_problem));
  EXPECT_EQ(first_size<slalom_hessian_vector>, sizeof(version1::slalom_hessian_vector));
  EXPECT_EQ(first_size<slalom_schedule>, sizeof(version1::slalom_schedule));
  EXPECT_EQ(first_size<slalom_table>, sizeof(version1::slalom_table));
}

TEST(Memory, IsReadableToItsLastByte) {
  const char* const text = endless();  // one page of it is left
  EXPECT_TRUE(readable(text, 4096));
  EXPECT_FALSE(readable(text, 4097));
  EXPECT_FALSE(readable(text, SIZE_MAX));
  EXPECT_TRUE(readable(nullptr, 0));
  EXPECT_FALSE(readable(nullptr, 1));
  EXPECT_EQ(text_length("abc", 3), 3);
  EXPECT_EQ(text_length("abc", 2), std::nullopt);
  EXPECT_EQ(text_length(text, 10000), std::nullopt);
}

}  // namespace
}  // namespace slalom::loader

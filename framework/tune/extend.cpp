#include "tune/extend.hpp"

#include "suite/search.hpp"
#include "tune/score.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace slalom::tune {

namespace {

/// A trial that is over. Ordered by what it is worth.
struct Evaluated {
  double score = 0;
  double loss = 0;  ///< where scores are equal, as where no trial reached a target
  std::uint64_t index = 0;
  std::size_t case_index = 0;
  auto operator<=>(const Evaluated&) const = default;
};

class Extension {
 public:
  Extension(suite::Plan& plan, const store::Store& store) : plan_(plan), store_(store), trials_(plan.studies.size()) {
    std::vector<std::vector<suite::Run>> runs(plan.cases.size());
    for (const auto& run : plan.runs) runs[run.case_index].push_back(run);
    for (std::size_t i = 0; i < plan.cases.size(); ++i)
      if (const auto& c = plan.cases[i]; c.phase == suite::Phase::tuning && c.trial->index)
        trials_[c.trial->study][c.trial->rung].push_back({i, runs[i]});
  }

  bool extend() {
    bool grew = false;
    for (std::size_t s = 0; s < trials_.size(); ++s)
      if (!plan_.cases[plan_.studies[s].reported].trial->index) grew |= extend(s);
    return grew;
  }

 private:
  struct Trials {
    std::size_t case_index;
    std::vector<suite::Run> runs;
  };

  bool extend(std::size_t study_index) {
    const auto& study = plan_.studies[study_index];
    const auto& [rung, trials] = *trials_[study_index].rbegin();
    auto evaluated = evaluate(study, trials);
    if (!evaluated) return false;
    std::ranges::sort(*evaluated);
    const auto stages = suite::rungs(study.tuning, plan_.cases[study.reported].budget);
    if (rung + 1 == stages.size())
      report(study, evaluated->front());
    else
      promote(study_index, rung + 1, stages[rung + 1], *evaluated);
    return true;
  }

  /// Nothing if some are not stored.
  std::optional<std::vector<Evaluated>> evaluate(const suite::Study& study, std::span<const Trials> trials) const {
    const auto& reported = plan_.cases[study.reported];
    const auto info = store_.info(run::problem_key(reported));
    const auto metrics = info ? info->metrics : std::vector<std::string>();
    std::vector<Evaluated> all;
    for (const auto& [case_index, runs] : trials) {
      std::vector<double> scores, losses;
      for (const auto& run : runs) {
        const auto record = store_.find(run.id);
        if (!record) return std::nullopt;
        scores.push_back(score(study.tuning.on.value(), *record, metrics));
        losses.push_back(score(suite::Criterion::final_loss, *record, metrics));
      }
      if (scores.size() < study.seeds.size()) return std::nullopt;
      all.push_back({mean_score(scores), mean_score(losses), *plan_.cases[case_index].trial->index, case_index});
    }
    return all;
  }

  void report(const suite::Study& study, const Evaluated& best) {
    auto& reported = plan_.cases[study.reported];
    const auto& chosen = plan_.cases[best.case_index];
    reported.optimizer.settings = chosen.optimizer.settings;
    reported.optimizer.learning_rate = chosen.optimizer.learning_rate;
    reported.trial->index = best.index;
    suite::add_runs(plan_, study.reported, study.reported_seeds);
  }

  void promote(std::size_t study_index, std::uint64_t rung, const suite::Rung& stage,
               std::span<const Evaluated> evaluated) {
    const auto& study = plan_.studies[study_index];
    for (const auto& good : evaluated.first(std::min<std::size_t>(stage.points, evaluated.size()))) {
      auto next = plan_.cases[study.reported];
      next.optimizer = plan_.cases[good.case_index].optimizer;
      plan_.cases.push_back(
          suite::trial_of(std::move(next), study, stage, {.study = study_index, .index = good.index, .rung = rung}));
      suite::add_runs(plan_, plan_.cases.size() - 1, study.seeds);
    }
  }

  suite::Plan& plan_;
  const store::Store& store_;
  std::vector<std::map<std::uint64_t, std::vector<Trials>>> trials_;  // by study and rung
};

}  // namespace

bool extend(suite::Plan& plan, const store::Store& store) { return Extension(plan, store).extend(); }

suite::Plan advance_tuning(suite::Plan plan, const store::Store& store) {
  while (extend(plan, store)) {
  }
  return plan;
}

}  // namespace slalom::tune

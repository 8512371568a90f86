// Methods of pagmo (Biscani and Izzo 2020), in a box. The first member of the population is the start; tolerances are
// 0.
#include <slalom/peer.hpp>

#include <pagmo/algorithm.hpp>
#include <pagmo/algorithms/bee_colony.hpp>
#include <pagmo/algorithms/cmaes.hpp>
#include <pagmo/algorithms/compass_search.hpp>
#include <pagmo/algorithms/de.hpp>
#include <pagmo/algorithms/pso.hpp>
#include <pagmo/algorithms/sade.hpp>
#include <pagmo/algorithms/xnes.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>

#define PAGMO "pagmo " PEER_VERSION

namespace {

using slalom::PeerOracle;

constexpr unsigned endless = std::numeric_limits<unsigned>::max();

/// What pagmo copies.
struct Function {
  PeerOracle* f = nullptr;
  pagmo::vector_double fitness(const pagmo::vector_double& x) const { return {f->value(x.data())}; }
  std::pair<pagmo::vector_double, pagmo::vector_double> get_bounds() const {
    if (f == nullptr) return {{0}, {1}};  // pagmo constructs one for itself
    return {f->box().lower, f->box().upper};
  }
};

std::string evolve(PeerOracle& f, const std::vector<double>& start, std::size_t members, auto method) {
  f.throw_when_stopping();
  f.box();
  const pagmo::algorithm algorithm(std::move(method));
  pagmo::population population(pagmo::problem(Function{&f}), 0, f.seed());
  population.push_back(start);
  for (std::size_t i = 1; i < members; ++i) population.push_back(population.random_decision_vector());
  algorithm.evolve(population);
  return "pagmo returns";
}

struct Population : slalom::Settings<double> {
  const std::size_t members =
      static_cast<std::size_t>(setting("population", 20, slalom::in(8, 10000), "number of members"));
};

struct De : Population {
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    return evolve(f, x, members, pagmo::de(endless, 0.8, 0.9, 2, 0, 0, f.seed()));
  }
};
struct Sade : Population {
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    return evolve(f, x, members, pagmo::sade(endless, 2, 1, 0, 0, false, f.seed()));
  }
};
struct Pso : Population {
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    return evolve(f, x, members, pagmo::pso(endless, 0.7298, 2.05, 2.05, 0.5, 5, 2, 4, false, f.seed()));
  }
};
struct Cmaes : Population {
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    f.require_few_variables();
    return evolve(f, x, members,
                  pagmo::cmaes(endless, -1, -1, -1, -1, 0.5, 0, 0, false, f.has_hard_bounds(), f.seed()));
  }
};
struct Xnes : Population {
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    f.require_few_variables();
    return evolve(f, x, members, pagmo::xnes(endless, -1, -1, -1, -1, 0, 0, false, f.has_hard_bounds(), f.seed()));
  }
};
struct BeeColony : Population {
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    return evolve(f, x, members, pagmo::bee_colony(endless, 20, f.seed()));
  }
};
struct CompassSearch : slalom::Settings<double> {
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    return evolve(f, x, 1, pagmo::compass_search(endless, 0.1, 1e-15, 0.5));
  }
};

}  // namespace

SLALOM_PEER(De, "pagmo_de", "Differential evolution of pagmo", "Storn and Price 1997", PAGMO)
SLALOM_PEER(Sade, "pagmo_sade", "Self-adaptive differential evolution of pagmo", "Brest et al. 2006", PAGMO)
SLALOM_PEER(Pso, "pagmo_pso", "Particle swarm of pagmo", "Poli, Kennedy and Blackwell 2007", PAGMO)
SLALOM_PEER(Cmaes, "pagmo_cmaes", "CMA-ES of pagmo", "Hansen 2006", PAGMO)
SLALOM_PEER(Xnes, "pagmo_xnes", "Exponential natural evolution strategy of pagmo", "Glasmachers et al. 2010", PAGMO)
SLALOM_PEER(BeeColony, "pagmo_bee_colony", "Artificial bee colony of pagmo", "Karaboga and Basturk 2007", PAGMO)
SLALOM_PEER(CompassSearch, "pagmo_compass_search", "Compass search of pagmo", "Kolda, Lewis and Torczon 2003", PAGMO)

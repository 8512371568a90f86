// Methods of NLopt (Johnson 2007). Its tolerances are off; what cannot be turned off ends the run.
#include <slalom/peer.hpp>

#include <nlopt.h>

#include <stdexcept>

#define NLOPT "NLopt " PEER_VERSION

namespace {

struct Context {
  slalom::PeerOracle& f;
  nlopt_opt opt;
};

/// Where the gradient is 0 these compute for ever, and ask nothing.
constexpr bool loops_without_slope(nlopt_algorithm a) {
  return a == NLOPT_LD_SLSQP || a == NLOPT_LD_MMA || a == NLOPT_LD_CCSAQ;
}

double objective(unsigned, const double* x, double* g, void* data) {
  auto& [f, opt] = *static_cast<Context*>(data);
  const double value = g == nullptr ? f.value(x) : f.gradient(x, g);
  const bool flat = g != nullptr && std::all_of(g, g + f.dimension(), [](double gi) { return gi == 0; });
  if (f.stopping() || (flat && loops_without_slope(nlopt_get_algorithm(opt))))  // some methods ask once more
    nlopt_force_stop(opt);
  // Its random numbers are the thread's, not the run's: seeded after each evaluation, runs do not see each other.
  else
    nlopt_srand(f.seed());
  return value;
}

void require_built_version() {
  int major = 0, minor = 0, bugfix = 0;
  nlopt_version(&major, &minor, &bugfix);
  const auto loaded = std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(bugfix);
  if (loaded != PEER_VERSION)
    throw std::runtime_error("it was built with " NLOPT ", but NLopt " + loaded + " is loaded: build it again");
}

constexpr bool keeps_matrices(nlopt_algorithm a) {
  return a == NLOPT_LD_SLSQP || a == NLOPT_LN_COBYLA || a == NLOPT_LN_BOBYQA || a == NLOPT_LN_NEWUOA_BOUND ||
         a == NLOPT_LN_PRAXIS || a == NLOPT_LN_NELDERMEAD || a == NLOPT_GN_CRS2_LM || a == NLOPT_GN_ISRES;
}

/// With the tolerances that NLopt itself takes where none is set; NLopt 2.7.1 crashes then.
void set_local_method(nlopt_opt opt) {
  const std::unique_ptr<nlopt_opt_s, void (*)(nlopt_opt)> local(nlopt_create(NLOPT_LD_LBFGS, nlopt_get_dimension(opt)),
                                                                nlopt_destroy);
  nlopt_set_ftol_rel(local.get(), 1e-15);
  nlopt_set_xtol_rel(local.get(), 1e-7);
  nlopt_set_local_optimizer(opt, local.get());  // copies it
}

/// In a box: the method searches the whole domain, so that it needs one.
template <nlopt_algorithm algorithm, bool in_a_box>
struct NLopt : slalom::Settings<double> {
  std::string minimize(slalom::PeerOracle& f, std::vector<double>& x) const {
    require_built_version();
    if (in_a_box) f.box();
    if (keeps_matrices(algorithm)) f.require_few_variables();
    const std::unique_ptr<nlopt_opt_s, void (*)(nlopt_opt)> opt(
        nlopt_create(algorithm, static_cast<unsigned>(x.size())), nlopt_destroy);
    if (opt == nullptr) throw std::runtime_error("NLopt cannot create this method");
    if (algorithm == NLOPT_GD_MLSL_LDS) set_local_method(opt.get());
    Context context{f, opt.get()};
    nlopt_set_min_objective(opt.get(), objective, &context);
    if (in_a_box || f.has_hard_bounds()) {
      nlopt_set_lower_bounds(opt.get(), f.domain()->lower.data());
      nlopt_set_upper_bounds(opt.get(), f.domain()->upper.data());
      for (std::size_t i = 0; i < x.size(); ++i) x[i] = std::clamp(x[i], f.domain()->lower[i], f.domain()->upper[i]);
    }
    nlopt_srand(f.seed());
    double value = 0;
    const auto result = nlopt_optimize(opt.get(), x.data(), &value);
    const char* const more = nlopt_get_errmsg(opt.get());
    if (result == NLOPT_INVALID_ARGS) slalom::skip(more == nullptr ? "NLopt refuses its arguments" : more);
    return std::string("NLopt returns ") + nlopt_result_to_string(result) + (more == nullptr ? "" : ": ") +
           (more == nullptr ? "" : more);
  }
};
template <nlopt_algorithm algorithm>
using Local = NLopt<algorithm, false>;
template <nlopt_algorithm algorithm>
using Global = NLopt<algorithm, true>;

}  // namespace

SLALOM_PEER(Local<NLOPT_LD_LBFGS>, "nlopt_lbfgs", "L-BFGS of NLopt", "Nocedal 1980, Luksan", NLOPT)
SLALOM_PEER(Local<NLOPT_LD_TNEWTON_PRECOND_RESTART>, "nlopt_tnewton", "Truncated Newton of NLopt",
            "Dembo and Steihaug 1983, Luksan", NLOPT)
SLALOM_PEER(Local<NLOPT_LD_VAR1>, "nlopt_var1", "Limited memory variable metric, rank 1, of NLopt",
            "Vlcek and Luksan 2006", NLOPT)
SLALOM_PEER(Local<NLOPT_LD_VAR2>, "nlopt_var2", "Limited memory variable metric, rank 2, of NLopt",
            "Vlcek and Luksan 2006", NLOPT)
SLALOM_PEER(Local<NLOPT_LD_SLSQP>, "nlopt_slsqp", "Sequential quadratic programming of NLopt", "Kraft 1994", NLOPT)
SLALOM_PEER(Local<NLOPT_LD_MMA>, "nlopt_mma", "Moving asymptotes of NLopt", "Svanberg 2002", NLOPT)
SLALOM_PEER(Local<NLOPT_LD_CCSAQ>, "nlopt_ccsaq", "Conservative convex separable approximation of NLopt",
            "Svanberg 2002", NLOPT)
SLALOM_PEER(Local<NLOPT_LN_COBYLA>, "nlopt_cobyla", "COBYLA of NLopt", "Powell 1994", NLOPT)
SLALOM_PEER(Local<NLOPT_LN_BOBYQA>, "nlopt_bobyqa", "BOBYQA of NLopt", "Powell 2009", NLOPT)
SLALOM_PEER(Local<NLOPT_LN_NEWUOA_BOUND>, "nlopt_newuoa", "NEWUOA, with bounds, of NLopt", "Powell 2004", NLOPT)
SLALOM_PEER(Local<NLOPT_LN_PRAXIS>, "nlopt_praxis", "Principal axes of NLopt", "Brent 1973", NLOPT)
SLALOM_PEER(Local<NLOPT_LN_NELDERMEAD>, "nlopt_nelder_mead", "Nelder-Mead of NLopt", "Nelder and Mead 1965, Box 1965",
            NLOPT)
SLALOM_PEER(Local<NLOPT_LN_SBPLX>, "nlopt_subplex", "Subplex of NLopt", "Rowan 1990", NLOPT)
SLALOM_PEER(Global<NLOPT_GN_DIRECT_L>, "nlopt_direct", "DIRECT-L of NLopt", "Gablonsky and Kelley 2001", NLOPT)
SLALOM_PEER(Global<NLOPT_GN_CRS2_LM>, "nlopt_crs2", "Controlled random search of NLopt", "Kaelo and Ali 2006", NLOPT)
SLALOM_PEER(Global<NLOPT_GN_ISRES>, "nlopt_isres", "ISRES of NLopt", "Runarsson and Yao 2005", NLOPT)
SLALOM_PEER(Global<NLOPT_GN_ESCH>, "nlopt_esch", "ESCH of NLopt", "da Silva Santos 2010", NLOPT)
SLALOM_PEER(Global<NLOPT_GD_MLSL_LDS>, "nlopt_mlsl", "MLSL with low-discrepancy starts and L-BFGS of NLopt",
            "Rinnooy Kan and Timmer 1987, Kucherenko and Sytsko 2005", NLOPT)

// Methods of the GNU Scientific Library: multimin, and multifit_nlinear on residuals. They run until they say that they
// make no progress.
#include <slalom/peer.hpp>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_version.h>

#include <cstring>
#include <stdexcept>

#define GSL "GSL " PEER_VERSION

namespace {

using slalom::PeerOracle;

/// GSL's own handler ends the process.
void prepare() {
  static auto* const before = gsl_set_error_handler_off();
  static_cast<void>(before);
  if (std::strcmp(gsl_version, GSL_VERSION) != 0)
    throw std::runtime_error("it was built with " GSL ", but GSL " + std::string(gsl_version) +
                             " is loaded: build it again");
}

template <class T>
auto owned(T* made, void (*destroy)(T*)) {
  if (made == nullptr) throw std::bad_alloc();
  return std::unique_ptr<T, void (*)(T*)>(made, destroy);
}

std::string reason(int status) { return std::string("GSL returns: ") + gsl_strerror(status); }

PeerOracle& oracle(void* f) { return *static_cast<PeerOracle*>(f); }

gsl_vector_const_view view(const std::vector<double>& x) { return gsl_vector_const_view_array(x.data(), x.size()); }

/// The step and tolerance of the examples in GSL's manual; `small` as its first step for a start at 0.
constexpr double first_step = 0.01, line_tolerance = 0.1;

template <const gsl_multimin_fdfminimizer_type* const* type>
struct Multimin : slalom::Settings<double> {
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    prepare();
    gsl_multimin_function_fdf function{
        .f = [](const gsl_vector* v, void* p) { return oracle(p).value(v->data); },
        .df = [](const gsl_vector* v, void* p, gsl_vector* g) { oracle(p).gradient(v->data, g->data); },
        .fdf = [](const gsl_vector* v, void* p, double* value,
                  gsl_vector* g) { *value = oracle(p).gradient(v->data, g->data); },
        .n = x.size(),
        .params = &f};
    const auto s = owned(gsl_multimin_fdfminimizer_alloc(*type, x.size()), gsl_multimin_fdfminimizer_free);
    const auto start = view(x);
    int status = gsl_multimin_fdfminimizer_set(s.get(), &function, &start.vector, first_step, line_tolerance);
    while (status == GSL_SUCCESS && !f.stopping()) status = gsl_multimin_fdfminimizer_iterate(s.get());
    return reason(status);
  }
};

struct NelderMead : slalom::Settings<double> {
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    prepare();
    f.require_few_variables();
    gsl_multimin_function function{
        .f = [](const gsl_vector* v, void* p) { return oracle(p).value(v->data); }, .n = x.size(), .params = &f};
    const auto s = owned(gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, x.size()),
                         gsl_multimin_fminimizer_free);
    const std::vector<double> steps(x.size(), 1.0);
    const auto start = view(x), widths = view(steps);
    int status = gsl_multimin_fminimizer_set(s.get(), &function, &start.vector, &widths.vector);
    double size = 1;
    while (status == GSL_SUCCESS && size > 0 && !f.stopping()) {
      status = gsl_multimin_fminimizer_iterate(s.get());
      size = gsl_multimin_fminimizer_size(s.get());
    }
    return size > 0 ? reason(status) : "the simplex of GSL is a point";
  }
};

template <const gsl_multifit_nlinear_trs* const* trs>
struct Multifit : slalom::Settings<double> {
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    prepare();
    const auto count = f.residual_count();
    if (count < x.size()) slalom::skip("it needs at least as many residuals as variables");
    gsl_multifit_nlinear_fdf function{};
    function.f = [](const gsl_vector* v, void* p, gsl_vector* r) {
      oracle(p).residuals(v->data, r->data);
      return oracle(p).stopping() ? static_cast<int>(GSL_EFAILED) : static_cast<int>(GSL_SUCCESS);
    };
    function.df = [](const gsl_vector* v, void* p, gsl_matrix* J) {
      oracle(p).jacobian(v->data, nullptr, J->data);
      return oracle(p).stopping() ? static_cast<int>(GSL_EFAILED) : static_cast<int>(GSL_SUCCESS);
    };
    function.n = count;
    function.p = x.size();
    function.params = &f;
    auto parameters = gsl_multifit_nlinear_default_parameters();
    parameters.trs = *trs;
    const auto s = owned(gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &parameters, count, x.size()),
                         gsl_multifit_nlinear_free);
    const auto start = view(x);
    int status = gsl_multifit_nlinear_init(&start.vector, &function, s.get());
    while (status == GSL_SUCCESS && !f.stopping()) status = gsl_multifit_nlinear_iterate(s.get());
    return reason(status);
  }
};

}  // namespace

SLALOM_PEER(Multimin<&gsl_multimin_fdfminimizer_vector_bfgs2>, "gsl_bfgs", "BFGS of GSL", "Fletcher 1987", GSL)
SLALOM_PEER(Multimin<&gsl_multimin_fdfminimizer_conjugate_pr>, "gsl_cg_pr", "Conjugate gradients of GSL",
            "Polak and Ribiere 1969", GSL)
SLALOM_PEER(Multimin<&gsl_multimin_fdfminimizer_conjugate_fr>, "gsl_cg_fr", "Conjugate gradients of GSL",
            "Fletcher and Reeves 1964", GSL)
SLALOM_PEER(NelderMead, "gsl_nelder_mead", "Nelder-Mead of GSL", "Nelder and Mead 1965", GSL)
SLALOM_PEER(Multifit<&gsl_multifit_nlinear_trs_lm>, "gsl_lm", "Levenberg-Marquardt of GSL", "More 1978", GSL)
SLALOM_PEER(Multifit<&gsl_multifit_nlinear_trs_lmaccel>, "gsl_lm_accel",
            "Levenberg-Marquardt with geodesic acceleration of GSL", "Transtrum and Sethna 2012", GSL)
SLALOM_PEER(Multifit<&gsl_multifit_nlinear_trs_dogleg>, "gsl_dogleg", "Dogleg of GSL", "Powell 1970", GSL)

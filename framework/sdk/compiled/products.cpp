#include <slalom/detail/products.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

template void detail::multiply(Target<float> to, Factor<float> a, Factor<float> b, float scale, bool add);
template void detail::multiply(Target<double> to, Factor<double> a, Factor<double> b, double scale, bool add);

}  // namespace slalom

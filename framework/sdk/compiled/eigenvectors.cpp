#include <slalom/detail/eigenvectors.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

template class SymmetricEigen<float>;
template class SymmetricEigen<double>;
template class Orthonormalization<float>;
template class Orthonormalization<double>;

}  // namespace slalom

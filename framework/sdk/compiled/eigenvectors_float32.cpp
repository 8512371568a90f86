#include <slalom/detail/eigenvectors.hpp>

template class slalom::SymmetricEigen<float>;
template class slalom::Orthonormalization<float>;

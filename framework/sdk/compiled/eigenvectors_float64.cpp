#include <slalom/detail/eigenvectors.hpp>

template class slalom::SymmetricEigen<double>;
template class slalom::Orthonormalization<double>;

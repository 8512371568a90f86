#include "transformation.hpp"

#include <utility>

namespace slalom::bbob {
namespace {

/// Calls with each block and the place of its first number; `size`: of the vector that they end with.
void for_each_block(const std::vector<MatrixXd>& blocks, Index size, auto call) {
  Index first = size;
  for (const auto& B : blocks) first -= B.rows();
  for (const auto& B : blocks) {
    call(B, first);
    first += B.rows();
  }
}

}  // namespace

Transformation::Transformation(Index n, bool merge) : from_(n), to_(n), merge_(merge) {}

void Transformation::multiply(const MatrixXd& A) {
  if (steps_.empty() || !steps_.back().is_affine()) {
    push({.kind = Kind::matrix, .A = A, .b = VectorXd::Zero(A.rows())}, A.rows());
    return;
  }
  auto& s = steps_.back();
  s.A = s.kind == Kind::matrix ? (A * s.A).eval() : (A * s.scales.asDiagonal()).eval();
  s.b = (A * s.b).eval();
  s.kind = Kind::matrix;
  to_ = s.size = A.rows();
}

void Transformation::scale(const VectorXd& scales) {
  auto& s = affine();
  if (s.kind == Kind::matrix)
    s.A = (scales.asDiagonal() * s.A).eval();
  else
    s.scales = scales.cwiseProduct(s.scales).eval();
  s.b = scales.cwiseProduct(s.b).eval();
}

void Transformation::permute(const std::vector<Index>& order) {
  const auto size = static_cast<Index>(order.size());
  if (merge_) {
    MatrixXd P = MatrixXd::Zero(size, to_);
    for (Index k = 0; k < size; ++k) P(k, order[static_cast<std::size_t>(k)]) = 1;
    multiply(P);
  } else {
    push({.kind = Kind::permutation, .order = order}, size);
  }
}

void Transformation::turn(const std::vector<MatrixXd>& blocks) {
  if (merge_) {
    MatrixXd A = MatrixXd::Identity(to_, to_);
    for_each_block(blocks, to_, [&](const MatrixXd& B, Index i) { A.block(i, i, B.rows(), B.rows()) = B; });
    multiply(A);
  } else {
    push({.kind = Kind::blocks, .blocks = blocks}, to_);
  }
}

const VectorXd& Transformation::apply(Memory& memory, bool with_slopes) const {
  const VectorXd* x = &memory.x;
  for (std::size_t i = 0; i < steps_.size(); x = &memory.z[i++]) {
    const auto& s = steps_[i];
    auto& z = memory.z[i];
    if (s.kind == Kind::matrix) {
      z = s.b;
      z.noalias() += s.A * *x;
    } else if (s.kind == Kind::scales) {
      z = s.scales.cwiseProduct(*x) + s.b;
    } else if (s.kind == Kind::permutation) {
      for (Index k = 0; k < s.size; ++k) z[k] = (*x)[s.order[static_cast<std::size_t>(k)]];
    } else if (s.kind == Kind::blocks) {
      z = *x;
      for_each_block(s.blocks, s.size, [&](const MatrixXd& B, Index first) {
        z.segment(first, B.rows()).noalias() = B * x->segment(first, B.rows());
      });
    } else if (with_slopes) {
      for (Index k = 0; k < x->size(); ++k) {
        const auto y = s.each(math::Dual<double, 1>((*x)[k], 0), ramp(k, x->size()));
        z[k] = y.value;
        memory.slopes[i][k] = y.slopes[0];
      }
    } else {
      for (Index k = 0; k < x->size(); ++k) z[k] = s.each((*x)[k], ramp(k, x->size()));
    }
  }
  return *x;
}

void Transformation::go_back(Memory& memory) const {
  for (std::size_t i = steps_.size(); i-- > 0;) {
    const auto& s = steps_[i];
    const auto& g = memory.g[i];
    auto& before = i == 0 ? memory.gradient : memory.g[i - 1];
    if (s.kind == Kind::matrix) {
      before.noalias() = s.A.transpose() * g;
    } else if (s.kind == Kind::scales) {
      before = g.cwiseProduct(s.scales);
    } else if (s.kind == Kind::permutation) {
      before.setZero();
      for (Index k = 0; k < s.size; ++k) before[s.order[static_cast<std::size_t>(k)]] += g[k];
    } else if (s.kind == Kind::blocks) {
      before = g;
      for_each_block(s.blocks, s.size, [&](const MatrixXd& B, Index first) {
        before.segment(first, B.rows()).noalias() = B.transpose() * g.segment(first, B.rows());
      });
    } else {
      before = g.cwiseProduct(memory.slopes[i]);
    }
  }
}

VectorXd Transformation::at(const VectorXd& x) const {
  Memory memory(*this);
  memory.x = x;
  return apply(memory, false);
}

VectorXd Transformation::transposed(const VectorXd& z) const {
  Memory memory(*this);
  memory.last_gradient() = z;
  go_back(memory);
  return memory.gradient;
}

void Transformation::push(Step step, Index size) {
  to_ = step.size = size;
  steps_.push_back(std::move(step));
}

Transformation::Step& Transformation::affine() {
  if (steps_.empty() || !steps_.back().is_affine())
    push({.kind = Kind::scales, .scales = VectorXd::Ones(to_), .b = VectorXd::Zero(to_)}, to_);
  return steps_.back();
}

void Transformation::shift(const VectorXd& b) { affine().b -= b; }
void Transformation::oscillate() { push({.kind = Kind::oscillate}, to_); }
void Transformation::bend(double beta) { push({.kind = Kind::bend, .beta = beta}, to_); }

Transformation::Memory::Memory(const Transformation& t) : x(t.from_), gradient(t.from_) {
  for (const auto& step : t.steps_)
    for (auto* all : {&z, &g, &slopes}) all->emplace_back(step.size);
}

}  // namespace slalom::bbob

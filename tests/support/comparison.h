// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/real_tensor.h"

#include <QByteArray>

#include <map>
#include <string>

namespace support {

/// The worst differences seen, by quantity and precision: "h_n float32".
using Worst = std::map<std::string, double>;

/// Compares what was computed with what torch computed, quantity by quantity, and remembers all that
/// differs, so that a failing row tells everything at once.
class Comparison {
  public:
    /// Differences of `close` are entered into `worst`.
    explicit Comparison(Worst &worst) : m_worst(worst) {}

    /// Shapes and elements are equal; the expected ones are first brought to the precision of `got`.
    void exact(const std::string &quantity, const core::RealTensor &got,
               const core::Tensor<double> &expected);
    void exact(const std::string &quantity, const core::Tensor<std::int64_t> &got,
               const core::Tensor<std::int64_t> &expected);
    void exact(const std::string &quantity, const std::vector<std::int64_t> &got,
               const std::vector<std::int64_t> &expected);
    void exact(const std::string &quantity, const std::optional<std::vector<std::int64_t>> &got,
               const std::optional<std::vector<std::int64_t>> &expected);
    /// Shapes are equal and no element differs by more than `limit`.
    void close(const std::string &quantity, const core::RealTensor &got,
               const core::Tensor<double> &expected, double limit);

    [[nodiscard]] bool passed() const { return m_failures.isEmpty(); }
    /// One sentence for each quantity that differs.
    [[nodiscard]] QByteArray failures() const { return m_failures; }

  private:
    void fail(const std::string &quantity, const std::string &how);
    void compare(const std::string &quantity, const core::RealTensor &got,
                 const core::RealTensor &expected, double limit);

    Worst &m_worst;
    QByteArray m_failures;
};

/// Prints the worst differences, one line each.
void print(const Worst &worst);

} // namespace support

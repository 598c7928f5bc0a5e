// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/comparison.h"

#include <QDebug>

#include <cmath>

namespace support {

using core::DType;
using core::RealTensor;
using core::Tensor;

namespace {

std::string text(const std::vector<std::int64_t> &values)
{
    return core::toString(core::Shape(values.begin(), values.end()));
}

std::string digits(double value)
{
    return QByteArray::number(value, 'g', 17).toStdString();
}

} // namespace

void Comparison::fail(const std::string &quantity, const std::string &how)
{
    m_failures += (quantity + ": " + how + "\n").c_str();
}

void Comparison::compare(const std::string &quantity, const RealTensor &got,
                         const RealTensor &expected, double limit)
{
    if (got.shape() != expected.shape())
        return fail(quantity, "shape " + core::toString(got.shape()) + ", not " +
                                  core::toString(expected.shape()));
    double worst = 0;
    for (core::Index i = 0; i < got.size(); ++i) {
        const double difference = std::abs(got[i] - expected[i]);
        // Written so that a NaN on either side fails.
        if (!(difference <= limit))
            return fail(quantity, "element " + std::to_string(i) + " is " + digits(got[i]) +
                                      ", not " + digits(expected[i]));
        worst = std::max(worst, difference);
    }
    if (limit == 0)
        return;
    const std::string key = quantity + (got.dtype() == DType::float32 ? " float32" : " float64");
    m_worst[key] = std::max(m_worst[key], worst);
}

void Comparison::exact(const std::string &quantity, const RealTensor &got,
                       const Tensor<double> &expected)
{
    compare(quantity, got,
            got.dtype() == DType::float32 ? RealTensor(expected.cast<float>())
                                          : RealTensor(expected),
            0);
}

void Comparison::close(const std::string &quantity, const RealTensor &got,
                       const Tensor<double> &expected, double limit)
{
    compare(quantity, got, expected, limit);
}

void Comparison::exact(const std::string &quantity, const Tensor<std::int64_t> &got,
                       const Tensor<std::int64_t> &expected)
{
    if (got != expected)
        fail(quantity, core::toString(got.shape) + " " + text(got.data) + ", not " +
                           core::toString(expected.shape) + " " + text(expected.data));
}

void Comparison::exact(const std::string &quantity, const std::vector<std::int64_t> &got,
                       const std::vector<std::int64_t> &expected)
{
    if (got != expected)
        fail(quantity, text(got) + ", not " + text(expected));
}

void Comparison::exact(const std::string &quantity,
                       const std::optional<std::vector<std::int64_t>> &got,
                       const std::optional<std::vector<std::int64_t>> &expected)
{
    if (got.has_value() != expected.has_value())
        return fail(quantity, got ? "present, not absent" : "absent, not present");
    if (got)
        exact(quantity, *got, *expected);
}

void print(const Worst &worst)
{
    for (const auto &[quantity, difference] : worst)
        qInfo("%-28s worst difference %.2g", quantity.c_str(), difference);
}

} // namespace support

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/parameter_table.h"

#include "ui/scene/text.h"
#include "ui/state/editing.h"
#include "ui/state/open_document.h"
#include "ui/state/typed_number.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace ui {

namespace {

using core::Index;
using Kind = core::ParameterRef::Kind;

constexpr double headerSize = 12; // pixels
constexpr std::array gates{"r", "z", "n"};

bool isOfGates(Kind kind)
{
    return kind == Kind::weightIh || kind == Kind::weightHh || kind == Kind::biasIh ||
           kind == Kind::biasHh;
}

} // namespace

ParameterTable::ParameterTable(const OpenDocument &document, Editing &editing, QObject *parent)
    : QAbstractTableModel(parent), m_open(document), m_editing(editing),
      m_document(document.value()), m_parameter(core::parametersOf(*m_document).front())
{
    connect(&document, &OpenDocument::changed, this, &ParameterTable::showDocument);
}

const core::Tensor<double> &ParameterTable::tensor() const
{
    return core::tensorOf(*m_document, m_parameter);
}

void ParameterTable::setParameter(const core::ParameterRef &parameter)
{
    if (parameter == m_parameter)
        return;
    beginResetModel();
    m_parameter = parameter;
    endResetModel();
    emit parameterChanged();
}

void ParameterTable::showDocument()
{
    const auto before = std::exchange(m_document, m_open.value());
    const auto all = core::parametersOf(*m_document);
    const auto &old = core::tensorOf(*before, m_parameter);
    if (std::ranges::find(all, m_parameter) == all.end()) {
        beginResetModel();
        m_parameter = all.front();
        endResetModel();
        emit parameterChanged();
    } else if (tensor().shape != old.shape) {
        beginResetModel();
        endResetModel();
    } else if (tensor().data != old.data) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
    if (before->vocabulary != m_document->vocabulary)
        emit headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
}

Index ParameterTable::unitsOfBlock() const
{
    return isOfGates(m_parameter.kind) ? m_document->weights.shape.hiddenSize : 0;
}

int ParameterTable::rowCount(const QModelIndex &parent) const
{
    const auto &shape = tensor().shape;
    if (parent.isValid())
        return 0;
    return static_cast<int>(shape.size() == 3 ? shape[0] * shape[1] : shape[0]);
}

int ParameterTable::columnCount(const QModelIndex &parent) const
{
    const auto &shape = tensor().shape;
    if (parent.isValid())
        return 0;
    return shape.size() == 1 ? 1 : static_cast<int>(shape.back());
}

Index ParameterTable::placeOf(const QModelIndex &index) const
{
    return Index{index.row()} * columnCount() + index.column();
}

QVariant ParameterTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const double value = tensor()[placeOf(index)];
    switch (role) {
    case Qt::DisplayRole:
        return numberText(value);
    case Qt::EditRole:
        return typedNumber(value, m_document->dtype);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1 = %2").arg(nameOf(index), typedNumber(value, m_document->dtype));
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

QString ParameterTable::rowName(int row) const
{
    const QString number = QString::number(row);
    if (const Index H = unitsOfBlock(); H > 0)
        return QStringLiteral("%1 %2").arg(QLatin1String(gates[static_cast<std::size_t>(row / H)]),
                                           QString::number(row % H));
    if (m_parameter.kind == Kind::embedding && row < std::ssize(m_document->vocabulary.tokens))
        return QStringLiteral("%1 %2").arg(
            number, QString::fromStdString(core::tokenText(m_document->vocabulary, row)));
    if (m_parameter.kind == Kind::h0) {
        const Index B = m_document->batchSize(), run = row / B;
        const auto letter =
            QString::fromStdString(core::sequenceName(core::SequenceIndex(row % B)));
        const Index directions = m_document->weights.shape.directions;
        return m_document->weights.shape.runs() == 1
                   ? letter
                   : QStringLiteral("%1 %2").arg(QString::fromStdString(core::runSuffix(
                                                     run / directions, run % directions)),
                                                 letter);
    }
    const bool ofClass =
        m_parameter.kind == Kind::readoutWeight || m_parameter.kind == Kind::readoutBias;
    if (ofClass && row < std::ssize(m_document->readout->classes))
        return QString::fromStdString(m_document->readout->classes[static_cast<std::size_t>(row)]);
    return number;
}

QVariant ParameterTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool ofRows = orientation == Qt::Vertical;
    switch (role) {
    case Qt::DisplayRole:
        return ofRows ? rowName(section) : QString::number(section);
    case Qt::FontRole:
        return fontOf(Face::mono, headerSize);
    case Qt::TextAlignmentRole:
        return static_cast<int>((ofRows ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default:
        return {};
    }
}

Qt::ItemFlags ParameterTable::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable : flags;
}

bool ParameterTable::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid())
        return false;
    const QString name = nameOf(index), text = value.toString();
    const auto number = readNumber(text);
    if (!number) {
        emit refused({tr("%1 is \"%2\"; it must be a number").arg(name, text).toStdString(), {}});
        return false;
    }
    if (!isOfDoubles() && !std::isfinite(static_cast<float>(*number))) {
        emit refused(
            {tr("%1 is %2; float32 holds no number as large").arg(name, text).toStdString(), {}});
        return false;
    }
    const auto after = core::withNumber(*m_document, m_parameter, placeOf(index), *number);
    if (!after) {
        emit refused(after.error());
        return false;
    }
    return m_editing.take(after, name, name);
}

QString ParameterTable::nameOf(const QModelIndex &index) const
{
    const auto &shape = tensor().shape;
    QStringList places;
    if (shape.size() == 3)
        places += QString::number(index.row() / shape[1]);
    places += QString::number(shape.size() == 3 ? index.row() % shape[1] : index.row());
    if (shape.size() > 1)
        places += QString::number(index.column());
    return QStringLiteral("%1[%2]").arg(QString::fromStdString(core::nameOf(m_parameter)),
                                        places.join(QStringLiteral(", ")));
}

namespace {

/// The numbers of a row of a range, as they are typed.
QStringList rowOf(const ParameterTable &table, const TableRange &range, int row)
{
    QStringList numbers;
    for (int column = range.left; column < range.left + range.columns; ++column)
        numbers += table.index(row, column).data(Qt::EditRole).toString();
    return numbers;
}

/// As Python writes a float, so that torch makes floats of it.
QString pythonFloat(const QString &number)
{
    if (number.endsWith(QStringLiteral("inf")) || number.endsWith(QStringLiteral("nan")))
        return QStringLiteral("float('%1')").arg(number);
    const bool isFloat = number.contains(QLatin1Char('.')) || number.contains(QLatin1Char('e'));
    return isFloat ? number : number + QStringLiteral(".0");
}

QString listed(const QStringList &numbers)
{
    QStringList floats;
    for (const QString &number : numbers)
        floats += pythonFloat(number);
    return floats.join(QStringLiteral(", "));
}

} // namespace

QString tabSeparated(const ParameterTable &table, const TableRange &range)
{
    QString text;
    for (int row = range.top; row < range.top + range.rows; ++row)
        text += rowOf(table, range, row).join(QLatin1Char('\t')) + QLatin1Char('\n');
    return text;
}

QString torchTensor(const ParameterTable &table, const TableRange &range)
{
    QStringList rows;
    for (int row = range.top; row < range.top + range.rows; ++row)
        rows += listed(rowOf(table, range, row));
    QString inner;
    if (range.rows > 1 && range.columns > 1) {
        for (QString &row : rows)
            row = QStringLiteral("[%1]").arg(row);
        inner = rows.join(QStringLiteral(",\n              ")); // below the first, as torch prints
    } else {
        inner = rows.join(QStringLiteral(", "));
    }
    if (range.rows * range.columns > 1)
        inner = QStringLiteral("[%1]").arg(inner);
    const QString precision =
        table.isOfDoubles() ? QStringLiteral(", dtype=torch.float64") : QString();
    return QStringLiteral("torch.tensor(%1%2)").arg(inner, precision);
}

} // namespace ui

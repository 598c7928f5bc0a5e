// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/weight_files.h"

#include "core/io/model_document.h"
#include "core/io/model_writer.h"
#include "core/io/weight_file.h"
#include "ui/state/whole_file.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>

namespace ui {

namespace {

/// "encoder.gru.   GRU(10, 5), 2 layers, both ways".
QString described(const core::FoundGru &gru)
{
    const core::GruShape &shape = gru.shape;
    QString text = WeightFiles::tr("%1   GRU(%2, %3)")
                       .arg(gru.prefix.empty() ? WeightFiles::tr("(no prefix)")
                                               : QString::fromStdString(gru.prefix))
                       .arg(shape.inputSize)
                       .arg(shape.hiddenSize);
    if (shape.numLayers > 1)
        text += WeightFiles::tr(", %n layers", nullptr, static_cast<int>(shape.numLayers));
    if (shape.directions == 2)
        text += WeightFiles::tr(", both ways");
    return text;
}

std::filesystem::path pathOf(const QString &fileName)
{
    return fileName.toStdU16String();
}

} // namespace

WeightFiles::WeightFiles(QWidget &window) : QObject(&window), m_window(window) {}

bool WeightFiles::isOne(const QString &fileName)
{
    return core::weightFormatOf(pathOf(fileName)).has_value();
}

core::Result<std::optional<core::FoundGru>> WeightFiles::choose(const core::WeightFile &file)
{
    const auto likeliest = core::likeliestGru(file);
    if (!likeliest)
        return likeliest.error();
    const auto grus = core::findNets(file.tensors()).grus;
    if (grus.size() == 1)
        return std::optional(*likeliest);
    QStringList names;
    int current = 0;
    for (const core::FoundGru &gru : grus) {
        if (gru == *likeliest)
            current = static_cast<int>(names.size());
        names += described(gru);
    }
    bool chosen = false;
    const QString name = QInputDialog::getItem(&m_window, tr("Several GRUs"),
                                               tr("This file holds several GRUs. Take:"), names,
                                               current, false, &chosen);
    if (!chosen)
        return std::optional<core::FoundGru>();
    return std::optional(grus[static_cast<std::size_t>(names.indexOf(name))]);
}

std::optional<core::Result<core::Document>> WeightFiles::load(const core::Document &document,
                                                              const QString &fileName)
{
    using Loaded = core::Result<core::Document>;
    const std::string name = QFileInfo(fileName).fileName().toStdString();
    const auto file = core::WeightFile::open(pathOf(fileName));
    if (!file)
        return Loaded(file.error());
    const auto gru = choose(*file);
    if (!gru)
        return Loaded(gru.error().at(name));
    if (!gru->has_value())
        return std::nullopt;
    auto taken = core::takeModel(*file, **gru);
    if (!taken)
        return Loaded(taken.error().at(name));
    auto model = core::withModel(document, std::move(*taken));
    if (!model)
        return Loaded(model.error().at(name));
    emit told(QString::fromStdString(name + ": " + model->sentence));
    return Loaded(std::move(model->document));
}

std::optional<core::Result<core::Document>> WeightFiles::askAndLoad(const core::Document &document)
{
    const QString name =
        QFileDialog::getOpenFileName(&m_window, tr("Load weights"), {},
                                     tr("Weights (*.safetensors *.npz *.pt *.pth);;All files (*)"));
    if (name.isEmpty())
        return std::nullopt;
    return load(document, name);
}

core::Result<core::Done> WeightFiles::save(const core::Document &document, const QString &fileName)
{
    const auto format = core::weightFormatOf(pathOf(fileName));
    if (!format)
        return cannotWrite(fileName, tr("the name must end with .safetensors or .npz"));
    const auto bytes = core::modelBytes(document, *format);
    if (!bytes)
        return bytes.error().at(QFileInfo(fileName).fileName().toStdString());
    return writeWholeFile(fileName, *bytes);
}

std::optional<core::Result<core::Done>> WeightFiles::askAndSave(const core::Document &document,
                                                                const QString &baseName)
{
    QFileDialog dialog(&m_window, tr("Save model as"), {},
                       tr("Weights (*.safetensors);;NumPy archive (*.npz)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QStringLiteral("safetensors"));
    dialog.selectFile(baseName + QStringLiteral(".safetensors"));
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return save(document, dialog.selectedFiles().constFirst());
}

} // namespace ui

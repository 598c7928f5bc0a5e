// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/mapped_file.h"
#include "core/io/stored_tensor.h"
#include "core/io/zip_archive.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace core {

/// Files that hold tensors by name.
enum class WeightFormat { safetensors, npz, torch };

/// The format that the end of a name stands for, in whatever case: .safetensors, .npz, .pt or .pth.
[[nodiscard]] std::optional<WeightFormat> weightFormatOf(const std::filesystem::path &file);

/// A file of weights: what its tensors are called, their types and shapes. Nothing else is read until a
/// tensor is asked for, so that a large file costs no more than what is taken from it.
class WeightFile {
  public:
    /// Errors, after the file's name: another extension; whatever the format's own reader refuses.
    [[nodiscard]] static Result<WeightFile> open(const std::filesystem::path &file);

    /// The same of bytes, which must outlive the result.
    [[nodiscard]] static Result<WeightFile> of(std::string_view bytes, WeightFormat format);

    [[nodiscard]] const StoredTensors &tensors() const { return m_tensors; }

    /// Where in a checkpoint these tensors stand, `["model"]["encoder"]`; empty at the top.
    [[nodiscard]] const std::string &place() const { return m_place; }

    /// The numbers of one tensor, each held exactly.
    /// Requires: a name of tensors().
    /// Errors, after the tensor's name: a type that is not read; more than maxElements elements; an
    /// integer beyond 2^53; bytes that cannot be unpacked; a file that was written to since it was opened.
    [[nodiscard]] Result<Tensor<double>> read(const std::string &name) const;

  private:
    Result<Done> list(WeightFormat format);

    std::optional<MappedFile> m_file;
    std::string_view m_bytes;
    std::optional<ZipArchive> m_archive;
    StoredTensors m_tensors;
    std::string m_place;
};

} // namespace core

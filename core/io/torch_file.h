// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/stored_tensor.h"
#include "core/io/zip_archive.h"

namespace core {

/// The tensors of one dictionary of a file that torch.save wrote.
struct TorchTensors {
    StoredTensors tensors;
    std::string place; ///< `["model"]["encoder"]`; empty where the file is that dictionary
};

/// Looks whether a file may be what torch.save writes.
/// Errors: what torch wrote before version 1.6, or what is no zip archive.
[[nodiscard]] Result<Done> checkTorchBeginning(std::string_view bytes);

/// Finds the dictionary of tensors in a file of torch.save (1.6 or later), wherever it lies. Of several
/// it is one with a GRU, else one with another recurrent net; then one with a name like "state_dict" or
/// "model"; then the least deep; then the first.
/// Errors: TorchScript; a whole module; no such dictionary; big-endian numbers; whatever readPickle
/// refuses; tensors that leave their storages.
[[nodiscard]] Result<TorchTensors> torchTensors(const ZipArchive &archive);

} // namespace core

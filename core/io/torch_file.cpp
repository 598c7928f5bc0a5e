// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/torch_file.h"

#include "core/io/json_text.h"
#include "core/io/pickle.h"
#include "core/model/limits.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace core {

namespace {

constexpr std::string_view rebuildTensor = "torch._utils._rebuild_tensor_v2";
constexpr std::string_view rebuildParameter = "torch._utils._rebuild_parameter";
constexpr std::string_view orderedDict = "collections.OrderedDict";
constexpr std::string_view advice =
    R"(save the weights alone: torch.save(model.state_dict(), "model.pt"))";

/// What a checkpoint may hold beside tensors: things that are described and never made.
constexpr std::array harmless{
    orderedDict,
    rebuildTensor,
    rebuildParameter,
    std::string_view("collections.defaultdict"),
    std::string_view("collections.Counter"),
    std::string_view("torch.Size"),
    std::string_view("torch.device"),
    std::string_view("torch.nn.parameter.Parameter"),
    std::string_view("argparse.Namespace"),
    std::string_view("datetime.datetime"),
    std::string_view("datetime.timedelta"),
    std::string_view("pathlib.PosixPath"),
    std::string_view("pathlib.WindowsPath"),
    std::string_view("numpy.dtype"),
    std::string_view("numpy.ndarray"),
    std::string_view("numpy.core.multiarray.scalar"),
    std::string_view("numpy.core.multiarray._reconstruct"),
    std::string_view("numpy.core.numeric._frombuffer"),
    std::string_view("numpy._core.numeric._frombuffer"),
    std::string_view("numpy._core.multiarray.scalar"),
    std::string_view("numpy._core.multiarray._reconstruct"),
    std::string_view("_codecs.encode"),
};

/// Plain types of Python's: builtins.set, or __builtin__.set as protocol 2 has it.
constexpr std::array plainTypes{"set",       "frozenset", "complex", "dict",  "list",
                                "int",       "float",     "str",     "bytes", "bool",
                                "bytearray", "range",     "slice",   "xrange"};
constexpr std::array plainModules{std::string_view("builtins."), std::string_view("__builtin__.")};

/// torch.float32 and its like, which are named and never called.
constexpr std::array dtypes{"float16", "float32", "float64",   "bfloat16",   "int8",  "int16",
                            "int32",   "int64",   "complex64", "complex128", "uint8", "bool"};

constexpr std::string_view torchModule = "torch.";

/// "FloatStorage" of "torch.FloatStorage"; empty for other names.
std::string_view storageType(std::string_view global)
{
    if (!global.starts_with(torchModule))
        return {};
    global.remove_prefix(torchModule.size());
    const bool isType = global.ends_with("Storage") && global.find('.') == std::string_view::npos;
    return isType ? global : std::string_view();
}

/// Whether a name is that of one of `types` in this module.
template <std::size_t size>
bool isOneOf(std::string_view global, std::string_view module,
             const std::array<const char *, size> &types)
{
    return global.starts_with(module) &&
           std::ranges::find(types, global.substr(module.size())) != types.end();
}

bool isAllowed(std::string_view global)
{
    return std::ranges::find(harmless, global) != harmless.end() || !storageType(global).empty() ||
           isOneOf(global, torchModule, dtypes) ||
           std::ranges::any_of(plainModules, [&](std::string_view module) {
               return isOneOf(global, module, plainTypes);
           });
}

/// The files of the archive that matter: ARCHIVE/data.pkl and ARCHIVE/data/KEY.
struct Parts {
    std::size_t pickle = 0;
    std::map<std::string, std::size_t, std::less<>> storages;
};

Result<Parts> partsOf(const ZipArchive &archive)
{
    const auto &entries = archive.entries();
    const auto called = [&](std::string_view name) {
        return std::ranges::find_if(entries, [name](const ZipEntry &entry) {
            return entry.name == name || entry.name.ends_with("/" + std::string(name));
        });
    };
    if (called("constants.pkl") != entries.end())
        return Error{"this is TorchScript, a program; " + std::string(advice), {}};
    const auto pickle = called("data.pkl");
    if (pickle == entries.end())
        return Error{"this zip archive has no data.pkl, so torch.save did not write it", {}};
    Parts parts{static_cast<std::size_t>(pickle - entries.begin()), {}};
    const std::string folder = pickle->name.substr(0, pickle->name.size() - 8);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::string &name = entries[i].name;
        if (name.starts_with(folder + "data/"))
            parts.storages.emplace(name.substr(folder.size() + 5), i);
        if (name != folder + "byteorder")
            continue;
        const auto order = archive.head(i, 16);
        if (!order || *order != "little")
            return Error{"its numbers are big-endian; only little-endian ones are read", {}};
    }
    return parts;
}

/// The values of the pickle as what torch means by them.
class Checkpoint {
  public:
    Checkpoint(const Pickle &pickle, const ZipArchive &archive, const Parts &parts)
        : m_pickle(pickle), m_archive(archive), m_parts(parts)
    {
    }

    Result<TorchTensors> tensors()
    {
        walk();
        if (m_places.empty())
            return Error{isTensor(m_pickle.root)
                             ? "it holds a single tensor, and no dictionary of tensors by name"
                             : "it holds no dictionary of tensors by name",
                         {}};
        const Place &place = *std::ranges::min_element(m_places, {}, &Place::rank);
        TorchTensors result;
        result.place = textOf(place);
        for (const auto &[key, value] : membersOf(place.dict)) {
            if (m_pickle.at(key).kind != PickleKind::text || !isTensor(value))
                continue;
            const std::string &name = m_pickle.at(key).text;
            if (const auto done = checkNamed(name, {}); !done)
                return done.error();
            auto tensor = stored(value);
            if (!tensor)
                return tensor.error().at(name);
            if (!result.tensors.emplace(name, std::move(*tensor)).second)
                return Error{name + " stands twice in the dictionary", {}};
        }
        return result;
    }

  private:
    /// Where a dictionary with tensors was found.
    struct Place {
        PickleId dict = 0;
        std::vector<PickleId> keys; ///< from the root down; of lists and tuples the list itself
        /// Which to take: the least. What it has of recurrent nets, its name, its depth.
        std::tuple<int, bool, std::size_t> rank;
    };
    using Members = std::vector<std::pair<PickleId, PickleId>>;
    static constexpr std::size_t deepest = 16, mostAxes = 64;

    bool isCall(PickleId id, std::string_view callee) const
    {
        const PickleValue &value = m_pickle.at(id);
        return value.kind == PickleKind::object && m_pickle.at(value.callee).text == callee;
    }
    bool isTensor(PickleId id) const
    {
        return isCall(id, rebuildTensor) || isCall(id, rebuildParameter);
    }

    /// Keys and values of a dict, or of an object that is one.
    Members membersOf(PickleId id) const
    {
        const PickleValue &value = m_pickle.at(id);
        Members members;
        if (value.kind == PickleKind::dict || value.kind == PickleKind::object)
            for (std::size_t i = 0; i + 1 < value.items.size(); i += 2)
                members.emplace_back(value.items[i], value.items[i + 1]);
        return members;
    }

    /// Collects the dictionaries that hold tensors, each value looked at once, the least deep first.
    void walk()
    {
        std::vector<Place> level{{m_pickle.root, {}, {}}};
        std::vector<bool> seen(m_pickle.values.size(), false);
        seen[m_pickle.root] = true;
        for (std::size_t depth = 0; depth < deepest && !level.empty(); ++depth) {
            std::vector<Place> next;
            const auto visit = [&](const Place &from, PickleId key, PickleId value) {
                if (seen[value])
                    return;
                seen[value] = true;
                const PickleKind kind = m_pickle.at(value).kind;
                if (isTensor(value) || (kind != PickleKind::dict && kind != PickleKind::object &&
                                        kind != PickleKind::list && kind != PickleKind::tuple))
                    return;
                Place place{value, from.keys, {}};
                place.keys.push_back(key);
                next.push_back(std::move(place));
            };
            for (Place &place : level) {
                const auto members = membersOf(place.dict);
                const bool holdsTensors = std::ranges::any_of(members, [this](const auto &m) {
                    return m_pickle.at(m.first).kind == PickleKind::text && isTensor(m.second);
                });
                if (holdsTensors) {
                    place.rank = {recurrence(place.dict), !isNamedLikeAModel(place), depth};
                    m_places.push_back(place);
                }
                for (const auto &[key, value] : members)
                    visit(place, key, value);
                const PickleValue &value = m_pickle.at(place.dict);
                if (value.kind == PickleKind::list || value.kind == PickleKind::tuple)
                    for (const PickleId item : value.items)
                        visit(place, place.dict, item);
            }
            level = std::move(next);
        }
    }

    /// 0 with a GRU's weights, 1 with those of another recurrent net, else 2.
    int recurrence(PickleId dict) const
    {
        int best = 2;
        for (const auto &[key, value] : membersOf(dict))
            if (m_pickle.at(key).text.ends_with("weight_hh_l0") && isTensor(value)) {
                const auto tensor = stored(value);
                const bool isGru = tensor && tensor->shape.size() == 2 &&
                                   tensor->shape[0] % 3 == 0 &&
                                   tensor->shape[0] / 3 == tensor->shape[1];
                best = std::min(best, isGru ? 0 : 1);
            }
        return best;
    }

    bool isNamedLikeAModel(const Place &place) const
    {
        if (place.keys.empty())
            return true;
        const std::string &name = m_pickle.at(place.keys.back()).text;
        return name.find("state_dict") != std::string::npos ||
               name.find("model") != std::string::npos || name == "net" || name == "weights";
    }

    std::string textOf(const Place &place) const
    {
        constexpr std::size_t mostShown = 40;
        std::string text;
        for (const PickleId key : place.keys) {
            const PickleValue &value = m_pickle.at(key);
            if (value.kind == PickleKind::text)
                text += "[" + jsonString(value.text.substr(0, mostShown)) + "]";
            else if (value.kind == PickleKind::integer)
                text += "[" + std::to_string(value.integer) + "]";
            else
                text += "[…]";
        }
        return text;
    }

    /// Integers of a tuple; nothing where it is none of integers.
    std::optional<Shape> integersOf(PickleId id) const
    {
        const PickleValue *tuple = &m_pickle.at(id);
        Shape integers;
        if (tuple->kind != PickleKind::tuple)
            return std::nullopt;
        for (const PickleId item : tuple->items) {
            if (m_pickle.at(item).kind != PickleKind::integer)
                return std::nullopt;
            integers.push_back(m_pickle.at(item).integer);
        }
        return integers;
    }

    const std::vector<PickleId> &arguments(PickleId object) const
    {
        return m_pickle.at(m_pickle.at(object).argument).items;
    }

    Result<StoredTensor> stored(PickleId id) const
    {
        if (isCall(id, rebuildParameter)) { // a tensor that is trained
            if (arguments(id).empty() || !isCall(arguments(id)[0], rebuildTensor))
                return Error{"the parameter is made of something that is no tensor", {}};
            id = arguments(id)[0];
        }
        const auto &call = arguments(id); // storage, offset, size, stride, …
        const auto shape = call.size() < 4 ? std::nullopt : integersOf(call[2]);
        const auto strides = call.size() < 4 ? std::nullopt : integersOf(call[3]);
        if (!shape || !strides || shape->size() != strides->size() || shape->size() > mostAxes ||
            m_pickle.at(call[1]).kind != PickleKind::integer)
            return Error{"the tensor is not described as torch does it", {}};
        StoredTensor tensor;
        tensor.shape = *shape;
        tensor.strides = *strides;
        if (const auto done = findStorage(call[0], tensor); !done)
            return done.error();
        if (!boundedElements(tensor.shape, mostCounted))
            return Error{"it has shape " + toString(tensor.shape) + ", which cannot be", {}};
        if (tensor.type)
            return placed(std::move(tensor), m_pickle.at(call[1]).integer);
        return tensor;
    }

    /// Storages are ("storage", torch.FloatStorage, "0", "cpu", number of elements).
    Result<Done> findStorage(PickleId id, StoredTensor &tensor) const
    {
        const PickleValue &persistent = m_pickle.at(id);
        const PickleValue *description =
            persistent.kind == PickleKind::persistent ? &m_pickle.at(persistent.argument) : nullptr;
        if (!description || description->kind != PickleKind::tuple ||
            description->items.size() < 3 || m_pickle.at(description->items[0]).text != "storage")
            return Error{"its storage is not described as torch does it", {}};
        tensor.typeName = storageType(m_pickle.at(description->items[1]).text);
        tensor.type = numberTypeNamed(&NumberType::torch, tensor.typeName);
        const std::string &key = m_pickle.at(description->items[2]).text;
        const auto found = m_parts.storages.find(key);
        if (found == m_parts.storages.end())
            return Error{
                "its storage " + jsonString(key.substr(0, deepest)) + " is not in the archive", {}};
        tensor.entry = found->second;
        return Done{};
    }

    /// Checks that the tensor stays in its storage.
    Result<StoredTensor> placed(StoredTensor tensor, std::int64_t offset) const
    {
        const std::uint64_t size = m_archive.entries()[*tensor.entry].size;
        const auto reach = reachOf(tensor.shape, tensor.strides, tensor.type->size);
        const auto most = size / tensor.type->size;
        const bool fits = reach && offset >= 0 && static_cast<std::uint64_t>(offset) <= most &&
                          *reach <= size - static_cast<std::uint64_t>(offset) * tensor.type->size;
        if (!fits)
            return Error{"shape " + toString(tensor.shape) + " with strides " +
                             toString(tensor.strides) + " from element " + std::to_string(offset) +
                             " on leaves its storage, which has " + std::to_string(most) +
                             " elements",
                         {}};
        tensor.begin = static_cast<std::uint64_t>(offset) * tensor.type->size;
        return tensor;
    }

    const Pickle &m_pickle;
    const ZipArchive &m_archive;
    const Parts &m_parts;
    std::vector<Place> m_places;
};

/// Whether a pickle that was refused describes a module: its attributes are called so.
bool holdsModule(std::string_view pickle)
{
    return pickle.find("_parameters") != std::string_view::npos &&
           pickle.find("_modules") != std::string_view::npos;
}

} // namespace

Result<Done> checkTorchBeginning(std::string_view bytes)
{
    // torch's magic number, 0x1950a86a20f9469cfc6c, as a pickle of its own
    constexpr std::string_view legacy = "\x8A\x0A\x6C\xFC\x9C\x46\xF9\x20\x6A\xA8\x50\x19";
    if (bytes.starts_with("PK"))
        return Done{};
    if (bytes.substr(0, 32).find(legacy) != std::string_view::npos)
        return Error{"this was written in the format of torch before 1.6; load it with torch and " +
                         std::string(advice),
                     {}};
    if (bytes.starts_with("\x80"))
        return Error{"this is a bare pickle, not what torch.save writes; " + std::string(advice),
                     {}};
    return Error{"this is not what torch.save writes: it is no zip archive", {}};
}

Result<TorchTensors> torchTensors(const ZipArchive &archive)
{
    const auto parts = partsOf(archive);
    if (!parts)
        return parts.error();
    const auto bytes = archive.read(parts->pickle);
    if (!bytes)
        return bytes.error().at("data.pkl");
    const auto pickle = readPickle(*bytes, isAllowed);
    if (!pickle && holdsModule(*bytes))
        return Error{"this holds a whole module, which only its own program can load; " +
                         std::string(advice),
                     {}};
    if (!pickle)
        return pickle.error().at("data.pkl");
    return Checkpoint(*pickle, archive, *parts).tensors();
}

} // namespace core

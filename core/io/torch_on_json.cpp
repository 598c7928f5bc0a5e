// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/torch_on_json.h"

#include <cmath>
#include <limits>

namespace core {

namespace {

bool isSpecialNumber(const Json &value)
{
    return value == "nan" || value == "inf" || value == "-inf";
}

/// What Python calls the type.
std::string typeOf(const Json &value)
{
    if (value.is_null())
        return "NoneType";
    if (value.is_boolean())
        return "bool";
    if (value.is_number_integer())
        return "int";
    if (value.is_number_float() || isSpecialNumber(value))
        return "float";
    if (value.is_string())
        return "str";
    return value.is_array() ? "list" : "dict";
}

bool isNumber(const Json &value)
{
    return value.is_number() || value.is_boolean() || isSpecialNumber(value);
}

std::string noInteger(const Json &value)
{
    return "'" + typeOf(value) + "' object cannot be interpreted as an integer";
}

/// As a float tensor is converted to int64 on x86: towards zero, and the smallest for what has no room.
std::int64_t converted(const Json &number)
{
    if (number.is_boolean())
        return number.get<bool>();
    if (number.is_number_integer())
        return number.get<std::int64_t>();
    const double value = number.is_number() ? number.get<double>() : NAN;
    return std::abs(value) < 0x1p63 ? static_cast<std::int64_t>(value)
                                    : std::numeric_limits<std::int64_t>::min();
}

/// torch.tensor of a list that cannot become one; empty where it can.
std::string torchOnList(const Json &list, std::size_t depth)
{
    const Json *first = nullptr;
    for (const Json &value : list) {
        first = first ? first : &value;
        if (first->is_array() && !value.is_array())
            return "not a sequence";
        if (value.is_array() != first->is_array())
            return noInteger(value);
        if (value.is_array()) {
            if (value.size() != first->size())
                return "expected sequence of length " + std::to_string(first->size()) + " at dim " +
                       std::to_string(depth) + " (got " + std::to_string(value.size()) + ")";
            if (std::string words = torchOnList(value, depth + 1); !words.empty())
                return words;
        } else if (!isNumber(value)) {
            return value.is_string() && &value == first ? "too many dimensions 'str'"
                                                        : noInteger(value);
        } else if (value.is_number_unsigned() && value.get<std::uint64_t>() >> 63 != 0) {
            return "Overflow when unpacking long";
        }
    }
    return {};
}

/// What kinds of numbers stand in a list of lists.
struct Kinds {
    bool integers = false, reals = false, truths = false;

    void look(const Json &value)
    {
        if (value.is_array())
            for (const Json &each : value)
                look(each);
        integers |= value.is_number_integer();
        reals |= value.is_number_float() || isSpecialNumber(value);
        truths |= value.is_boolean();
    }
};

} // namespace

std::string torchOnLengths(const Json &lengths, LengthOrder order)
{
    if (isNumber(lengths))
        return "'lengths' argument should be a 1D CPU int64 tensor, but got 0D cpu Long tensor";
    if (lengths.is_string())
        return "new(): invalid data type 'str'";
    if (!lengths.is_array())
        return noInteger(lengths);
    if (std::string words = torchOnList(lengths, 1); !words.empty())
        return words;
    int rank = 1;
    for (const Json *inner = &lengths; !inner->empty() && inner->front().is_array(); ++rank)
        inner = &inner->front();
    if (rank > 1)
        return order == LengthOrder::any
                   ? "index_select(): Index is supposed to be a vector"
                   : "'lengths' argument should be a 1D CPU int64 tensor, but got " +
                         std::to_string(rank) + "D cpu Long tensor";
    std::vector<std::int64_t> integers;
    for (const Json &length : lengths)
        integers.push_back(converted(length));
    const auto checked = checkLengths(integers, order);
    return checked ? std::string() : checked.error().torch;
}

std::string torchOnIds(const Json &ids)
{
    if (std::string words = torchOnList(ids, 1); !words.empty())
        return words;
    Kinds kinds;
    kinds.look(ids);
    const bool onlyTruths = kinds.truths && !kinds.integers;
    if (!kinds.reals && !onlyTruths)
        return {};
    return std::string("Expected tensor for argument #1 'indices' to have one of the following "
                       "scalar types: Long, Int; but got ") +
           (kinds.reals ? "torch.FloatTensor" : "CPUBoolType") +
           " instead (while checking arguments for embedding)";
}

std::string torchOnSize(const std::string &key, const Json &size)
{
    const std::string type = typeOf(size);
    if (type == "int" || type == "bool")
        return {};
    if (key == "num_layers")
        return noInteger(size);
    if (key == "input_size")
        return "empty(): argument 'size' must be tuple of SymInts, but found element of type " +
               type + " at pos 2";
    if (type != "float")
        return "'>=' not supported between instances of 'int' and '" + type + "'";
    return "empty() received an invalid combination of arguments - got (tuple, dtype=NoneType, "
           "device=NoneType), but expected one of:\n"
           " * (tuple of ints size, *, tuple of names names, torch.memory_format memory_format, "
           "torch.dtype dtype, torch.layout layout, torch.device device, bool pin_memory, bool "
           "requires_grad)\n"
           " * (tuple of SymInts size, *, torch.memory_format memory_format, Tensor out, "
           "torch.dtype dtype, torch.layout layout, torch.device device, bool pin_memory, bool "
           "requires_grad)\n";
}

std::string torchOnNoTensor(const Json &value)
{
    const bool meantAsTensor = value.is_array() || (value.is_object() && value.contains("shape") &&
                                                    value.contains("data"));
    return meantAsTensor ? std::string() : "'" + typeOf(value) + "' object has no attribute 'dim'";
}

} // namespace core

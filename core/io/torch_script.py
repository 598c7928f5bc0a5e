def by_hand(gru, packed, h_0, between=None):
    """What nn.GRU does inside, over packed rows; compares the gates of each layer and direction.

    Step t has a row for each of the batch_sizes[t] sequences that are that long. Forward, sequences
    leave as t grows and keep their last state; backward, they join as t falls. `between` is applied
    to what one layer hands to the next. Returns the rows of the last layer and the final states,
    both with the longest sequence first.
    """
    rows, final = packed.data, []
    directions = 2 if gru.bidirectional else 1
    for layer in range(gru.num_layers):
        outputs = []
        for direction in range(directions):
            suffix = f"l{layer}" + ("_reverse" if direction else "")
            steps = torch.split(rows, packed.batch_sizes.tolist())
            kept = [None] * len(steps)
            h = h_0[layer * directions + direction].clone()
            for t in reversed(range(len(steps))) if direction else range(len(steps)):
                live = len(steps[t])
                input_r, input_z, input_n = linear(steps[t], gru, "ih", suffix).chunk(3, dim=1)
                hidden_r, hidden_z, hidden_n = linear(h[:live], gru, "hh", suffix).chunk(3, dim=1)
                r = torch.sigmoid(input_r + hidden_r)  # reset: what the candidate sees of h
                z = torch.sigmoid(input_z + hidden_z)  # update: what stays of h
                n = torch.tanh(input_n + r * hidden_n)  # candidate
                h[:live] = (1 - z) * n + z * h[:live]
                kept[t] = (r, z, n, hidden_n, h[:live].clone())
            r, z, n, hidden_n, outputs_of_steps = (torch.cat(part) for part in zip(*kept))
            for name, gate in {"r": r, "z": z, "n": n, "hn": hidden_n}.items():
                compare(f"gates_{suffix}_{name}", gate)
            outputs.append(outputs_of_steps)
            final.append(h)
        rows = torch.cat(outputs, dim=1)
        if between and layer + 1 < gru.num_layers:
            rows = between(layer, rows)
    return rows, torch.stack(final)


def linear(x, gru, kind, suffix):
    bias = getattr(gru, f"bias_{kind}_{suffix}") if gru.bias else None
    return nn.functional.linear(x, getattr(gru, f"weight_{kind}_{suffix}"), bias)


def numbers(entry):
    """A tensor from its type, its shape, and its numbers or their bytes."""
    dtype, shape, data = entry
    if 0 in shape:
        tensor = torch.empty(shape, dtype=dtype)
    elif isinstance(data, str):
        tensor = torch.frombuffer(bytearray(base64.b64decode(data)), dtype=dtype).reshape(shape)
    else:
        tensor = torch.tensor(data, dtype=dtype).reshape(shape)
    return tensor.long() if dtype == torch.uint8 else tensor  # integers that fit into a byte


def given(name):
    return numbers(GIVEN[name])


def check(holds, otherwise):
    """Like assert, which `python3 -O` leaves out."""
    if not holds:
        raise AssertionError(otherwise)


def compare(name, tensor):
    """Ends the program unless the tensor has the shape and the numbers that Packscope computed."""
    global largest
    compared.add(name)
    if EXPECTED[name] is None or tensor is None:
        check(EXPECTED[name] is None and tensor is None, f"{name}: one of the two has none")
        return
    expected = numbers(EXPECTED[name])
    check(tensor.shape == expected.shape, f"{name} has another shape: {tuple(tensor.shape)}")
    if not tensor.is_floating_point():
        check(torch.equal(tensor, expected), f"{name} differs")
        return
    finite = torch.isfinite(tensor) & torch.isfinite(expected)
    difference = max([0.0, *(tensor - expected)[finite].abs().tolist()])
    same = torch.isclose(tensor, expected, rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True)
    check(same.all(), f"{name} differs in {(~same).sum()} of {same.numel()} numbers, "
          f"by up to {difference:.2g}; the tolerance is {TOLERANCE}")
    largest = max(largest, difference)


largest = 0.0
compared = set()

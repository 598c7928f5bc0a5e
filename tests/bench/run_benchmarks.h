// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <benchmark/benchmark.h>

namespace bench {

/// Runs the benchmarks that this program registered and prints a table or, after `--json`, one JSON
/// object a line: name, iterations, real and cpu time of one iteration in seconds, the counters, and
/// the label if there is one. Google Benchmark's own options work as well. Returns the exit status.
int runBenchmarks(int argc, char **argv);

} // namespace bench

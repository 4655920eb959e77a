// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once

namespace hari::cli {

/// @brief From now on Ctrl-C, SIGTERM and a terminal that closes ask the program to stop between two steps; asked
/// twice, it ends at once. A reader of its output that went away becomes an error of the write that meets it. What this
/// process was told to ignore (nohup) stays ignored.
void heed_signals();

/// @brief From now on a file that may not grow (ulimit -f) is an error of the write that meets it, and kills nobody.
void heed_file_limit();

/// @brief Whether one of them came, or `ask_to_stop` was called.
bool wanted_to_stop();
void ask_to_stop();

/// Thrown between two steps, once what can be resumed is written.
struct Interrupted {};

}  // namespace hari::cli

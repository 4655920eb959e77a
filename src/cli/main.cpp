// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/cli/commands.hpp"

int main(int argc, char** argv) {
  return hari::cli::main_command(argc, argv);
}

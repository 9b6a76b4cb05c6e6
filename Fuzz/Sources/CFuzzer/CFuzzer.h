#ifndef SKILLAUDIT_CFUZZER_H
#define SKILLAUDIT_CFUZZER_H

#include <stddef.h>
#include <stdint.h>

/// libFuzzer as a library (FuzzerInterface.h): runs until it is told to stop by its arguments, or until the callback fails.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));

#endif

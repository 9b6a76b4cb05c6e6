#ifndef SKILLAUDIT_CGIT2_H
#define SKILLAUDIT_CGIT2_H

#include <git2.h>

// git_libgit2_opts is variadic, which Swift cannot call: one inline function per option that is used.

/// Sets GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION: whether an object's bytes are hashed again when it is read.
static inline int skillaudit_git_strict_hash_verification(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

#endif

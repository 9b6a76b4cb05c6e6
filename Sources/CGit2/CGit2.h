#ifndef SKILLAUDIT_CGIT2_H
#define SKILLAUDIT_CGIT2_H

#include <git2.h>
#include "WholeObjects.h"

// git_libgit2_opts is variadic, which Swift cannot call: one inline function per option that is used.

/// Whether an object's bytes are hashed again when it is read.
static inline int skillaudit_git_strict_hash_verification(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

/// Whether a repository that belongs to another user is refused.
static inline int skillaudit_git_owner_validation(int enabled) {
    return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

/// Whether objects stay in memory once they were read.
static inline int skillaudit_git_object_cache(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_CACHING, enabled);
}

/// Where configuration of a level is looked for; the empty string: nowhere.
static inline int skillaudit_git_search_path(int level, const char *path) {
    return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

/// Accepts repositories with these `extensions.*`; reading objects needs none of them.
static inline int skillaudit_git_accept_extensions(void) {
    const char *extensions[] = { "partialclone", "worktreeconfig", "preciousobjects" };
    return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, sizeof(extensions) / sizeof(extensions[0]));
}

/// Milliseconds after which a silent server is given up, where libgit2 can do that.
static inline int skillaudit_git_server_timeouts(int connect, int read) {
#if LIBGIT2_VER_MAJOR > 1 || (LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR >= 7)
    int code = git_libgit2_opts(GIT_OPT_SET_SERVER_CONNECT_TIMEOUT, connect);
    return code < 0 ? code : git_libgit2_opts(GIT_OPT_SET_SERVER_TIMEOUT, read);
#else
    (void)connect;
    (void)read;
    return 0;
#endif
}

/// Asks for the newest commits only, where libgit2 can do that (1.7); returns whether it can.
static inline int skillaudit_git_fetch_depth(git_fetch_options *options, int depth) {
#if LIBGIT2_VER_MAJOR > 1 || (LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR >= 7)
    options->depth = depth;
    return 1;
#else
    (void)options;
    (void)depth;
    return 0;
#endif
}

#endif

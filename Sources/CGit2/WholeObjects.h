#ifndef SKILLAUDIT_WHOLE_OBJECTS_H
#define SKILLAUDIT_WHOLE_OBJECTS_H

#include <dirent.h>
#include <fcntl.h>
#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#if __has_include(<git2/sys/errors.h>)
#include <git2/sys/errors.h>
#endif

/// Whether a file of one object ("commit 123", a zero byte, the content; deflated) ends where its stream ends and holds as much as it says. libgit2 1.5 inflates
/// one that was cut short for ever.
static inline int skillaudit_git_is_whole(int descriptor) {
    unsigned char given[16384], made[16384];
    z_stream stream = {0};
    unsigned long long total = 0, expected = 0;
    if (inflateInit(&stream) != Z_OK) return 0;
    int code = Z_OK, hasHead = 0, isPlausible = 1;
    while (code == Z_OK && isPlausible) {
        ssize_t count = read(descriptor, given, sizeof given);
        if (count <= 0) break;
        stream.next_in = given;
        stream.avail_in = (uInt)count;
        do {
            stream.next_out = made;
            stream.avail_out = sizeof made;
            code = inflate(&stream, Z_NO_FLUSH);
            size_t produced = sizeof made - stream.avail_out;
            if (!hasHead && produced > 0) {
                unsigned char *end = memchr(made, 0, produced < 64 ? produced : 64);
                unsigned char *blank = end ? memchr(made, ' ', (size_t)(end - made)) : NULL;
                if (blank) expected = strtoull((char *)blank + 1, NULL, 10) + (unsigned long long)(end - made) + 1;
                hasHead = isPlausible = blank != NULL;
            }
            total += produced;
            isPlausible = isPlausible && total <= expected;
        } while (code == Z_OK && stream.avail_out == 0 && isPlausible);
        if (code == Z_BUF_ERROR) code = Z_OK;
    }
    inflateEnd(&stream);
    return code == Z_STREAM_END && isPlausible && total == expected;
}

/// A part of an object database that holds nothing, is asked first, and refuses objects whose files were cut short.
struct skillaudit_git_guard {
    git_odb_backend parent;
    /// Folders of objects, each ended by a zero byte; one more ends the list.
    char *folders;
};

/// Whether a file may be read as an object: it is whole, or not there.
static inline int skillaudit_git_may_be_read(int directory, const char *name) {
    int file = openat(directory, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0) return 1;
    int isWhole = skillaudit_git_is_whole(file);
    close(file);
    return isWhole;
}

/// GIT_ENOTFOUND where libgit2 may read on: "not here". `length`: how many digits of the id are known.
static inline int skillaudit_git_guard_look(git_odb_backend *backend, const git_oid *id, size_t length) {
    char digits[GIT_OID_HEXSZ + 1], path[PATH_MAX];
    git_oid_tostr(digits, sizeof digits, id);
    if (length < 2) return GIT_ENOTFOUND;
    int isWhole = 1;
    for (const char *folder = ((struct skillaudit_git_guard *)backend)->folders; *folder && isWhole; folder += strlen(folder) + 1) {
        const char *rest = length < GIT_OID_HEXSZ ? "" : digits + 2;
        if (snprintf(path, sizeof path, "%s/%.2s/%s", folder, digits, rest) >= (int)sizeof path) continue;
        if (length >= GIT_OID_HEXSZ) {
            isWhole = skillaudit_git_may_be_read(AT_FDCWD, path);
            continue;
        }
        DIR *stream = opendir(path);
        if (!stream) continue;
        for (struct dirent *entry; isWhole && (entry = readdir(stream));) {
            if (entry->d_name[0] == '.' || strncmp(entry->d_name, digits + 2, length - 2) != 0) continue;
            isWhole = skillaudit_git_may_be_read(dirfd(stream), entry->d_name);
        }
        closedir(stream);
    }
    if (isWhole) return GIT_ENOTFOUND;
    git_error_set_str(GIT_ERROR_ODB, "the object is damaged");
    return GIT_ERROR;
}

static inline int skillaudit_git_guard_read(void **data, size_t *size, git_object_t *kind, git_odb_backend *backend, const git_oid *id) {
    (void)data; (void)size; (void)kind;
    return skillaudit_git_guard_look(backend, id, GIT_OID_HEXSZ);
}

static inline int skillaudit_git_guard_read_prefix(
    git_oid *found, void **data, size_t *size, git_object_t *kind, git_odb_backend *backend, const git_oid *prefix, size_t length) {
    (void)found; (void)data; (void)size; (void)kind;
    return skillaudit_git_guard_look(backend, prefix, length);
}

/// A header alone is read without harm.
static inline int skillaudit_git_guard_read_header(size_t *size, git_object_t *kind, git_odb_backend *backend, const git_oid *id) {
    (void)size; (void)kind; (void)backend; (void)id;
    return GIT_ENOTFOUND;
}

static inline void skillaudit_git_guard_free(git_odb_backend *backend) {
    free(((struct skillaudit_git_guard *)backend)->folders);
    free(backend);
}

/// Guards a repository's objects. `folders`: each ended by a zero byte, `length` bytes in all.
static inline int skillaudit_git_guard_objects(git_repository *repository, const char *folders, size_t length) {
    struct skillaudit_git_guard *guard = calloc(1, sizeof *guard);
    char *copy = calloc(length + 1, 1);
    git_odb *database = NULL;
    int code = guard && copy ? git_odb_init_backend(&guard->parent, GIT_ODB_BACKEND_VERSION) : GIT_ERROR;
    if (code == 0) code = git_repository_odb(&database, repository);
    if (code == 0) {
        memcpy(copy, folders, length);
        guard->folders = copy;
        guard->parent.read = skillaudit_git_guard_read;
        guard->parent.read_prefix = skillaudit_git_guard_read_prefix;
        guard->parent.read_header = skillaudit_git_guard_read_header;
        guard->parent.free = skillaudit_git_guard_free;
        code = git_odb_add_backend(database, &guard->parent, 1000);
    }
    git_odb_free(database);
    if (code != 0) { free(copy); free(guard); }
    return code;
}

#endif

#!/usr/bin/env bash
# Lays out a root folder that holds PROGRAM as /usr/bin/skillaudit with all that it needs to run, and a shell.
set -euo pipefail

if [ $# -ne 2 ]; then
  echo 'usage: collect.sh PROGRAM FOLDER' >&2
  exit 2
fi
program=$1
root=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

mkdir -p "$root"/{bin,etc/ssl/certs,repository,tmp,usr/bin}
chmod 1777 "$root/tmp"
install -m 755 "$program" "$root/usr/bin/skillaudit"
install -m 755 "$here/../gitlab/audit.sh" "$root/usr/bin/skillaudit-gitlab"

# The loader and the libraries, each at the path where it is looked for.
ldd "$program" | grep -o '/[^ )]*' | sort -u | while IFS= read -r library; do
  mkdir -p "$root$(dirname "$library")"
  cp --dereference "$library" "$root$library"
done

cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
# libgit2 of Debian looks a certificate up by the hash of its subject.
if [ -d /etc/ssl/certs ]; then find /etc/ssl/certs -name '*.0' -exec cp --dereference {} "$root/etc/ssl/certs/" \;; fi
printf 'root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n' > "$root/etc/passwd"

if busybox=$(command -v busybox); then
  install -m 755 "$busybox" "$root/bin/busybox"
  for name in sh cat cp env find grep ls mkdir mv rm sed sleep tr; do ln -sf busybox "$root/bin/$name"; done
fi

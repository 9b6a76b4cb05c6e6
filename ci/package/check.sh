#!/usr/bin/env bash
# Installs a Debian package, uses what it brings, and removes it. Where that would change somebody's machine (CI is not set, or the user is not root), the
# package is only unpacked.
set -euo pipefail

package=$(realpath "$1")
root=
scratch=$(mktemp -d)
installed=
finish() {
  rm -rf "$scratch"
  if [ -n "$installed" ]; then dpkg --remove skillaudit >/dev/null; fi
}
trap finish EXIT

if [ "${CI:-}" = true ] && [ "$(id -u)" = 0 ] && ! dpkg --status skillaudit >/dev/null 2>&1; then
  dpkg --install "$package" >/dev/null
  installed=yes
else
  root="$scratch/root"
  dpkg-deb --extract "$package" "$root"
fi

fail() { echo "package: $1" >&2; exit 1; }
version=$(dpkg-deb --field "$package" Version)
program="$root/usr/bin/skillaudit"
"$program" --version | grep -qF "skillaudit $version " || fail "the program is not of version $version"
printf 'import jwt\ndef f(request):\n    return jwt.decode(request.headers["authorization"], options={"verify_signature": False})["sub"]\n' > "$scratch/a.py"
code=0
"$program" "$scratch" --format json > "$scratch/report.json" 2> /dev/null || code=$?
[ "$code" = 1 ] || fail "the audit of a faulty file exits with $code"
grep -q '"rule": "unverified-token"' "$scratch/report.json" || fail "the audit does not find the fault"
for file in man/man1/skillaudit.1.gz bash-completion/completions/skillaudit zsh/vendor-completions/_skillaudit \
  fish/vendor_completions.d/skillaudit.fish doc/skillaudit/copyright; do
  [ -s "$root/usr/share/$file" ] || fail "$file is missing"
done
gzip --decompress --stdout "$root/usr/share/man/man1/skillaudit.1.gz" | grep -q '^\.Nm skillaudit' || fail "the manual page is none"
# A shell must be able to read its completions.
bash -n "$root/usr/share/bash-completion/completions/skillaudit"
if command -v zsh >/dev/null; then zsh -n "$root/usr/share/zsh/vendor-completions/_skillaudit"; fi
if command -v fish >/dev/null; then fish -n "$root/usr/share/fish/vendor_completions.d/skillaudit.fish"; fi
echo "package: $(basename "$package") ${installed:+was installed, }works: $(stat --format %s "$package") bytes, needs $(dpkg-deb --field "$package" Depends)"

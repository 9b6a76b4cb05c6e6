#!/usr/bin/env bash
# Tries the hooks as their users have them: pre-commit takes this repository's hooks into a repository of its own, and a commit is refused or let through.
set -euo pipefail

if [ $# -ne 2 ]; then
  echo 'usage: pre_commit_hook.sh PRE-COMMIT SKILLAUDIT' >&2
  exit 2
fi
pre_commit=$(realpath --no-symlinks "$1")
program=$(realpath "$2")
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The hooks are taken from a repository: here one of the manifest alone, as it is now, committed or not.
export PRE_COMMIT_HOME="$scratch/home" GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@example.com GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@example.com
mkdir "$scratch/bin" "$scratch/hooks" "$scratch/work"
ln -s "$program" "$scratch/bin/skillaudit"
export PATH="$scratch/bin:$PATH"
cp "$source/.pre-commit-hooks.yaml" "$scratch/hooks/"
git -C "$scratch/hooks" init --quiet
git -C "$scratch/hooks" add --all
git -C "$scratch/hooks" commit --quiet --message hooks

cd "$scratch/work"
"$pre_commit" validate-manifest "$source/.pre-commit-hooks.yaml"
git init --quiet
echo 'x = 1' > app.py
git add app.py
try() { "$pre_commit" try-repo "$scratch/hooks" skillaudit-installed --color never > "$scratch/log" 2>&1; }
fail() { echo "pre-commit: $1" >&2; cat "$scratch/log" >&2; exit 1; }

try || fail 'a clean first commit is refused'
printf 'import jwt\ndef f(request):\n    return jwt.decode(request.headers["authorization"], options={"verify_signature": False})["sub"]\n' > login.py
git add login.py
if try; then fail 'a new fault is let through'; fi
grep -q 'unverified-token' "$scratch/log" || fail 'the fault is not named'
git commit --quiet --message 'with the fault' --no-verify
echo 'y = 2' >> app.py
git add app.py
try || fail 'a commit is refused for a fault that was there before'
echo 'pre-commit: the hook refuses new faults and lets everything else through'

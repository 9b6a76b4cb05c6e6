#!/usr/bin/env bash
# Fails where a release program lacks what SECURITY.md says of it: position independent, read-only relocations, no executable stack, guarded stacks in C.
set -euo pipefail

program=$1
fail() { echo "hardening: $program $1" >&2; exit 1; }

headers=$(readelf --wide --file-header --program-headers --dynamic "$program")
grep -qE '^ *Type: +DYN ' <<<"$headers" || fail "is not position independent"
grep -q 'GNU_RELRO' <<<"$headers" || fail "keeps its relocations writable"
grep -qE '\(FLAGS\) +.*BIND_NOW|\(FLAGS_1\) +Flags:.*NOW' <<<"$headers" || fail "binds its symbols late, so its jump tables stay writable"
if grep -qE 'GNU_STACK .* RWE ' <<<"$headers"; then fail "has an executable stack"; fi
symbols=$(readelf --wide --dyn-syms "$program")
grep -q '__stack_chk_fail' <<<"$symbols" || fail "has C code without guarded stacks"
echo "hardening: position independent, read-only relocations, guarded stacks"

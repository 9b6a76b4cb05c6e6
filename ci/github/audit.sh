#!/usr/bin/env bash
# Audits once, writes every report that the next steps need, and leaves the exit code to the last of them.
set -euo pipefail

reports="$RUNNER_TEMP/skillaudit"
mkdir -p "$reports"
options=(--format github)
for pair in json=json sarif=sarif markdown=md html=html; do
  options+=(--output "${pair%%=*}=$reports/skillaudit.${pair##*=}")
done
if [ -n "${FAIL_UNDER:-}" ]; then options+=(--fail-under "$FAIL_UNDER"); fi
if [ -n "${FAIL_ON:-}" ]; then options+=(--fail-on "$FAIL_ON"); fi

base=${BASE:-}
if [ "$base" = auto ]; then
  base=${PULL_REQUEST_BASE:-}
  # A checkout of depth 1 does not hold it.
  if [ -n "$base" ] && ! git cat-file -e "$base^{commit}" 2>/dev/null; then
    git fetch --quiet --depth=1 origin "$base"
  fi
fi
if [ -n "$base" ]; then options+=(--diff "$base"); fi

while IFS= read -r line; do
  if [ -n "$line" ]; then options+=("$line"); fi
done <<< "${OPTIONS:-}"

code=0
skillaudit "${options[@]}" -- "${TARGET:-.}" || code=$?

grade=
score=
if [ "$code" -le 1 ]; then
  # Members of the report itself stand behind two blanks.
  grade=$(sed -n 's/^  "grade": "\(.*\)",$/\1/p' "$reports/skillaudit.json")
  score=$(sed -n 's/^  "score": \([0-9]*\),$/\1/p' "$reports/skillaudit.json")
fi
{
  echo "code=$code"
  echo "grade=$grade"
  echo "score=$score"
  echo "reports=$reports"
} >> "$GITHUB_OUTPUT"

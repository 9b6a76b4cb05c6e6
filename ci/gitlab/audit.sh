#!/bin/sh
# Audits in a GitLab job; in the pipeline of a merge request the gate is for what is new since its base. Options of skillaudit are passed on.
set -eu

if [ -n "${CI_MERGE_REQUEST_DIFF_BASE_SHA:-}" ]; then
  set -- --diff "$CI_MERGE_REQUEST_DIFF_BASE_SHA" "$@"
fi
exec skillaudit . "$@" \
  --output gitlab-codequality=gl-code-quality-report.json \
  --output gitlab-sast=gl-sast-report.json \
  --output junit=skillaudit-junit.xml \
  --output html=skillaudit.html

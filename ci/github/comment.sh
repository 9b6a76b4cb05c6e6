#!/usr/bin/env bash
# Writes the comment of a pull request, or renews the one that is there: it is found by its first line.
set -euo pipefail

marker='<!-- skillaudit -->'
comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"

# Somebody else may quote the line: only a bot's comment is ours to change.
id=$(gh api --paginate "$comments" --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$marker\"))) | .id" | sed -n 1p)
if [ -n "$id" ]; then
  sent=(--method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id")
else
  sent=(--method POST "$comments")
fi
# A pull request from a fork has a token that may only read: no reason to fail.
gh api "${sent[@]}" --field "body=@$COMMENT" --silent || echo "::warning title=skillaudit::the comment was not written; the job needs the permission pull-requests: write"

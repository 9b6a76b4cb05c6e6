#!/usr/bin/env bash
# Makes `skillaudit` callable in the next steps: the one that is installed, or else a container image's.
set -euo pipefail

if command -v skillaudit >/dev/null; then
  skillaudit --version
  exit 0
fi

image=${IMAGE:-}
if [ -n "$image" ]; then
  docker pull --quiet "$image"
else
  # A release of the action has an image of the same name; a branch of it is built.
  if [ -n "${ACTION_REPOSITORY:-}" ] && [ -n "${ACTION_REF:-}" ]; then
    image="ghcr.io/${ACTION_REPOSITORY,,}:${ACTION_REF//\//-}"
  fi
  if [ -z "$image" ] || ! docker pull --quiet "$image"; then
    image=skillaudit:local
    docker build --quiet --tag "$image" "$ACTION_PATH"
  fi
fi

# Reports and step summaries lie outside of the workspace; the container sees both at their own paths, as the runner's user.
bin="$RUNNER_TEMP/skillaudit/bin"
mkdir -p "$bin"
cat > "$bin/skillaudit" <<WRAPPER
#!/usr/bin/env bash
summary=()
if [ -n "\${GITHUB_STEP_SUMMARY:-}" ]; then
  summary=(--env GITHUB_STEP_SUMMARY --volume "\$GITHUB_STEP_SUMMARY:\$GITHUB_STEP_SUMMARY")
fi
exec docker run --rm --network none --user "\$(id -u):\$(id -g)" \\
  --volume "\$GITHUB_WORKSPACE:\$GITHUB_WORKSPACE" --volume "\$RUNNER_TEMP:\$RUNNER_TEMP" --workdir "\$PWD" \\
  "\${summary[@]}" '$image' "\$@"
WRAPPER
chmod +x "$bin/skillaudit"
echo "$bin" >> "$GITHUB_PATH"
"$bin/skillaudit" --version

#!/usr/bin/env bash
# Makes a Debian package of what `make install` puts into a staging folder; prints the package's path.
set -euo pipefail

if [ $# -ne 3 ]; then
  echo 'usage: deb.sh STAGING VERSION FOLDER' >&2
  exit 2
fi
staging=$(cd "$1" && pwd)
version=$2
mkdir -p "$3"
folder=$(cd "$3" && pwd)

# The libraries that the program loads, by the packages that this system has them from.
control=$(mktemp -d)
trap 'rm -rf "$control"' EXIT
mkdir "$control/debian"
touch "$control/debian/control"
depends=$(cd "$control" && dpkg-shlibdeps -O --ignore-missing-info "$staging/usr/bin/skillaudit" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')

architecture=$(dpkg --print-architecture)
mkdir -p "$staging/DEBIAN"
cat > "$staging/DEBIAN/control" <<CONTROL
Package: skillaudit
Version: $version
Architecture: $architecture
Maintainer: The skillaudit authors <skillaudit@localhost>
Installed-Size: $(du -sk --exclude=DEBIAN "$staging" | cut -f1)
Depends: $depends, ca-certificates
Section: devel
Priority: optional
Description: audits how source code handles OAuth tokens
 skillaudit proves from source whether an OAuth token that reaches an MCP or
 API server is bound to that server. It reads TypeScript, JavaScript, Python
 and Swift, and runs nothing of what it audits.
CONTROL

package="$folder/skillaudit_${version}_$architecture.deb"
dpkg-deb --root-owner-group --build "$staging" "$package" >&2
echo "$package"

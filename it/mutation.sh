#!/bin/bash
# mutation.sh [CLASS...]: changes classes on which trust rests in small ways, and counts how many of the changes a test notices
# (PIT). CLASS is one of those below; all of them without any. Prints a table; what no test noticed is listed below target/mutation.
# MVN: the Maven to run, with its first arguments.
set -euo pipefail
cd "$(dirname "$0")/.."
mvn=${MVN:-mvn}
package=io.github.kubespraymaven

# A class, and its own tests: what only a test of something else would notice counts as not noticed.
classes='
builder.image.ImageVerification builder.image.ImageVerification*Test,builder.image.VerificationOf*Test
builder.image.Destinations builder.image.DestinationsTest
builder.plan.RemoteBases builder.plan.RemoteBasesTest,builder.plan.TornBasesTest
registry.Copies registry.Copies*Test
'
[ $# -gt 0 ] || set -- $(echo "$classes" | cut -d' ' -f1)

echo "Compiling the tests."
# In processes of their own (docs/design/tests.md): what holds for the build holds for its mutants.
$mvn -q -B test-compile

printf '%-24s %8s %8s %8s\n' class mutants killed score
for class in "$@"; do
  tests=$(echo "$classes" | awk -v class="$class" '$1 == class { print $2 }')
  [ -n "$tests" ] || { echo "mutation.sh: $class is none of:" $(echo "$classes" | cut -d' ' -f1); exit 2; }
  report=target/mutation/$class
  rm -rf "$report"
  mkdir -p "$report"
  $mvn -q -B -Pmutation org.pitest:pitest-maven:mutationCoverage -DreportsDirectory="$PWD/$report" \
    -DtargetClasses="$package.$class,$package.$class\$*" -DtargetTests="$package.${tests//,/,$package.}" > "$report/log" 2>&1 ||
    { tail -20 "$report/log"; exit 1; }
  # FILE,CLASS,MUTATOR,METHOD,LINE,STATUS,TEST; a change that makes a test run for ever is noticed, too.
  awk -F, '$6 == "SURVIVED" || $6 == "NO_COVERAGE" { print $6, $4 ":" $5, $3 }' "$report/mutations.csv" > "$report/unnoticed"
  awk -F, -v class="$class" '
    { all++; if ($6 == "KILLED" || $6 == "TIMED_OUT" || $6 == "MEMORY_ERROR") killed++ }
    END {
      if (all == 0) { print class ": nothing was changed"; exit 1 }
      printf "%-24s %8d %8d %7d%%\n", class, all, killed, 100 * killed / all
    }' "$report/mutations.csv"
done

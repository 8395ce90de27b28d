#!/bin/bash
# Feeds random pieces of templates and YAML to the lexer, parser, evaluator and reader for some minutes.
# usage: it/fuzz/run.sh [MINUTES]      default: 10
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -o -q -B test-compile
end=$(( $(date +%s) + ${1:-10} * 60 ))
round=0
while [ "$(date +%s)" -lt "$end" ]; do
    # A seed of its own each round; jqwik prints it when a property fails.
    mvn -o -q -B surefire:test -Dtest=FuzzTest -Dsurefire.failIfNoSpecifiedTests=true
    round=$(( round + 1 ))
done
echo "fuzz: $round rounds in ${1:-10} minutes without a finding"

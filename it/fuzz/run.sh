#!/bin/bash
# Feeds random pieces of templates and YAML to the lexer, parser, evaluator and reader for some minutes.
# usage: it/fuzz/run.sh [MINUTES]      default: 10
set -euo pipefail
cd "$(dirname "$0")/../.."
end=$(( $(date +%s) + ${1:-10} * 60 ))
round=0
while [ "$(date +%s)" -lt "$end" ]; do
    round=$(( round + 1 ))
    # A seed of its own each round; jqwik prints it when a property fails.
    mvn -o -q -B test -Dtest=FuzzTest -Dsurefire.failIfNoSpecifiedTests=true
done
echo "fuzz: $round rounds without a finding"

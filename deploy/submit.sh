#!/usr/bin/env bash
# Submits a job to the session cluster, unless it runs already; from its newest complete checkpoint
# where there is one. Usage: submit.sh NAME MAIN_CLASS [ARGUMENT...]
set -euo pipefail
readonly name=$1 main=$2 cluster=jobmanager:8081 checkpoints=/state

if flink list -m "$cluster" -r 2>/dev/null | grep -qF ": $name "; then
  echo "$name runs already"
  exit 0
fi

# One folder for each job's name: the jobs do not share theirs.
newest=$(find "$checkpoints/$name" -path '*/chk-*/_metadata' -printf '%T@ %h\n' 2>/dev/null | sort -rn | head -1 | cut -d' ' -f2-)
from=()
if [[ -n $newest ]]; then
  echo "$name goes on from $newest"
  from=(-s "$newest")
fi

sed "s|^\(  directory: \).*|\1file://$checkpoints/$name|" /dephasing/dephasing.yaml >/tmp/dephasing.yaml
exec flink run -m "$cluster" -d "${from[@]}" -c "$main" /dephasing/dephasing-jobs.jar --config /tmp/dephasing.yaml "${@:3}"

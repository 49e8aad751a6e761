#!/usr/bin/env bash
# Keeps a job running on the session cluster: looks every half minute, and submits it where the cluster
# answers and does not have it, from its newest complete checkpoint where there is one. A JobManager
# that was restarted has forgotten its jobs. Usage: submit.sh NAME MAIN_CLASS [ARGUMENT...]
set -euo pipefail
readonly name=$1 main=$2 cluster=jobmanager:8081 checkpoints=/state alive=/tmp/submit-alive

submit() {
  # One folder for each job's name: the jobs do not share theirs.
  local newest from=()
  newest=$(find "$checkpoints/$name" -path '*/chk-*/_metadata' -printf '%T@ %h\n' 2>/dev/null | sort -rn | sed -n 1p | cut -d' ' -f2-)
  if [[ -n $newest ]]; then
    echo "$name goes on from $newest"
    from=(-s "$newest")
  fi
  flink run -m "$cluster" -d "${from[@]}" -c "$main" /dephasing/job.jar --config /tmp/dephasing.yaml "$@"
}

sed "s|^\(  directory: \).*|\1file://$checkpoints/$name|" /dephasing/dephasing.yaml >/tmp/dephasing.yaml
trap "exit 0" TERM
while true; do
  # Who does not answer may have the job: only a list that came says that it is not there. A job that
  # restarts is in it.
  if running=$(flink list -m "$cluster" -r 2>/dev/null); then
    touch "$alive"
    if ! grep -qF ": $name " <<<"$running"; then
      submit "${@:3}" || echo "$name was not submitted; tries again" >&2
    fi
  fi
  sleep 30 &
  wait $!
done

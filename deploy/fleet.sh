#!/usr/bin/env bash
# A simulated fleet, live: 60 instances of a job that runs every five minutes, clients that retry when it
# herds, and an engine that restarts a host now and then. For half an hour all instances start at the
# same second; then each has an offset of up to two minutes. With BOOTSTRAP_SERVERS it publishes to
# Kafka; without, it prints. FLEET_SECONDS ends it, FLEET_HERDS is how long it herds, FLEET_PERIOD how
# often the job runs.
set -euo pipefail
readonly herds=${FLEET_HERDS:-1800} period=${FLEET_PERIOD:-300} seconds=${FLEET_SECONDS:-0}
readonly instances=60 spread=$((period * 2 / 5))
readonly began=$(date +%s)

# Lines of one topic in, one producer each.
publish() {
  if [[ -n ${BOOTSTRAP_SERVERS:-} ]]; then
    /opt/kafka/bin/kafka-console-producer.sh --bootstrap-server "$BOOTSTRAP_SERVERS" --topic "dephasing.$1"
  else
    cat
  fi
}

exec 3> >(publish job-starts) 4> >(publish retries) 5> >(publish remediations)

millis() {
  printf '%d%03d' "$1" $((RANDOM % 1000))
}

# Starts and ends of the job in this second; $2 is the second of its cycle, $3 whether it herds.
jobs() {
  local now=$1 cycle=$2 herd=$3 i offset length common cold outcome
  for ((i = 0; i < instances; i++)); do
    offset=$((herd ? 0 : i * spread / instances))
    length=$((12 + i % 5))
    common="\"type\":\"job-start\",\"service\":\"checkout\",\"job\":\"build-report\",\"instanceId\":\"pod-$i\",\"spreadWindowMillis\":$((spread * 1000))"
    if ((cycle == offset)); then
      cold=false
      ((herd && i % 3)) && cold=true
      echo "{$common,\"eventTime\":$(millis "$now"),\"phase\":\"START\",\"scheduledTime\":$(((now - offset) * 1000)),\"appliedOffsetMillis\":$((offset * 1000)),\"coldStart\":$cold}"
    elif ((cycle == offset + length)); then
      outcome=SUCCESS
      ((herd && i % 10 == 0)) && outcome=TIMEOUT
      echo "{$common,\"eventTime\":$(millis "$now"),\"phase\":\"END\",\"durationMillis\":$((length * 1000)),\"outcome\":\"$outcome\"}"
    fi
  done
}

# Without jitter and many while it herds, few otherwise.
retries() {
  local now=$1 cycle=$2 herd=$3 i count=1
  ((herd && cycle < 20)) && count=15
  for ((i = 0; i < count; i++)); do
    echo "{\"type\":\"retry\",\"service\":\"checkout\",\"operation\":\"charge\",\"instanceId\":\"client-$((RANDOM % 80))\",\"eventTime\":$(millis "$now"),\"attempt\":$((1 + RANDOM % 3)),\"backoffMillis\":$((herd ? 1000 : 200 + RANDOM % 4000))}"
  done
}

remediations() {
  local now=$1 minute=$(($1 % 60)) host
  host="\"type\":\"remediation\",\"service\":\"edge\",\"action\":\"restart\",\"instanceId\":\"host-$(($1 / 60 % 20))\""
  case $minute in
    10) echo "{$host,\"eventTime\":$(millis "$now"),\"phase\":\"START\"}" ;;
    40) echo "{$host,\"eventTime\":$(millis "$now"),\"phase\":\"END\",\"durationMillis\":30000,\"outcome\":\"SUCCESS\"}" ;;
  esac
}

last=$began
while ((seconds == 0 || last - began < seconds)); do
  now=$(date +%s)
  while ((last < now && (seconds == 0 || last - began < seconds))); do
    herd=$((last - began < herds))
    jobs "$last" $((last % period)) "$herd" >&3
    retries "$last" $((last % period)) "$herd" >&4
    remediations "$last" >&5
    last=$((last + 1))
  done
  touch /tmp/fleet-alive
  sleep 0.2
done
exec 3>&- 4>&- 5>&-
wait

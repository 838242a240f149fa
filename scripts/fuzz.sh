#!/usr/bin/env bash
# Runs the fuzzer on one target or on all, each from the corpus in the project, and says how often each was executed; or
# takes over into the corpus what it found. `make fuzz` builds what this runs.
#
#   scripts/fuzz.sh run|merge TARGET|all     environment: SECONDS_EACH (120), RUNS (no limit), SEED (1)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

work=$1
corpus=Tests/FuzzTests/Corpus
found=.build/fuzz/found
program=.build/fuzz/release/fuzz
targets=("$2")
if [[ $2 == all ]]; then mapfile -t targets < <(ls "$corpus"); fi

# Texts grow longer than pictures need to be.
longest() { case $1 in form | geometry) echo 8192 ;; *) echo 4096 ;; esac; }

failed=0
total=0
for target in "${targets[@]}"; do
  mkdir -p "$found/$target"
  case $work in
  run)
    log=$found/$target.log
    # The fuzzer, not the runtime, takes a crash: it keeps the input.
    if SWIFT_BACKTRACE=enable=no FUZZ_TARGET=$target "$program" "$found/$target" "$corpus/$target" \
      -max_total_time="${SECONDS_EACH:-120}" -runs="${RUNS:--1}" -seed="${SEED:-1}" -max_len="$(longest "$target")" \
      -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$found/$target-" >"$log" 2>&1; then
      result="no crash"
    else
      result="STOPPED: see $log"
      failed=1
    fi
    executed=$(awk '/^stat::number_of_executed_units:/ { print $2 }' "$log")
    total=$((total + ${executed:-0}))
    printf '%-12s %12d executions  %s\n' "$target" "${executed:-0}" "$result"
    ;;
  merge)
    # What has a name was put there by hand, such as what once crashed, and stays. The rest is chosen anew from all: what
    # reaches code that nothing else reaches, the smallest first, up to 16 KiB.
    merged=$(mktemp -d)
    found_by_fuzzer=(-regextype posix-extended -type f -regex '.*/[0-9a-f]{40}')
    find "$corpus/$target" -type f -exec cp {} "$merged" \;
    find "$merged" "${found_by_fuzzer[@]}" -delete
    SWIFT_BACKTRACE=enable=no FUZZ_TARGET=$target "$program" -merge=1 -use_counters=0 -max_len="$(longest "$target")" "$merged" \
      "$corpus/$target" "$found/$target" >"$found/$target.merge.log" 2>&1
    find "$merged" "${found_by_fuzzer[@]}" -printf '%s %p\n' | sort -n \
      | awk '{ total += $1; if (total > 16384) print $2 }' | xargs -r rm
    find "$corpus/$target" -type f -delete
    cp "$merged"/* "$corpus/$target"
    rm -rf "$merged"
    printf '%-12s %6d inputs\n' "$target" "$(find "$corpus/$target" -type f | wc -l)"
    ;;
  *) echo "fuzz.sh: run or merge, not $work" >&2; exit 2 ;;
  esac
done
if [[ $work == run ]]; then printf '%-12s %12d executions\n' all "$total"; fi
exit $failed

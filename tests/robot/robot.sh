#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Uses the program as a person does, under Xvfb with a window manager: plays, scrubs, pins a cell and
# walks by keyboard, and says for each step whether the screen did what it should.
# usage: robot.sh PROGRAM [DIR for the last screen]
set -euo pipefail
program=$1
folder=${2:-$(mktemp -d)}
mkdir -p "$folder"

export HOME=$folder/home XDG_RUNTIME_DIR=$folder/run QT_QPA_PLATFORM=xcb
mkdir -p "$HOME" && mkdir -p -m 700 "$XDG_RUNTIME_DIR"
unset WAYLAND_DISPLAY
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true' EXIT
exec 3< <(Xvfb -displayfd 1 -screen 0 1448x940x24 -nolisten tcp 2>/dev/null & echo "pid $!"; wait)
for _ in 1 2; do
    read -r first second <&3
    if [[ $first == pid ]]; then pids+=("$second"); else display=$first; fi
done
export DISPLAY=:$display
openbox >/dev/null 2>&1 &
pids+=($!)
# A window that comes while the manager starts may never be shown.
for _ in {1..40}; do
    ! xdotool get_num_desktops >/dev/null 2>&1 || break
    sleep 0.1
done

failed=0
check() { # WHAT COMMAND…: says whether the command holds
    local what=$1
    shift
    if "$@"; then echo "ok    $what"; else echo "FAIL  $what"; failed=1; fi
}
screen() { import -silent -window root -depth 8 "rgb:$folder/screen.rgb"; sha256sum <"$folder/screen.rgb"; }
settled() { # waits until nothing moves, and names what is seen
    local before now
    before=$(screen)
    for _ in {1..40}; do
        sleep 0.15
        now=$(screen)
        [[ $now != "$before" ]] || break
        before=$now
    done
    echo "$now"
}
same() { [[ $1 == "$2" ]]; }
differs() { [[ $1 != "$2" ]]; }

"$program" --example eight >/dev/null 2>"$folder/errors" &
pids+=($!)
window=
for _ in {1..80}; do # --sync may wait for ever if windows come and go meanwhile
    window=$(xdotool search --onlyvisible --name 'Eight words' 2>/dev/null | head -n 1 || true)
    [[ -z $window ]] || break
    sleep 0.25
done
xdotool windowactivate "$window" windowmove "$window" 4 30 windowsize "$window" 1440 900
sleep 1
eval "$(xdotool getwindowgeometry --shell "$window")" # X, Y, WIDTH, HEIGHT of what is inside the frame
at() { xdotool mousemove --sync $((X + $1)) $((Y + $2)); }
canvas=(640 60)  # empty ground of the stage
state=(1040 215) # the first row's state after a step, in the GRU stage

at "${canvas[@]}" && xdotool click 1
start=$(settled)
xdotool key space
sleep 1
check "Space plays" differs "$start" "$(screen)"
xdotool key space
paused=$(settled)
sleep 0.5
check "Space pauses" same "$paused" "$(screen)"

at 600 844 && xdotool mousedown 1 && at 900 844 && xdotool mouseup 1
check "the timeline is dragged" differs "$paused" "$(settled)"

at "${canvas[@]}" && xdotool key 5
gru=$(settled)
check "5 goes to the GRU" differs "$paused" "$gru"
at "${state[@]}" && xdotool click 1
at "${canvas[@]}"
pinned=$(settled)
check "a click pins a cell" differs "$gru" "$pinned"
xdotool key Right
walked=$(settled)
check "Right walks to the next cell" differs "$pinned" "$walked"
xdotool key Left
check "Left walks back" same "$pinned" "$(settled)"
xdotool key Return
check "Enter goes to a source" differs "$pinned" "$(settled)"
xdotool key BackSpace
check "Backspace comes back" same "$pinned" "$(settled)"
xdotool key Escape
check "Escape lets go" same "$gru" "$(settled)"
xdotool key Right
check "then Right steps through time" differs "$gru" "$(settled)"
xdotool key F5
check "F5 presents" differs "$gru" "$(settled)"
xdotool key Escape
xdotool key Home
check "nothing was said on standard error" test ! -s "$folder/errors"
exit $failed

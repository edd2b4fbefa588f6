# Runs a server until our own standard input ends, which it does even when the one who holds it dies without a word. Then
# the server is ended, and its folder removed.
#
#   sh -c … supervise SIGNAL FOLDER PROGRAM ARGUMENT…
signal=$1
folder=$2
shift 2
exec 3<&0
"$@" </dev/null 2>&1 3<&- &
server=$!
# The output is the server's alone: it ends when the server does, and nobody may be left to read what we say.
exec >/dev/null 2>&1
{
    cat <&3
    kill -"$signal" "$server"
} &
watch=$!
wait "$server"
kill "$watch"
cat <&3
rm -rf "$folder"

#!/bin/sh
# osrm.sh FOLDER: OSRM's own programs and profiles in FOLDER/osrm, fetched if they are not there. They
# come in its Python package, and need no Python.
set -eu

folder=$1
version=26.10.0
routed=$folder/osrm/bin/osrm-routed

fail() {
    echo "musette: $1" >&2
    exit 1
}

[ "$(uname -s)" = Linux ] || fail "OSRM's package holds programs for Linux; build your own into $folder/osrm/bin"
if [ ! -f "$routed" ] || [ ! -f "$folder/osrm/share/profiles/bicycle.lua" ]; then
    mkdir -p "$folder"
    python3 -m venv --clear "$folder/pip"
    "$folder/pip/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps \
        --only-binary=:all: --python-version 3.12 --platform "manylinux_2_28_$(uname -m)" \
        --dest "$folder" "osrm-bindings==$version" ||
        fail "cannot fetch osrm-bindings $version (pip's words are above): is there a network?"
    python3 -m zipfile -e "$folder/osrm_bindings-$version"-*.whl "$folder"
    chmod +x "$folder"/osrm/bin/*
fi
for tool in extract contract partition customize routed; do
    missing=$("$folder/osrm/bin/osrm-$tool" --version 2>&1 >/dev/null) ||
        fail "osrm-$tool does not run here: ${missing:-it says nothing}"
done

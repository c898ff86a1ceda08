#!/usr/bin/env bash
# The environment that every command works in: .cache/venv, made from requirements/*.txt, with the checkout linked
# into it as the collection openadmin.zoom. Sourced by ./dev, which sets ROOT and VENV.

# Prints the first usable interpreter. Debian's python3 without python3-venv and the shims of pyenv versions that are
# not active look like interpreters and are not, so each candidate is asked.
find_python() {
    local candidate
    while IFS= read -r candidate; do
        if "$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done < <(list_pythons)
    return 1
}

# Candidates in order of preference: the version that the tools are pinned on comes first.
list_pythons() {
    local version folder
    for version in 3.11 3.12 3.13; do
        command -v "python$version" || true
        for folder in "${PYENV_ROOT:-${HOME:-}/.pyenv}" "$(pyenv_root_of_shims)"; do
            [ -z "$folder" ] || ls -d "$folder/versions/$version".*/bin/python3 2>/dev/null || true
        done
    done
    command -v python3 || true
}

# pyenv may live elsewhere than in the home folder: its shims on PATH tell where.
pyenv_root_of_shims() {
    case "$(command -v python3 || true)" in
        */shims/python3) dirname "$(dirname "$(command -v python3)")" ;;
        *) ;;
    esac
}

digest_of() {
    cat "$@" | { sha256sum 2>/dev/null || shasum -a 256; } | cut -d ' ' -f 1
}

# install_group GROUP: brings the group's packages into the virtual environment, once per content of its lists.
install_group() {
    local group=$1 lists=("$ROOT/extensions/simulator/requirements.txt" "$ROOT/requirements/demo.txt") mark wanted
    [ "$group" = demo ] || lists+=("$ROOT/requirements/$group.txt")
    mark="$VENV/.installed-$group"
    # Scripts in the environment hold its absolute path, so a moved checkout needs a new one.
    wanted="$VENV $(digest_of "${lists[@]}")"
    if [ "$(cat "$mark" 2>/dev/null)" != "$wanted" ]; then
        exclusively install_group_now "$mark" "$wanted" "${lists[@]}" || return 1
    fi
    link_collection
}

install_group_now() {
    local mark=$1 wanted=$2 arguments=() list
    shift 2
    [ "$(cat "$mark" 2>/dev/null)" != "$wanted" ] || return 0
    make_environment || return 1
    for list in "$@"; do arguments+=(--requirement "$list"); done
    say "installing what $(basename "${!#}" .txt) needs into .cache/venv"
    "$VENV/bin/python" -m pip install -qq --disable-pip-version-check "${arguments[@]}" || return 1
    printf '%s\n' "$wanted" >"$mark"
}

make_environment() {
    local python
    if [ "$(cat "$VENV/.place" 2>/dev/null)" = "$VENV" ] && "$VENV/bin/python" -c '' 2>/dev/null; then
        return 0
    fi
    if ! python=$(find_python); then
        printf '%s\n' \
            'dev: no Python 3.11 or newer with the venv module was found.' \
            '     Looked for python3.11, python3.12, python3.13 and python3 on PATH and among pyenv versions.' \
            '     Install one (Debian and Ubuntu: apt-get install python3-venv) and run this again.' >&2
        return 1
    fi
    say "making .cache/venv with $("$python" --version 2>&1)"
    rm -rf "$VENV"
    mkdir -p "$(dirname "$VENV")"
    "$python" -m venv "$VENV" || return 1
    printf '%s\n' "$VENV" >"$VENV/.place"
}

# ansible finds collections below any site-packages folder; the link makes the checkout one of them.
link_collection() {
    local packages
    for packages in "$VENV"/lib/python3*/site-packages; do
        if [ "$(readlink "$packages/ansible_collections/openadmin/zoom" 2>/dev/null)" != "$ROOT" ]; then
            mkdir -p "$packages/ansible_collections/openadmin"
            ln -sfn "$ROOT" "$packages/ansible_collections/openadmin/zoom"
        fi
    done
}

# exclusively COMMAND…: one caller at a time, where the system has flock.
exclusively() {
    mkdir -p "$ROOT/.cache"
    if command -v flock >/dev/null; then
        (
            flock 9
            "$@" 9>&-
        ) 9>"$ROOT/.cache/environment.lock"
    else
        "$@"
    fi
}

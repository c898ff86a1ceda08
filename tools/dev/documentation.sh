#!/usr/bin/env bash
# ./dev docs: builds the documentation site of modules, roles and guides into .cache/docs/build/html.
set -eu -o pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
site="$root/.cache/docs"
export PATH="$root/.cache/venv/bin:$PATH"

rm -rf "$site"
mkdir -p "$site"
antsibull-docs sphinx-init --use-current --squash-hierarchy --fail-on-error --dest-dir "$site" \
    --project openadmin.zoom --title openadmin.zoom --html-short-title openadmin.zoom \
    --copyright 'openadmin.zoom contributors' openadmin.zoom >/dev/null
# Links into other projects' documentation would be looked up over the network; without that they lead nowhere.
printf '\nintersphinx_mapping = {}\nsuppress_warnings = ["ref.ref"]\n' >>"$site/conf.py"
if ! (cd "$site" && bash build.sh) >"$site/build.log" 2>&1; then
    cat "$site/build.log" >&2
    exit 1
fi
printf 'the site: %s\n' "$site/build/html/index.html"

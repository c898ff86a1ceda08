# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev docs: builds the site of docs/*.md, modules and roles into .cache/docs/build/html, and checks its links.

Nothing is fetched. Pictures of the report are taken by a headless browser; where there is none, the site has none.
Links to other sites are not followed.
"""

from __future__ import annotations

import html.parser
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pictures import take_pictures
from tree import CACHE, ROOT

SITE = CACHE / "docs"
SOURCES, HTML = SITE / "rst", SITE / "build" / "html"
BIN = Path(sys.executable).parent
REPOSITORY = "https://github.com/openadmin/ansible-zoom/blob/main"
# Files outside docs/ that are pages too.
PAGES = {
    "CONTRIBUTING.md": "contributing.md",
    "CODE_OF_CONDUCT.md": "code-of-conduct.md",
    "SECURITY.md": "security.md",
    "SUPPORT.md": "support.md",
    "CHANGELOG.rst": "changelog.rst",
    "extensions/eda/README.md": "events-reference.md",
    "extensions/simulator/README.md": "simulator-reference.md",
}
COLLECTION_INDEX = "modules.rst"
# The order of the pages. A page that no line names fails the build.
CONTENTS = {
    "Learn": ("install", "tutorial", "simulator"),
    "People": ("adopt", "onboarding", "offboarding", "reclaim"),
    "Settings": ("policy-baselines", "policy-in-ci", "settings"),
    "Every day": ("awx", "events", "many-accounts", "limits", "scopes", "network", "recipes"),
    "Look up": (
        "Modules and roles <modules>",
        "playbooks",
        "error-codes",
        "Settings, all of them <settings-reference>",
        "policy-controls",
        "operations",
        "Simulator, all of it <simulator-reference>",
        "Events, all of it <events-reference>",
    ),
    "Understand": ("safety", "architecture", "zoom", "versions"),
    "The project": ("Changelog <changelog>", "contributing", "support", "security", "code-of-conduct", "inclusion"),
}
# For the reader of the site: which plays and files come with a name that Pygments knows.
LEXERS = {"csv": "text", "yaml": "yaml+jinja"}
CONFIGURATION = """# Variables of ansible-core, which its own site describes.
nitpick_ignore_regex = [("envvar", "ANSIBLE_CACHE_PLUGIN.*")]
extensions.append("myst_parser")
myst_heading_anchors = 4
highlight_language = "text"
intersphinx_mapping = {}
# antsibull-docs links to documentation of other projects, which is not looked up.
suppress_warnings = ["ref.ref"]
html_title = "openadmin.zoom"
"""


def main() -> int:
    shutil.rmtree(SITE, ignore_errors=True)
    SITE.mkdir(parents=True)
    write_reference()
    pictures = take_pictures(SOURCES / "pictures")
    copy_pages(pictures)
    command("sphinx-build", "-q", "-n", "-W", "--keep-going", "-b", "html", "-c", SITE, SOURCES, HTML)
    broken = broken_links(HTML)
    sys.stdout.writelines(f"{place}\n" for place in broken)
    if not broken:
        sys.stdout.write(f"the site: {HTML / 'index.html'}\n")
    return 1 if broken else 0


def command(*words: str | Path) -> None:
    """Runs a tool of the environment; its output is shown where it fails."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [str(BIN / words[0]), *map(str, words[1:])],
        cwd=SITE,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.stdout.write(done.stdout)
        raise SystemExit(f"dev: {words[0]} ended with {done.returncode}")


def write_reference() -> None:
    """The pages of modules and roles, by antsibull-docs."""
    project = ("--project", "openadmin.zoom", "--title", "openadmin.zoom", "--html-short-title", "openadmin.zoom")
    options = ("--use-current", "--squash-hierarchy", "--fail-on-error")
    command(
        *("antsibull-docs", "sphinx-init", *options, "--dest-dir", SITE, *project),
        *("--copyright", "openadmin.zoom contributors", "openadmin.zoom"),
    )
    configuration = SITE / "antsibull-docs.cfg"
    command(
        *("antsibull-docs", "--config-file", configuration, "collection", *options, "--dest-dir", SOURCES),
        "openadmin.zoom",
    )
    (SOURCES / "index.rst").rename(SOURCES / COLLECTION_INDEX)
    with (SITE / "conf.py").open("a", encoding="utf-8") as stream:
        stream.write(CONFIGURATION)


def copy_pages(pictures: set[str]) -> None:
    """The pages of the repository, with links that lead somewhere on the site."""
    modules = {path.stem.removesuffix("_module") for path in SOURCES.glob("*_module.rst")}
    names = {f"docs/{path.name}": path.name for path in sorted((ROOT / "docs").glob("*.md"))} | PAGES
    for name, target in names.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        if name.endswith(".md"):
            text = page(text, name, names, modules, pictures)
        (SOURCES / target).write_text(text, encoding="utf-8")
    with (SOURCES / "index.md").open("a", encoding="utf-8") as stream:
        stream.writelines(contents(caption, pages) for caption, pages in CONTENTS.items())


def contents(caption: str, pages: tuple[str, ...]) -> str:
    """A part of the table of contents, which the site shows beside every page."""
    return "\n".join(["", "```{toctree}", ":hidden:", f":caption: {caption}", "", *pages, "```", ""])


def page(text: str, name: str, names: dict[str, str], modules: set[str], pictures: set[str]) -> str:
    """A page as the site has it."""

    def link(match: re.Match[str]) -> str:
        target, hash_sign, anchor = match[2].partition("#")
        if not target or re.match(r"[a-z]+:", target):
            return match[0]
        path = os.path.normpath(Path(name).parent / target)
        return f"{match[1]}({names.get(path) or f'{REPOSITORY}/{path}'}{hash_sign}{anchor})"

    def picture(match: re.Match[str]) -> str:
        title, name = match[2], match[1]
        return f"![{title}](pictures/{name}.png)" if name in pictures else ""

    parts = re.split(r"(^```.*?^```$)", text, flags=re.MULTILINE | re.DOTALL)
    for number, part in enumerate(parts):
        if part.startswith("```"):
            language = re.match(r"```([\w-]*)", part)[1]  # type: ignore[index]
            parts[number] = part.replace(f"```{language}", f"```{LEXERS.get(language, language or 'text')}", 1)
            continue
        changed = re.sub(r"<!-- picture: (\w+), (.*?) -->", picture, part)
        changed = re.sub(r"^<!-- .*? -->\n", "", changed, flags=re.MULTILINE | re.DOTALL)
        changed = re.sub(r"(\[[^\]\n]*\])\(([^)\s]+)\)", link, changed)
        parts[number] = with_modules(changed, modules)
    return "".join(parts)


def with_modules(text: str, modules: set[str]) -> str:
    """Names of modules lead to their pages, but in headings and where they are the text of a link."""

    def link(match: re.Match[str]) -> str:
        return f"[`{match[1]}`]({match[1]}_module.rst)" if match[1] in modules else match[0]

    lines = text.split("\n")
    return "\n".join(line if line.startswith("#") else re.sub(r"(?<!\[)`(zoom_\w+)`", link, line) for line in lines)


class Links(html.parser.HTMLParser):
    """The targets and anchors of one file of the site."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: set[str] = set()
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        for name, value in attrs:
            if name in {"href", "src"} and value:
                self.targets.add(value)
            elif name in {"id", "name"} and value:
                self.anchors.add(value)


def broken_links(folder: Path) -> list[str]:
    """Links of the site that lead to no file or anchor of it."""
    pages: dict[Path, Links] = defaultdict(Links)
    for path in sorted(folder.rglob("*.html")):
        pages[path].feed(path.read_text(encoding="utf-8"))
    found = []
    for path, links in list(pages.items()):
        for target in sorted(links.targets):
            parts = urlsplit(target)
            if parts.scheme or parts.netloc or target in {"#"}:
                continue
            aim = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            anchor = unquote(parts.fragment)
            if not aim.exists():
                found.append(f"{path.relative_to(folder)}: {target} leads to no file")
            elif anchor and aim.suffix == ".html" and anchor not in pages[aim].anchors:
                found.append(f"{path.relative_to(folder)}: {target} leads to no place in that page")
    return found


if __name__ == "__main__":
    sys.exit(main())

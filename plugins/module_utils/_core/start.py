# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The start of a module. A small task spends most of its time on imports: two peculiarities of Python double it.

- Ansible ships sources in a zip file. Python compiles each file of it twice (python/cpython#141276).
- Code that runs many calls deep may ask the system for memory at each further call (python/cpython#142183). So it is
  with the expressions that `requests` compiles, if it is imported by a file that another imports, and so on.
"""

from __future__ import annotations

import importlib
import os
import sys
from contextlib import suppress
from zipimport import zipimporter


class NamingImporter(zipimporter):
    """Python's importer compiles a file to find its name, and again to run it; this one knows the name."""

    def get_filename(self, fullname: str) -> str:
        path = os.path.join(self.archive, self.prefix + fullname.rpartition(".")[2])
        return os.path.join(path, "__init__.py") if self.is_package(fullname) else f"{path}.py"


def begin() -> None:
    """Prepare the imports that follow. To be called before any other file of module_utils is imported."""
    if __spec__ is not None and isinstance(__spec__.loader, zipimporter):
        sys.path_hooks.insert(0, NamingImporter)
        for path in [path for path, finder in sys.path_importer_cache.items() if isinstance(finder, zipimporter)]:
            del sys.path_importer_cache[path]
    with suppress(ImportError):  # reported by ZoomModule
        importlib.import_module("requests")

# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Importing from the zip file of a task: Ansible ships sources, so that every task compiles what it imports.

Python's own importer compiles each file twice (python/cpython#141276). Here each is compiled once.
"""

from __future__ import annotations

import os
import sys
from zipimport import zipimporter


class NamingImporter(zipimporter):
    """Python's importer compiles a file to find its name, and again to run it; this one knows the name."""

    def get_filename(self, fullname: str) -> str:
        path = os.path.join(self.archive, self.prefix + fullname.rpartition(".")[2])
        return os.path.join(path, "__init__.py") if self.is_package(fullname) else f"{path}.py"


def compile_once() -> None:
    """Import from here on with the NamingImporter, where this file was itself imported from a zip file."""
    if __spec__ is None or not isinstance(__spec__.loader, zipimporter):
        return
    sys.path_hooks.insert(0, NamingImporter)
    for path in [path for path, finder in sys.path_importer_cache.items() if isinstance(finder, zipimporter)]:
        del sys.path_importer_cache[path]

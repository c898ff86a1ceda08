# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows in the job's output how far a module is, while it runs. A task never fails for it, and never hides behind it.

The module writes to a file that lies in a folder of ours, readable by its owner only, under a name that nobody can
guess. A run that is killed leaves its file; the next run removes the files of processes that no longer exist.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import threading
from typing import Iterator

from ansible.utils.display import Display

from ...module_utils._core.own_folder import make_own
from ...module_utils._core.progress import sentence
from .own_folder import own_path

display = Display()

FIRST_SECONDS = 10.0
EVERY_SECONDS = 20.0
# A long task is told of less often: one of a day prints less than 100 lines.
SHARE_OF_THE_TIME = 12
LONGEST_LINE = 10_000


def folder() -> str:
    """Where the files lie: beside Ansible's own temporary folders."""
    return own_path("zoom-progress")


@contextlib.contextmanager
def shown(label: str) -> Iterator[str]:
    """The path of a file for the module's progress, '' where none can be made. Its content is displayed.

    ``label`` begins each line. Whatever happens to the file or to the display, the task goes on.
    """
    path = ""
    with contextlib.suppress(OSError):
        path = _make()
    if not path:
        yield ""
        return
    ended = threading.Event()
    thread = threading.Thread(target=_show, args=(path, label, ended), name="zoom-progress", daemon=True)
    thread.start()
    try:
        yield path
    finally:
        ended.set()
        thread.join(EVERY_SECONDS)
        with contextlib.suppress(OSError):
            os.unlink(path)


def _make() -> str:
    """A new file. Raises OSError, also where the folder is not ours alone."""
    place = make_own(folder())
    _remove_stale(place)
    path = os.path.join(place, f"{os.getpid()}-{secrets.token_hex(16)}")
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return path


def _remove_stale(place: str) -> None:
    """Remove the files of runs that were killed."""
    for name in os.listdir(place):
        process = name.partition("-")[0]
        if process.isdigit() and not _alive(int(process)):
            with contextlib.suppress(OSError):
                os.unlink(os.path.join(place, name))


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # another user's: alive
        return True
    return True


def _show(path: str, label: str, ended: threading.Event) -> None:
    pause, passed = FIRST_SECONDS, 0.0
    while not ended.wait(pause):
        passed += pause
        pause = max(EVERY_SECONDS, passed / SHARE_OF_THE_TIME)
        try:
            with open(path, encoding="utf-8") as stream:
                display.display(f"progress: {label}: {sentence(json.loads(stream.read(LONGEST_LINE)))}")
        except Exception:  # noqa: BLE001, S112 - half written, vanished, not ours: look again later
            continue

# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The command line: ``python -m zoom_simulator``."""

from __future__ import annotations

import asyncio
import gc
import sys
from pathlib import Path

import orjson

from .core.options import Options, options_from
from .directory.seeding import seed_account
from .service.application import Simulator
from .service.control import control
from .service.handlers import HANDLERS
from .service.server import run
from .service.state import load_state, state_of


def build(options: Options) -> Simulator:
    """Return a simulator with its account, from a seed or from the state file."""
    simulator = Simulator(options, HANDLERS, lambda made: seed_account(made.account, made.options))
    simulator.control = control
    if options.state and Path(options.state).exists():
        try:
            load_state(simulator, orjson.loads(Path(options.state).read_bytes()))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
            raise SystemExit(
                f"zoom-simulator: {options.state} is not a state that PUT /_simulator/state would take: {problem!r}; "
                "repair it, or name another file with --state"
            ) from None
    return simulator


def save(simulator: Simulator) -> None:
    """Write the state file, if there is to be one."""
    if simulator.options.state:
        path = Path(simulator.options.state)
        path.write_bytes(orjson.dumps(state_of(simulator), option=orjson.OPT_INDENT_2))
        print(f"zoom-simulator: state written to {path}", flush=True)


def main() -> int:
    """Run until interrupted."""
    simulator = build(options_from())
    # The account is large and long-lived: the collector need not look at it again and again.
    gc.collect()
    gc.freeze()
    asyncio.run(run(simulator))
    save(simulator)
    return 0


if __name__ == "__main__":
    sys.exit(main())

# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a page of the documentation is read, run and compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from ansible_collections.openadmin.zoom.tests.harness.pages import (
    account_of,
    blocks,
    chosen,
    commands,
    lasting,
    recorded,
    run_page,
)

PAGE = """\
<!-- simulator: none -->
# A page

<!-- file: names.csv -->
```csv
email
ada@example.com
```

<!-- not run: it is the reader's -->
```bash
exit 7
```

```bash
export WORD=first
cat names.csv
```

<!-- output: all -->
<!-- end of output -->

<!-- ends with 3 -->
```bash
echo "$WORD"; (exit 3)
```

<!-- output: all -->

```text
what was printed last year
```

<!-- end of output -->
"""


def test_a_page_runs_in_one_shell_and_shows_what_was_printed(tmp_path: Path) -> None:
    page = recorded(PAGE, run_page(PAGE, tmp_path, {}))
    assert "```text\nemail\nada@example.com\n```" in page
    assert "```text\nfirst\n```" in page and "last year" not in page
    assert recorded(page, run_page(page, tmp_path, {})) == page


def test_a_page_stays_as_it_was_where_only_dates_differ(tmp_path: Path) -> None:
    page = "```bash\necho 2026-11-25T140643Z\n```\n\n<!-- output: all -->\n<!-- end of output -->\n"
    first = recorded(page, run_page(page, tmp_path, {}))
    later = first.replace("echo 2026-11-25T140643Z", "echo 2026-11-26T090000Z")
    assert recorded(later, run_page(later, tmp_path, {})) == later


@pytest.mark.parametrize("change", [("ends with 3", "ends with 4"), ("cat names.csv", "cat other.csv")])
def test_a_command_that_ends_otherwise_fails_the_page(tmp_path: Path, change: tuple[str, str]) -> None:
    with pytest.raises(AssertionError, match="instead of"):
        run_page(PAGE.replace(*change), tmp_path, {})


def test_an_output_that_shows_nothing_fails_the_page(tmp_path: Path) -> None:
    page = PAGE.replace("output: all", "output: Show the summary", 1)
    with pytest.raises(AssertionError, match="print nothing that fits"):
        recorded(page, run_page(page, tmp_path, {}))


def test_what_is_run_and_what_is_not() -> None:
    assert [block.language for block in blocks(PAGE)] == ["csv", "bash", "bash", "bash"]
    assert len(commands(PAGE)) == 2
    assert account_of(PAGE) is None and account_of("# Another") is not None


def test_a_task_the_recap_and_an_error_are_chosen() -> None:
    output = (
        "TASK [zoom.role : Show the summary] ******\nok: [x] => {}\n\nTASK [Next] ***\n"
        "[ERROR]: Wrong\n- row 2\nOrigin: here\n\nfatal: no\nPLAY RECAP ***\nx : ok=1  \n\n"
    )
    assert chosen(output, "Show the summary") == "TASK [zoom.role : Show the summary]\nok: [x] => {}"
    assert chosen(output, "error; recap") == "[ERROR]: Wrong\n- row 2\nx : ok=1"


@pytest.mark.parametrize(
    "text",
    [
        "reports/zoom-policy-sim-account-{}-7628f320.json",
        "since {}",
        "http://127.0.0.1:{} listens",
        "in {} s",
    ],
)
def test_what_differs_between_runs_is_not_compared(text: str) -> None:
    values = {"reports": ("2026-11-22T005239Z", "2027-01-01T000000Z"), "since": ("2026-11-22", "2027-01-01")}
    first, second = values.get(text.split("/", maxsplit=1)[0].split(maxsplit=1)[0], ("8089", "41"))
    assert lasting(text.format(first)) == lasting(text.format(second))
    assert lasting("1 created") != lasting("2 created")

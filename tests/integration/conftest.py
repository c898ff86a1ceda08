# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.openadmin.zoom.tests.harness.fixtures import configure, simulator, simulators

__all__ = ["simulator", "simulators"]

# Tests that cost half a minute of a small machine each, and whose neighbours show most of the same every time.
NIGHTLY = frozenset(
    (
        "test_apply.py::test_the_same_account_and_an_empty_one",
        "test_awx_jobs.py::test_an_export_is_what_drift_compares_with",
        "test_awx_jobs.py::test_empty_fields_and_answers_as_text[reclaim-reclaim]",
        "test_awx_jobs.py::test_slices_hand_their_reports_to_one_enforcement",
        "test_examples.py::test_examples[zoom_account_drift]",
        "test_examples.py::test_examples[zoom_account_export]",
        "test_output.py::test_a_task_prints_what_can_be_read[500 findings]",
        "test_output.py::test_a_task_prints_what_can_be_read[500 leavers, too many]",
        "test_output.py::test_a_task_prints_what_can_be_read[500 leavers]",
        "test_output.py::test_a_task_prints_what_can_be_read[a check of 30 groups]",
        "test_output.py::test_a_task_prints_what_can_be_read[a failing audit of 30 groups]",
        "test_output.py::test_a_task_prints_what_can_be_read[a failing task of 30 groups]",
        "test_pages.py::test_page[adopt]",
        "test_pages.py::test_page[policy-in-ci]",
        "test_pages.py::test_page[simulator]",
        "test_remote_files.py::test_a_ledger_lives_in_the_store",
        "test_secrecy_of_playbooks.py::test_a_job_shows_no_secret_however_much_it_tells[success-arguments0]",
        "test_secrecy_of_playbooks.py::test_a_job_shows_no_secret_however_much_it_tells[success-arguments1]",
        "test_examples.py::test_examples[zoom_policy]",
        "test_examples.py::test_examples[zoom_settings_info]",
        "test_targets.py::test_target[policy_baseline]",
        "test_targets.py::test_target[zoom_account_drift]",
        "test_targets.py::test_target[zoom_account_export]",
        "test_targets.py::test_target[zoom_contact_group]",
        "test_targets.py::test_target[zoom_contact_group_member]",
        "test_targets.py::test_target[zoom_division]",
        "test_targets.py::test_target[zoom_group_admin]",
        "test_targets.py::test_target[zoom_group_info]",
        "test_targets.py::test_target[zoom_license_reclaim]",
        "test_targets.py::test_target[zoom_offboarding]",
        "test_targets.py::test_target[zoom_profile_picture]",
        "test_targets.py::test_target[zoom_role]",
        "test_targets.py::test_target[zoom_role_member]",
        "test_targets.py::test_target[zoom_settings]",
        "test_targets.py::test_target[zoom_undo]",
        "test_targets.py::test_target[zoom_user_assistant]",
        "test_targets.py::test_target[zoom_user_info]",
        "test_targets.py::test_target[zoom_webinar_registration]",
    )
)


def pytest_configure(config: pytest.Config) -> None:
    configure(config)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.rpartition("/")[2] in NIGHTLY:
            item.add_marker(pytest.mark.nightly)

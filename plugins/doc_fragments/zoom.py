# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the options that every module shares."""

from __future__ import annotations


class ModuleDocFragment:
    """Connection options and requirements."""

    DOCUMENTATION = r"""
options:
  account_id:
    description:
      - Account id of the Server-to-Server OAuth app.
      - Taken from the environment variable E(ZOOM_ACCOUNT_ID) where not given.
    type: str
  client_id:
    description:
      - Client id of the Server-to-Server OAuth app.
      - Taken from the environment variable E(ZOOM_CLIENT_ID) where not given.
    type: str
  client_secret:
    description:
      - Client secret of the Server-to-Server OAuth app.
      - Taken from the environment variable E(ZOOM_CLIENT_SECRET) where not given.
    type: str
  access_token:
    description:
      - An access token, instead of O(account_id), O(client_id) and O(client_secret). It cannot be renewed.
      - Taken from the environment variable E(ZOOM_ACCESS_TOKEN) where none of the four is given.
    type: str
  api_url:
    description:
      - Address of the REST API. Government accounts use V(https://api.zoomgov.com/v2).
      - Plain http is refused except to the loopback interface.
      - Taken from the environment variable E(ZOOM_API_URL) where not given.
    type: str
    default: https://api.zoom.us/v2
  oauth_url:
    description:
      - Address that gives access tokens. Government accounts use V(https://zoomgov.com/oauth/token).
      - Taken from the environment variable E(ZOOM_OAUTH_URL) where not given.
    type: str
    default: https://zoom.us/oauth/token
  validate_certs:
    description:
      - Whether to check the TLS certificate of the service. Without the check, others may read the credentials.
      - Taken from the environment variable E(ZOOM_VALIDATE_CERTS) where not given.
    type: bool
    default: true
  ca_path:
    description:
      - File or folder of the certificate authorities to trust, for networks that inspect TLS. A folder must be
        prepared by C(openssl rehash).
      - Taken from the environment variable E(ZOOM_CA_PATH) where not given.
    type: path
  timeout:
    description:
      - Seconds to wait for a connection, and for each part of an answer. A whole answer may take twice as long.
      - More than 0 and at most 3600.
      - Taken from the environment variable E(ZOOM_TIMEOUT) where not given.
    type: float
    default: 30.0
  retries:
    description:
      - How often a request is tried again after a rate limit, a server error or a broken connection. At most 100.
      - A service that was never reached, for instance because its name is not known, is given up after some seconds.
      - A write is tried again only where it is certain that it was not carried out.
      - Taken from the environment variable E(ZOOM_RETRIES) where not given.
    type: int
    default: 8
  account_plan:
    description:
      - Plan of the account, which sets its rate limits.
      - Where it is not given, the limits of V(pro) are assumed, and corrected from the headers of the answers.
      - Taken from the environment variable E(ZOOM_ACCOUNT_PLAN) where not given.
    type: str
    choices:
      - free
      - pro
      - business
  rate_share:
    description:
      - Part of the account's rate limits that this task may take. All apps of the account share the same limits.
      - Taken from the environment variable E(ZOOM_RATE_SHARE) where not given.
    type: float
    default: 0.8
  read_only:
    description:
      - Refuse every write, outside check mode too. What would be done is planned and returned.
      - Taken from the environment variable E(ZOOM_READ_ONLY) where not given.
    type: bool
    default: false
  progress_file:
    description:
      - Existing file to which a long task writes how far it is, one line of JSON at a time.
      - The action plugin of this collection fills it in and shows the progress in the job output.
    type: path
requirements:
  - requests
"""

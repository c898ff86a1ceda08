# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/generate_user_options.py from the field table; do not edit.
"""Documentation of the options of a user: flat for zoom_user, as suboptions of users for zoom_users."""

from __future__ import annotations


class ModuleDocFragment:
    """Options of a user."""

    DOCUMENTATION = r"""
options:
  email:
    description:
    - Email address of the user; compares without case.
    type: str
  id:
    description:
    - Id of the user. Wins over O(email) where both are given.
    type: str
  employee_unique_id:
    description:
    - Unique id that single sign-on gave the user; used with O(match_by=employee_unique_id) only.
    type: str
  state:
    description:
    - Whether the user is to be there. V(absent) needs O(absent_action).
    type: str
    choices:
    - present
    - absent
    default: present
  status:
    description:
    - Activate or deactivate. Deactivating strips the user's licences. Untouched where not named. V(pending) asks
      for nothing; it is what M(openadmin.zoom.zoom_user_info) returns of people who are invited.
    type: str
    choices:
    - active
    - inactive
    - pending
  new_email:
    description:
    - New email address. If only the new one exists, this is done already; if both exist, it is an error; if neither
      does, the user is created with the new one.
    type: str
  create_action:
    description:
    - 'How a new user comes in. V(create) sends an invitation, and the user is pending until it is accepted; the
      others make active users and need an account that is enabled for them. V(create) where it is not given. V(autoCreate)
      without a password sets one that nobody knows: the user signs in by single sign-on or asks for a new one.'
    type: str
    choices:
    - create
    - autoCreate
    - custCreate
    - ssoCreate
  division:
    description:
    - Division, by name or id. A user is in one division only.
    type: str
  role:
    description:
    - Role, by name or id. A user has one role. V(member) takes an administrative role away.
    type: str
  groups:
    description:
    - Groups, by name or id, that the user is to be in. Other groups stay unless O(groups_managed) names them.
    type: list
    elements: str
  groups_managed:
    description:
    - Names or patterns (C(Sales *)) of groups that this user may be in only if O(groups) has them.
    type: list
    elements: str
  primary_group:
    description:
    - The group, by name or id, whose settings count. The user is added to it where needed.
    type: str
  create_only:
    description:
    - Names of fields that are written when the user is created and never later.
    type: list
    elements: str
  update_password:
    description:
    - When O(password) is sent. With V(always) every run sends it and counts as a change.
    type: str
    choices:
    - on_create
    - always
    default: on_create
  update_write_only:
    description:
    - Send the fields that cannot be read (about_me, host_key, linkedin_url, vanity_name) to existing users too.
      Every run then counts as a change.
    type: bool
    default: false
  absent_action:
    description:
    - What O(state=absent) means. V(deactivate) keeps the user and frees the licences; V(disassociate) makes a free
      account of its own of the user; V(delete) deletes the user with all content.
    type: str
    choices:
    - deactivate
    - disassociate
    - delete
  transfer_to:
    description:
    - Email of the user who receives the content of a user who is disassociated or deleted.
    type: str
  transfer:
    description:
    - Kinds of content to move to O(transfer_to); all of them where not given.
    type: list
    elements: str
    choices:
    - meetings
    - webinars
    - recordings
    - whiteboards
    - clips
    - notes
    - docs
    - visitors
  allow_data_loss:
    description:
    - Delete a user without O(transfer_to), that is, with all content.
    type: bool
    default: false
  allow_number_loss:
    description:
    - Turn off Zoom Phone although this removes the user's phone numbers.
    type: bool
    default: false
  password:
    description:
    - 'Password of a new user of O(create_action=autoCreate), or with O(update_password=always) of an existing one:
      8 to 32 characters with a letter, a digit, upper and lower case.'
    type: str
  first_name:
    description:
    - First name; at most 5 Chinese characters.
    type: str
  last_name:
    description:
    - Last name; at most 5 Chinese characters.
    type: str
  display_name:
    description:
    - 'Name shown to others; at most 10 Chinese characters. Empty: Zoom derives it from first and last name.'
    type: str
  dept:
    description:
    - Department.
    type: str
  job_title:
    description:
    - Job title.
    type: str
  company:
    description:
    - Company.
    type: str
  location:
    description:
    - Location.
    type: str
  manager:
    description:
    - The manager, by email or display name.
    type: str
  cost_center:
    description:
    - Cost center.
    type: str
  language:
    description:
    - Language of the user's pages and mails, such as V(en-US) or V(de-DE).
    type: str
  timezone:
    description:
    - Time zone, such as V(Europe/Berlin).
    type: str
  pmi:
    description:
    - Personal meeting id, 10 digits.
    type: int
  use_pmi:
    description:
    - Whether instant meetings use the personal meeting id.
    type: bool
  vanity_name:
    description:
    - Personal link name. Write-only.
    type: str
  host_key:
    description:
    - Host key, 6 to 10 digits. Write-only.
    type: str
  pronouns:
    description:
    - Pronouns.
    type: str
  pronouns_option:
    description:
    - 'When pronouns are shown: V(1) ask at each meeting, V(2) always, V(3) never.'
    type: int
    choices:
    - 1
    - 2
    - 3
  phone_numbers:
    description:
    - 'At most 3 phone numbers of the profile; the list is the whole of them. In a file: JSON, or entries such as
      C(Mobile US +1 5550100).'
    type: list
    elements: dict
    suboptions:
      number:
        description:
        - The number without its country code.
        type: str
        required: true
      code:
        description:
        - Country code, such as V(+1).
        type: str
      country:
        description:
        - Country id, such as V(US).
        type: str
      label:
        description:
        - Kind of number.
        type: str
        choices:
        - Mobile
        - Office
        - Home
        - Fax
  custom_attributes:
    description:
    - 'At most 5 custom attributes. Those not named stay as they are. In a file: JSON, or entries such as C(cost_code=4711),
      each by its key.'
    type: list
    elements: dict
    suboptions:
      key:
        description:
        - Key of the attribute.
        type: str
        required: true
      name:
        description:
        - Name of the attribute.
        type: str
      value:
        description:
        - Value of the attribute.
        type: str
  about_me:
    description:
    - Text about the person, without links and HTML. Write-only.
    type: str
  linkedin_url:
    description:
    - LinkedIn page; must contain linkedin.com. Write-only.
    type: str
  cms_user_id:
    description:
    - Id of the user in Kaltura.
    type: str
  type:
    description:
    - Licence of the account's Meetings plan. A new user is V(basic) where it is not named; an existing one keeps
      what it has. In a file the numbers 1, 2 and 4 will do.
    type: str
    choices:
    - basic
    - licensed
    - unassigned
  zoom_one_type:
    description:
    - Zoom Workplace licence, by name or code; V(none) takes it away. One of V(none), V(Workplace Enterprise), V(Workplace
      Enterprise Plus), V(Workplace Business Plus US/CA Unlimited), V(Workplace Business Plus UK/IR Unlimited),
      V(Workplace Business Plus AU/NZ Unlimited), V(Workplace Business Plus Japan Unlimited), V(Workplace Business
      Plus Global Select), V(Workplace Enterprise Premier US/CA Unlimited), V(Workplace Enterprise Premier AU/NZ
      Unlimited), V(Workplace Enterprise Premier UK/IR Unlimited), V(Workplace Enterprise Premier Japan Unlimited),
      V(Workplace Pro Plus US/CA Unlimited), V(Workplace for Education School and Campus), V(Workplace for Education
      Enterprise Essentials), V(Workplace for Education Enterprise Student), V(Workplace for Education Enterprise
      Plus), V(Workplace for Education School and Campus Plus US/CA Unlimited), V(Workplace for Education School
      and Campus Plus AU/NZ Unlimited), V(Workplace for Education School and Campus Plus UK/IR Unlimited), V(Workplace
      for Education School and Campus Plus Japan Unlimited), V(Workplace for Education School and Campus Plus Global
      Select), V(Workplace for Education Enterprise Premier US/CA Unlimited), V(Workplace for Education Enterprise
      Premier AU/NZ Unlimited), V(Workplace for Education Enterprise Premier UK/IR Unlimited), V(Workplace for Education
      Enterprise Premier Japan Unlimited), V(Workplace for Education Enterprise Premier Global Select).
    type: str
  plan_united_type:
    description:
    - Zoom United licence, by name or code; V(none) takes it away. One of V(none), V(United Pro-United US/CA Unlimited),
      V(United Pro-United UK/IR Unlimited), V(United Pro-United AU/NZ Unlimited), V(United Pro-United Global Select),
      V(United Pro-United Zoom Phone Pro), V(United Biz-United US/CA Unlimited), V(United Biz-United UK/IR Unlimited),
      V(United Biz-United AU/NZ Unlimited), V(United Biz-United Global Select), V(United Biz-United Zoom Phone Pro),
      V(United Ent-United US/CA Unlimited), V(United Ent-United UK/IR Unlimited), V(United Ent-United AU/NZ Unlimited),
      V(United Ent-United Global Select), V(United Ent-United Zoom Phone Pro), V(United Pro-United JP Unlimited),
      V(United Biz-United JP Unlimited), V(United Ent-United JP Unlimited).
    type: str
  license_info_list:
    description:
    - Licences by subscription, for accounts that hold the same plan in several subscriptions.
    type: list
    elements: dict
    suboptions:
      license_type:
        description:
        - Kind of subscription.
        type: str
        choices:
        - MEETING
        - ZOOM_WORKPLACE_BUNDLE
        required: true
      license_option:
        description:
        - Licence, by name or code. One of V(Licensed), V(Workplace Enterprise), V(Workplace Enterprise Plus), V(Workplace
          Business Plus US/CA Unlimited), V(Workplace Business Plus UK/IR Unlimited), V(Workplace Business Plus
          AU/NZ Unlimited), V(Workplace Business Plus Japan Unlimited), V(Workplace Business Plus Global Select),
          V(Workplace Enterprise Premier US/CA Unlimited), V(Workplace Enterprise Premier AU/NZ Unlimited), V(Workplace
          Enterprise Premier UK/IR Unlimited), V(Workplace Enterprise Premier Japan Unlimited), V(Workplace Pro
          Plus US/CA Unlimited), V(Workplace for Education School and Campus), V(Workplace for Education Enterprise
          Essentials), V(Workplace for Education Enterprise Student), V(Workplace for Education Enterprise Plus),
          V(Workplace for Education School and Campus Plus US/CA Unlimited), V(Workplace for Education School and
          Campus Plus AU/NZ Unlimited), V(Workplace for Education School and Campus Plus UK/IR Unlimited), V(Workplace
          for Education School and Campus Plus Japan Unlimited), V(Workplace for Education School and Campus Plus
          Global Select), V(Workplace for Education Enterprise Premier US/CA Unlimited), V(Workplace for Education
          Enterprise Premier AU/NZ Unlimited), V(Workplace for Education Enterprise Premier UK/IR Unlimited), V(Workplace
          for Education Enterprise Premier Japan Unlimited), V(Workplace for Education Enterprise Premier Global
          Select).
        type: str
        required: true
      subscription_id:
        description:
        - Id of the subscription.
        type: str
        required: true
  zoom_phone:
    description:
    - Whether the user has Zoom Phone. Turning it off removes the user's phone numbers and needs O(allow_number_loss=true).
    type: bool
"""

    ROWS = r"""
options:
  users:
    description:
    - The users, each with the options of M(openadmin.zoom.zoom_user) under the same names.
    type: list
    elements: dict
    suboptions:
      email:
        description:
        - Email address of the user; compares without case.
        type: str
      id:
        description:
        - Id of the user. Wins over O(users[].email) where both are given.
        type: str
      employee_unique_id:
        description:
        - Unique id that single sign-on gave the user; used with O(match_by=employee_unique_id) only.
        type: str
      state:
        description:
        - Whether the user is to be there. V(absent) needs O(users[].absent_action).
        type: str
        choices:
        - present
        - absent
        default: present
      status:
        description:
        - Activate or deactivate. Deactivating strips the user's licences. Untouched where not named. V(pending)
          asks for nothing; it is what M(openadmin.zoom.zoom_user_info) returns of people who are invited.
        type: str
        choices:
        - active
        - inactive
        - pending
      new_email:
        description:
        - New email address. If only the new one exists, this is done already; if both exist, it is an error; if
          neither does, the user is created with the new one.
        type: str
      create_action:
        description:
        - 'How a new user comes in. V(create) sends an invitation, and the user is pending until it is accepted;
          the others make active users and need an account that is enabled for them. V(create) where it is not given.
          V(autoCreate) without a password sets one that nobody knows: the user signs in by single sign-on or asks
          for a new one.'
        type: str
        choices:
        - create
        - autoCreate
        - custCreate
        - ssoCreate
      division:
        description:
        - Division, by name or id. A user is in one division only.
        type: str
      role:
        description:
        - Role, by name or id. A user has one role. V(member) takes an administrative role away.
        type: str
      groups:
        description:
        - Groups, by name or id, that the user is to be in. Other groups stay unless O(users[].groups_managed) names
          them.
        type: list
        elements: str
      groups_managed:
        description:
        - Names or patterns (C(Sales *)) of groups that this user may be in only if O(users[].groups) has them.
        type: list
        elements: str
      primary_group:
        description:
        - The group, by name or id, whose settings count. The user is added to it where needed.
        type: str
      create_only:
        description:
        - Names of fields that are written when the user is created and never later.
        type: list
        elements: str
      update_write_only:
        description:
        - Send the fields that cannot be read (about_me, host_key, linkedin_url, vanity_name) to existing users
          too. Every run then counts as a change.
        type: bool
        default: false
      absent_action:
        description:
        - What O(users[].state=absent) means. V(deactivate) keeps the user and frees the licences; V(disassociate)
          makes a free account of its own of the user; V(delete) deletes the user with all content.
        type: str
        choices:
        - deactivate
        - disassociate
        - delete
      transfer_to:
        description:
        - Email of the user who receives the content of a user who is disassociated or deleted.
        type: str
      transfer:
        description:
        - Kinds of content to move to O(users[].transfer_to); all of them where not given.
        type: list
        elements: str
        choices:
        - meetings
        - webinars
        - recordings
        - whiteboards
        - clips
        - notes
        - docs
        - visitors
      allow_data_loss:
        description:
        - Delete a user without O(users[].transfer_to), that is, with all content.
        type: bool
        default: false
      allow_number_loss:
        description:
        - Turn off Zoom Phone although this removes the user's phone numbers.
        type: bool
        default: false
      first_name:
        description:
        - First name; at most 5 Chinese characters.
        type: str
      last_name:
        description:
        - Last name; at most 5 Chinese characters.
        type: str
      display_name:
        description:
        - 'Name shown to others; at most 10 Chinese characters. Empty: Zoom derives it from first and last name.'
        type: str
      dept:
        description:
        - Department.
        type: str
      job_title:
        description:
        - Job title.
        type: str
      company:
        description:
        - Company.
        type: str
      location:
        description:
        - Location.
        type: str
      manager:
        description:
        - The manager, by email or display name.
        type: str
      cost_center:
        description:
        - Cost center.
        type: str
      language:
        description:
        - Language of the user's pages and mails, such as V(en-US) or V(de-DE).
        type: str
      timezone:
        description:
        - Time zone, such as V(Europe/Berlin).
        type: str
      pmi:
        description:
        - Personal meeting id, 10 digits.
        type: int
      use_pmi:
        description:
        - Whether instant meetings use the personal meeting id.
        type: bool
      vanity_name:
        description:
        - Personal link name. Write-only.
        type: str
      host_key:
        description:
        - Host key, 6 to 10 digits. Write-only.
        type: str
      pronouns:
        description:
        - Pronouns.
        type: str
      pronouns_option:
        description:
        - 'When pronouns are shown: V(1) ask at each meeting, V(2) always, V(3) never.'
        type: int
        choices:
        - 1
        - 2
        - 3
      phone_numbers:
        description:
        - 'At most 3 phone numbers of the profile; the list is the whole of them. In a file: JSON, or entries such
          as C(Mobile US +1 5550100).'
        type: list
        elements: dict
        suboptions:
          number:
            description:
            - The number without its country code.
            type: str
            required: true
          code:
            description:
            - Country code, such as V(+1).
            type: str
          country:
            description:
            - Country id, such as V(US).
            type: str
          label:
            description:
            - Kind of number.
            type: str
            choices:
            - Mobile
            - Office
            - Home
            - Fax
      custom_attributes:
        description:
        - 'At most 5 custom attributes. Those not named stay as they are. In a file: JSON, or entries such as C(cost_code=4711),
          each by its key.'
        type: list
        elements: dict
        suboptions:
          key:
            description:
            - Key of the attribute.
            type: str
            required: true
          name:
            description:
            - Name of the attribute.
            type: str
          value:
            description:
            - Value of the attribute.
            type: str
      about_me:
        description:
        - Text about the person, without links and HTML. Write-only.
        type: str
      linkedin_url:
        description:
        - LinkedIn page; must contain linkedin.com. Write-only.
        type: str
      cms_user_id:
        description:
        - Id of the user in Kaltura.
        type: str
      type:
        description:
        - Licence of the account's Meetings plan. A new user is V(basic) where it is not named; an existing one
          keeps what it has. In a file the numbers 1, 2 and 4 will do.
        type: str
        choices:
        - basic
        - licensed
        - unassigned
      zoom_one_type:
        description:
        - Zoom Workplace licence, by name or code; V(none) takes it away. One of V(none), V(Workplace Enterprise),
          V(Workplace Enterprise Plus), V(Workplace Business Plus US/CA Unlimited), V(Workplace Business Plus UK/IR
          Unlimited), V(Workplace Business Plus AU/NZ Unlimited), V(Workplace Business Plus Japan Unlimited), V(Workplace
          Business Plus Global Select), V(Workplace Enterprise Premier US/CA Unlimited), V(Workplace Enterprise
          Premier AU/NZ Unlimited), V(Workplace Enterprise Premier UK/IR Unlimited), V(Workplace Enterprise Premier
          Japan Unlimited), V(Workplace Pro Plus US/CA Unlimited), V(Workplace for Education School and Campus),
          V(Workplace for Education Enterprise Essentials), V(Workplace for Education Enterprise Student), V(Workplace
          for Education Enterprise Plus), V(Workplace for Education School and Campus Plus US/CA Unlimited), V(Workplace
          for Education School and Campus Plus AU/NZ Unlimited), V(Workplace for Education School and Campus Plus
          UK/IR Unlimited), V(Workplace for Education School and Campus Plus Japan Unlimited), V(Workplace for Education
          School and Campus Plus Global Select), V(Workplace for Education Enterprise Premier US/CA Unlimited),
          V(Workplace for Education Enterprise Premier AU/NZ Unlimited), V(Workplace for Education Enterprise Premier
          UK/IR Unlimited), V(Workplace for Education Enterprise Premier Japan Unlimited), V(Workplace for Education
          Enterprise Premier Global Select).
        type: str
      plan_united_type:
        description:
        - Zoom United licence, by name or code; V(none) takes it away. One of V(none), V(United Pro-United US/CA
          Unlimited), V(United Pro-United UK/IR Unlimited), V(United Pro-United AU/NZ Unlimited), V(United Pro-United
          Global Select), V(United Pro-United Zoom Phone Pro), V(United Biz-United US/CA Unlimited), V(United Biz-United
          UK/IR Unlimited), V(United Biz-United AU/NZ Unlimited), V(United Biz-United Global Select), V(United Biz-United
          Zoom Phone Pro), V(United Ent-United US/CA Unlimited), V(United Ent-United UK/IR Unlimited), V(United
          Ent-United AU/NZ Unlimited), V(United Ent-United Global Select), V(United Ent-United Zoom Phone Pro),
          V(United Pro-United JP Unlimited), V(United Biz-United JP Unlimited), V(United Ent-United JP Unlimited).
        type: str
      license_info_list:
        description:
        - Licences by subscription, for accounts that hold the same plan in several subscriptions.
        type: list
        elements: dict
        suboptions:
          license_type:
            description:
            - Kind of subscription.
            type: str
            choices:
            - MEETING
            - ZOOM_WORKPLACE_BUNDLE
            required: true
          license_option:
            description:
            - Licence, by name or code. One of V(Licensed), V(Workplace Enterprise), V(Workplace Enterprise Plus),
              V(Workplace Business Plus US/CA Unlimited), V(Workplace Business Plus UK/IR Unlimited), V(Workplace
              Business Plus AU/NZ Unlimited), V(Workplace Business Plus Japan Unlimited), V(Workplace Business Plus
              Global Select), V(Workplace Enterprise Premier US/CA Unlimited), V(Workplace Enterprise Premier AU/NZ
              Unlimited), V(Workplace Enterprise Premier UK/IR Unlimited), V(Workplace Enterprise Premier Japan
              Unlimited), V(Workplace Pro Plus US/CA Unlimited), V(Workplace for Education School and Campus), V(Workplace
              for Education Enterprise Essentials), V(Workplace for Education Enterprise Student), V(Workplace for
              Education Enterprise Plus), V(Workplace for Education School and Campus Plus US/CA Unlimited), V(Workplace
              for Education School and Campus Plus AU/NZ Unlimited), V(Workplace for Education School and Campus
              Plus UK/IR Unlimited), V(Workplace for Education School and Campus Plus Japan Unlimited), V(Workplace
              for Education School and Campus Plus Global Select), V(Workplace for Education Enterprise Premier
              US/CA Unlimited), V(Workplace for Education Enterprise Premier AU/NZ Unlimited), V(Workplace for Education
              Enterprise Premier UK/IR Unlimited), V(Workplace for Education Enterprise Premier Japan Unlimited),
              V(Workplace for Education Enterprise Premier Global Select).
            type: str
            required: true
          subscription_id:
            description:
            - Id of the subscription.
            type: str
            required: true
      zoom_phone:
        description:
        - Whether the user has Zoom Phone. Turning it off removes the user's phone numbers and needs O(users[].allow_number_loss=true).
        type: bool
"""

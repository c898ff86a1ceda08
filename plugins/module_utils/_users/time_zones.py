# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time zones: Zoom takes the names of the IANA list (updateUser, ``timezone``), and no names of Windows.

Literals, since neither Python 3.8 nor every machine has the list. A newer name is taken where Python knows it.
"""

from __future__ import annotations

import difflib
import functools
import re

try:
    from zoneinfo import ZoneInfo
except ImportError:  # Python 3.8
    ZoneInfo = None  # type: ignore[assignment,misc]

from .._core.texts import Wrong, shortened

# The names of the list by their first part; those of one part stand under "".
_REGIONS = {
    "": (
        "CST6CDT EST5EDT MST7MDT PST8PDT GMT CET Cuba EET EST Egypt Eire GB GB-Eire GMT+0 GMT-0 GMT0 Greenwich "
        "Hongkong Iceland Iran Israel Jamaica Japan Kwajalein Libya MET MST NZ NZ-CHAT Navajo PRC Poland Portugal "
        "ROC ROK Singapore Turkey UCT UTC Universal W-SU Zulu WET HST "
    ),
    "Africa": (
        "Abidjan Algiers Bissau Cairo Casablanca Ceuta El_Aaiun Johannesburg Juba Khartoum Lagos Maputo Monrovia "
        "Nairobi Ndjamena Sao_Tome Tripoli Tunis Windhoek Accra Addis_Ababa Asmara Bamako Bangui Banjul Blantyre "
        "Brazzaville Bujumbura Conakry Dakar Dar_es_Salaam Djibouti Douala Freetown Gaborone Harare Kampala "
        "Kigali Kinshasa Libreville Lome Luanda Lubumbashi Lusaka Malabo Maseru Mbabane Mogadishu Niamey "
        "Nouakchott Ouagadougou Porto-Novo Timbuktu Asmera "
    ),
    "America": (
        "Adak Anchorage Araguaina Argentina/Buenos_Aires Argentina/Catamarca Argentina/Cordoba Argentina/Jujuy "
        "Argentina/La_Rioja Argentina/Mendoza Argentina/Rio_Gallegos Argentina/Salta Argentina/San_Juan "
        "Argentina/San_Luis Argentina/Tucuman Argentina/Ushuaia Asuncion Bahia Bahia_Banderas Barbados Belem "
        "Belize Boa_Vista Bogota Boise Cambridge_Bay Campo_Grande Cancun Caracas Cayenne Chicago Chihuahua "
        "Ciudad_Juarez Costa_Rica Coyhaique Cuiaba Danmarkshavn Dawson Dawson_Creek Denver Detroit Edmonton "
        "Eirunepe El_Salvador Fort_Nelson Fortaleza Glace_Bay Goose_Bay Grand_Turk Guatemala Guayaquil Guyana "
        "Halifax Havana Hermosillo Indiana/Indianapolis Indiana/Knox Indiana/Marengo Indiana/Petersburg "
        "Indiana/Tell_City Indiana/Vevay Indiana/Vincennes Indiana/Winamac Inuvik Iqaluit Jamaica Juneau "
        "Kentucky/Louisville Kentucky/Monticello La_Paz Lima Los_Angeles Maceio Managua Manaus Martinique "
        "Matamoros Mazatlan Menominee Merida Metlakatla Mexico_City Miquelon Moncton Monterrey Montevideo "
        "New_York Nome Noronha North_Dakota/Beulah North_Dakota/Center North_Dakota/New_Salem Nuuk Ojinaga Panama "
        "Paramaribo Phoenix Port-au-Prince Porto_Velho Puerto_Rico Punta_Arenas Rankin_Inlet Recife Regina "
        "Resolute Rio_Branco Santarem Santiago Santo_Domingo Sao_Paulo Scoresbysund Sitka St_Johns Swift_Current "
        "Tegucigalpa Thule Tijuana Toronto Vancouver Whitehorse Winnipeg Yakutat Buenos_Aires Catamarca Cordoba "
        "Indianapolis Jujuy Knox_IN Louisville Mendoza Virgin Anguilla Antigua Aruba Atikokan Blanc-Sablon Cayman "
        "Creston Curacao Dominica Grenada Guadeloupe Kralendijk Lower_Princes Marigot Montserrat Nassau "
        "Port_of_Spain St_Barthelemy St_Kitts St_Lucia St_Thomas St_Vincent Tortola Argentina/ComodRivadavia Atka "
        "Coral_Harbour Ensenada Fort_Wayne Montreal Nipigon Pangnirtung Porto_Acre Rainy_River Rosario "
        "Santa_Isabel Shiprock Thunder_Bay Yellowknife Godthab "
    ),
    "Antarctica": ("Casey Davis Macquarie Mawson Palmer Rothera Troll Vostok DumontDUrville McMurdo Syowa South_Pole "),
    "Arctic": ("Longyearbyen "),
    "Asia": (
        "Almaty Amman Anadyr Aqtau Aqtobe Ashgabat Atyrau Baghdad Baku Bangkok Barnaul Beirut Bishkek Chita "
        "Colombo Damascus Dhaka Dili Dubai Dushanbe Famagusta Gaza Hebron Ho_Chi_Minh Hong_Kong Hovd Irkutsk "
        "Jakarta Jayapura Jerusalem Kabul Kamchatka Karachi Kathmandu Khandyga Kolkata Krasnoyarsk Kuching Macau "
        "Magadan Makassar Manila Nicosia Novokuznetsk Novosibirsk Omsk Oral Pontianak Pyongyang Qatar Qostanay "
        "Qyzylorda Riyadh Sakhalin Samarkand Seoul Shanghai Singapore Srednekolymsk Taipei Tashkent Tbilisi "
        "Tehran Thimphu Tokyo Tomsk Ulaanbaatar Urumqi Ust-Nera Vladivostok Yakutsk Yangon Yekaterinburg Yerevan "
        "Aden Bahrain Brunei Kuala_Lumpur Kuwait Muscat Phnom_Penh Vientiane Choibalsan Chongqing Harbin Kashgar "
        "Tel_Aviv Ashkhabad Calcutta Chungking Dacca Istanbul Katmandu Macao Rangoon Saigon Thimbu Ujung_Pandang "
        "Ulan_Bator "
    ),
    "Atlantic": (
        "Azores Bermuda Canary Cape_Verde Faroe Madeira South_Georgia Stanley Reykjavik St_Helena Jan_Mayen Faeroe "
    ),
    "Australia": (
        "Adelaide Brisbane Broken_Hill Darwin Eucla Hobart Lindeman Lord_Howe Melbourne Perth Sydney ACT LHI NSW "
        "North Queensland South Tasmania Victoria West Yancowinna Canberra Currie "
    ),
    "Brazil": ("Acre DeNoronha East West "),
    "Canada": ("Atlantic Central Eastern Mountain Newfoundland Pacific Saskatchewan Yukon "),
    "Chile": ("Continental EasterIsland "),
    "Etc": (
        "GMT GMT+1 GMT+10 GMT+11 GMT+12 GMT+2 GMT+3 GMT+4 GMT+5 GMT+6 GMT+7 GMT+8 GMT+9 GMT-1 GMT-10 GMT-11 "
        "GMT-12 GMT-13 GMT-14 GMT-2 GMT-3 GMT-4 GMT-5 GMT-6 GMT-7 GMT-8 GMT-9 UTC GMT+0 GMT-0 GMT0 Greenwich UCT "
        "Universal Zulu "
    ),
    "Europe": (
        "Andorra Astrakhan Athens Belgrade Berlin Brussels Bucharest Budapest Chisinau Dublin Gibraltar Helsinki "
        "Istanbul Kaliningrad Kirov Kyiv Lisbon London Madrid Malta Minsk Moscow Paris Prague Riga Rome Samara "
        "Saratov Simferopol Sofia Tallinn Tirane Ulyanovsk Vienna Vilnius Volgograd Warsaw Zurich Amsterdam "
        "Bratislava Busingen Copenhagen Guernsey Isle_of_Man Jersey Ljubljana Luxembourg Mariehamn Monaco Oslo "
        "Podgorica San_Marino Sarajevo Skopje Stockholm Vaduz Vatican Zagreb Belfast Tiraspol Uzhgorod Zaporozhye "
        "Kiev Nicosia "
    ),
    "Indian": ("Chagos Maldives Mauritius Antananarivo Christmas Cocos Comoro Kerguelen Mahe Mayotte Reunion "),
    "Mexico": ("BajaNorte BajaSur General "),
    "Pacific": (
        "Apia Auckland Bougainville Chatham Easter Efate Fakaofo Fiji Galapagos Gambier Guadalcanal Guam Honolulu "
        "Kanton Kiritimati Kosrae Kwajalein Marquesas Nauru Niue Norfolk Noumea Pago_Pago Palau Pitcairn "
        "Port_Moresby Rarotonga Tahiti Tarawa Tongatapu Samoa Chuuk Funafuti Majuro Midway Pohnpei Saipan Wake "
        "Wallis Enderbury Johnston Yap Ponape Truk "
    ),
    "US": (
        "Alaska Aleutian Arizona Central East-Indiana Eastern Hawaii Indiana-Starke Michigan Mountain Pacific Samoa "
    ),
}
# What Windows calls them. Where the name ends in " Standard Time", only what stands before it.
_WINDOWS = (
    "AUS Central=Australia/Darwin; AUS Eastern=Australia/Sydney; Afghanistan=Asia/Kabul; "
    "Alaskan=America/Anchorage; Alberta=America/Edmonton; Aleutian=America/Adak; Altai=Asia/Barnaul; "
    "Arab=Asia/Riyadh; Arabian=Asia/Dubai; Arabic=Asia/Baghdad; Argentina=America/Buenos_Aires; "
    "Astrakhan=Europe/Astrakhan; Atlantic=America/Halifax; Aus Central W.=Australia/Eucla; "
    "Azerbaijan=Asia/Baku; Azores=Atlantic/Azores; Bahia=America/Bahia; Bangladesh=Asia/Dhaka; "
    "Belarus=Europe/Minsk; Bougainville=Pacific/Bougainville; British Columbia=America/Vancouver; "
    "Canada Central=America/Regina; Cape Verde=Atlantic/Cape_Verde; Caucasus=Asia/Yerevan; "
    "Cen. Australia=Australia/Adelaide; Central America=America/Guatemala; Central Asia=Asia/Bishkek; "
    "Central Brazilian=America/Cuiaba; Central Europe=Europe/Budapest; Central European=Europe/Warsaw; "
    "Central Pacific=Pacific/Guadalcanal; Central=America/Chicago; "
    "Central Standard Time (Mexico)=America/Mexico_City; Chatham Islands=Pacific/Chatham; "
    "China=Asia/Shanghai; Cuba=America/Havana; Dateline=Etc/GMT+12; E. Africa=Africa/Nairobi; "
    "E. Australia=Australia/Brisbane; E. Europe=Europe/Chisinau; E. South America=America/Sao_Paulo; "
    "Easter Island=Pacific/Easter; Eastern=America/New_York; "
    "Eastern Standard Time (Mexico)=America/Cancun; Egypt=Africa/Cairo; Ekaterinburg=Asia/Yekaterinburg; "
    "FLE=Europe/Kiev; Fiji=Pacific/Fiji; GMT=Europe/London; GTB=Europe/Bucharest; Georgian=Asia/Tbilisi; "
    "Greenland=America/Godthab; Greenwich=Atlantic/Reykjavik; Haiti=America/Port-au-Prince; "
    "Hawaiian=Pacific/Honolulu; India=Asia/Calcutta; Iran=Asia/Tehran; Israel=Asia/Jerusalem; "
    "Jordan=Asia/Amman; Kaliningrad=Europe/Kaliningrad; Korea=Asia/Seoul; Libya=Africa/Tripoli; "
    "Line Islands=Pacific/Kiritimati; Lord Howe=Australia/Lord_Howe; Magadan=Asia/Magadan; "
    "Magallanes=America/Punta_Arenas; Manitoba=America/Winnipeg; Marquesas=Pacific/Marquesas; "
    "Mauritius=Indian/Mauritius; Middle East=Asia/Beirut; Montevideo=America/Montevideo; "
    "Morocco=Africa/Casablanca; Mountain=America/Denver; "
    "Mountain Standard Time (Mexico)=America/Mazatlan; Myanmar=Asia/Rangoon; "
    "N. Central Asia=Asia/Novosibirsk; Namibia=Africa/Windhoek; Nepal=Asia/Katmandu; "
    "New Zealand=Pacific/Auckland; Newfoundland=America/St_Johns; Norfolk=Pacific/Norfolk; "
    "North Asia East=Asia/Irkutsk; North Asia=Asia/Krasnoyarsk; North Korea=Asia/Pyongyang; "
    "Omsk=Asia/Omsk; Pacific SA=America/Santiago; Pacific=America/Los_Angeles; "
    "Pacific Standard Time (Mexico)=America/Tijuana; Pakistan=Asia/Karachi; Paraguay=America/Asuncion; "
    "Qyzylorda=Asia/Qyzylorda; Romance=Europe/Paris; Russia Time Zone 10=Asia/Srednekolymsk; "
    "Russia Time Zone 11=Asia/Kamchatka; Russia Time Zone 3=Europe/Samara; Russian=Europe/Moscow; "
    "SA Eastern=America/Cayenne; SA Pacific=America/Bogota; SA Western=America/La_Paz; "
    "SE Asia=Asia/Bangkok; Saint Pierre=America/Miquelon; Sakhalin=Asia/Sakhalin; Samoa=Pacific/Apia; "
    "Sao Tome=Africa/Sao_Tome; Saratov=Europe/Saratov; Singapore=Asia/Singapore; "
    "South Africa=Africa/Johannesburg; South Sudan=Africa/Juba; Sri Lanka=Asia/Colombo; "
    "Sudan=Africa/Khartoum; Syria=Asia/Damascus; Taipei=Asia/Taipei; Tasmania=Australia/Hobart; "
    "Tocantins=America/Araguaina; Tokyo=Asia/Tokyo; Tomsk=Asia/Tomsk; Tonga=Pacific/Tongatapu; "
    "Transbaikal=Asia/Chita; Turkey=Europe/Istanbul; Turks And Caicos=America/Grand_Turk; "
    "US Eastern=America/Indianapolis; US Mountain=America/Phoenix; UTC=Etc/UTC; UTC+12=Etc/GMT-12; "
    "UTC+13=Etc/GMT-13; UTC-02=Etc/GMT+2; UTC-08=Etc/GMT+8; UTC-09=Etc/GMT+9; UTC-11=Etc/GMT+11; "
    "Ulaanbaatar=Asia/Ulaanbaatar; Venezuela=America/Caracas; Vladivostok=Asia/Vladivostok; "
    "Volgograd=Europe/Volgograd; W. Australia=Australia/Perth; W. Central Africa=Africa/Lagos; "
    "W. Europe=Europe/Berlin; W. Mongolia=Asia/Hovd; West Asia=Asia/Tashkent; West Bank=Asia/Hebron; "
    "West Pacific=Pacific/Port_Moresby; Yakutsk=Asia/Yakutsk; Yukon=America/Whitehorse"
)
ZONES = frozenset(
    f"{region}/{name}" if region else name for region, names in _REGIONS.items() for name in names.split()
)
_SHAPE = re.compile(r"[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2}")


def zone(text: str) -> str:
    """The name of a time zone as the IANA list writes it. Raises Wrong, with the name that was probably meant."""
    if text in ZONES or _known_to_python(text):
        return text
    plain = text.replace(" ", "_").casefold()
    for name in ZONES:
        if name.casefold() == plain:
            return name
    raise Wrong(*_explained(text))


@functools.lru_cache(maxsize=1000)  # a column of 50,000 rows holds few of them
def _explained(text: str) -> tuple[str, str]:
    """Problem and remedy."""
    meant = _of_windows(text)
    if meant:
        return (
            f"{shortened(text)} is a name of Windows or of the web portal, which the API does not take.",
            f"Write {meant}.",
        )
    plain = text.replace(" ", "_").casefold()
    cities = {name.rpartition("/")[2].casefold(): name for name in sorted(ZONES)}
    close = cities.get(plain) or next(iter(difflib.get_close_matches(text, sorted(ZONES), n=1, cutoff=0.8)), None)
    remedy = f"Did you mean {close}?" if close else "Write region and city, such as Europe/Berlin."
    return f"{shortened(text)} is not a time zone of the IANA list.", remedy


def _of_windows(text: str) -> str | None:
    """What the IANA list calls a time zone of Windows, under its standard or daylight name."""
    names = dict(entry.split("=") for entry in _WINDOWS.split("; "))
    short = re.sub(r"^\((gmt|utc)[^)]*\) *", "", " ".join(text.casefold().split()))
    short = re.sub(r"( (standard|daylight|summer))? time( \(us (and|&) canada\))?$", "", short)
    return {name.casefold(): zone_name for name, zone_name in names.items()}.get(short)


def _known_to_python(text: str) -> bool:
    if ZoneInfo is None or not _SHAPE.fullmatch(text):
        return False
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):  # unknown; not a time zone's file; a folder of them
        return False
    return True

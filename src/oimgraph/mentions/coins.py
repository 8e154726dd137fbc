"""Money that several states have under one name: whose pesos, francs or shillings are meant."""

from __future__ import annotations

from collections.abc import Sequence

_FAR = 400                  # characters in which the state is named whose money is meant

_CFA = {
    "XOF": ("BEN", "BFA", "CIV", "GNB", "MLI", "NER", "SEN", "TGO"),
    "XAF": ("CMR", "CAF", "TCD", "COG", "GAB", "GNQ"),
}
_COINS = {
    "peso": {
        "MEX": "MXN", "COL": "COP", "CHL": "CLP", "ARG": "ARS", "URY": "UYU", "DOM": "DOP", "CUB": "CUP", "PHL": "PHP",
    },
    "franc": {
        "CHE": "CHF", "LIE": "CHF", "BDI": "BIF", "RWA": "RWF", "GIN": "GNF", "DJI": "DJF", "COM": "KMF", "COD": "CDF",
    },
    "cfa": {state: code for code, states in _CFA.items() for state in states},
    "crown": {"SWE": "SEK", "NOR": "NOK", "DNK": "DKK", "ISL": "ISK", "CZE": "CZK"},
    "rupee": {"IND": "INR", "PAK": "PKR", "LKA": "LKR", "NPL": "NPR", "MUS": "MUR", "SYC": "SCR"},
    "dinar": {"TUN": "TND", "DZA": "DZD", "JOR": "JOD", "KWT": "KWD", "LBY": "LYD", "IRQ": "IQD", "SRB": "RSD"},
    "pound": {"GBR": "GBP", "EGY": "EGP", "LBN": "LBP", "SYR": "SYP", "SSD": "SSP", "SDN": "SDG"},
    "shilling": {"KEN": "KES", "UGA": "UGX", "TZA": "TZS", "SOM": "SOS"},
    "dirham": {"MAR": "MAD", "ARE": "AED"},
    "riyal": {"SAU": "SAR", "QAT": "QAR", "YEM": "YER", "OMN": "OMR", "IRN": "IRR"},
    "som": {"KGZ": "KGS", "UZB": "UZS"},
    "manat": {"AZE": "AZN", "TKM": "TMT"},
    "leu": {"ROU": "RON", "MDA": "MDL"},
    "lira": {"TUR": "TRY", "LBN": "LBP"},
    "kwacha": {"ZMB": "ZMW", "MWI": "MWK"},
}


def currency_of(coin: str, at: int, states: Sequence[tuple[int, str]]) -> str:
    """The currency of the state named nearest, of those that have such coins; "" when none is near."""
    coins = _COINS[coin]
    having = [(abs(place - at), code) for place, code in states if code in coins]
    distance, code = min(having, default=(_FAR, ""))
    return coins[code] if distance < _FAR else ""

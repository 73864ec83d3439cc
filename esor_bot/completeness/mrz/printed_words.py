"""The words beside a printed date of expiry: labels in the languages of passports and short names of months.

All are folded (plain small letters). A label stands for all its longer forms too.
"""

from __future__ import annotations

LABELS = (
    "date of expiry", "date of expiration", "expiry date", "expiration date", "expires", "valid until", "valid to",
    "date d expiration", "date d expiry", "expire le", "valable jusqu",
    "gultig bis", "gueltig bis", "gultigkeit", "ablaufdatum",
    "fecha de caducidad", "fecha de vencimiento", "fecha de expiracion", "valido hasta", "caduca",
    "data di scadenza", "scadenza", "data de validade", "valido ate", "data de expiracao", "data de caducitat",
    "data waznosci", "data uplywu waznosci", "wazny do", "termin waznosci", "platnost do", "datum platnosti",
    "datum skonceni platnosti", "datum skoncenia platnosti", "platny do", "platne do", "platnost",
    "geldig tot", "vervaldatum", "udlobsdato", "gyldig til", "giltigt till", "giltig till", "sista giltighetsdag",
    "utlopsdato", "utloper", "gaar ut", "gildir til", "gildistimi", "voimassa", "viimeinen voimassaolopaiva",
    "lejarat", "ervenyes", "data expirarii", "expira la", "valabil pana", "vrijedi do", "datum isteka",
    "rok valjanosti", "datum vazenja", "velja do", "datum poteka", "datum veljavnosti", "data e skadimit",
    "data e skadences",
    "galioja iki", "galiojimo", "derigs lidz", "deriguma termins", "kehtiv kuni", "kehtib kuni",
    "son gecerlilik", "gecerlilik tarihi", "gecerli", "bitme tarixi", "data ta skadenza", "data eaga",
    "валидност", "валидна до", "валиден до", "датум истека", "важи до", "датум на важење", "рок важења",
    "ημερομηνια ληξησ", "ημερ ληξησ", "ληξη", "ισχυει εωσ", "дійснии до", "дата закінчення", "срок деиствия",
    "деиствителен до", "дата окончания",
)  # fmt: skip

ISSUE_LABELS = (
    "date of issue", "issue date", "issued on", "date de delivrance", "ausstellungsdatum", "ausgestellt am",
    "fecha de expedicion", "data di rilascio", "data de emissao", "data wydania", "datum vydani", "datum vydania",
    "datum van afgifte", "udstedelsesdato", "utfardandedatum", "utstedelsesdato", "myonnetty", "kiallitas",
    "data eliberarii",
    "datum izdavanja", "datum izdaje", "isdavimo data", "izdosanas datums", "valja antud", "verilis tarihi",
)  # fmt: skip

MONTHS = {
    1: "jan janv januar january ene gen sty led ian sau oca tam jaan",
    2: "feb fev fevr fe fevrier februar february lut uno vas sub hel veebr",
    3: "mar mars mrt mrz maerz marz maart march bre kov maalis marts",
    4: "apr avr avril april abr kwi dub bal nis huh tra",
    5: "may mai maj mag mei maio kve geg toukok svi maijs",
    6: "jun juin june juni giu cze bir haz kes lip",
    7: "jul juil juillet july juli lug srp lie tem hei",
    8: "aug aou aout august ago sie kol rgp agu elo",
    9: "sep sept september set wrz zar ruj eyl syys",
    10: "oct okt october oktober oktobris out ott paz rij spa eki loka",
    11: "nov november lis stu kas marras lap",
    12: "dec dez december dezember dic pro gru gruo ara joulu",
}

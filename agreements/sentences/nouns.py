"""How a party is called inside a sentence: by what it is, as people speak. Its name stands beside, in the rows."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from conflicts.choices import Sector


class Noun(NamedTuple):
    """With its article, one and several; and several without article, to be counted."""

    one: str
    several: str
    counted: str


NOUNS: Mapping[str, Noun] = {
    Sector.NATIONAL: Noun(_("La entidad pública"), _("Las entidades públicas"), _("entidades públicas")),
    Sector.REGIONAL: Noun(_("El gobierno regional"), _("Los gobiernos regionales"), _("gobiernos regionales")),
    Sector.PROVINCIAL: Noun(_("La municipalidad provincial"), _("Las municipalidades"), _("municipalidades")),
    Sector.DISTRICT: Noun(_("La municipalidad distrital"), _("Las municipalidades"), _("municipalidades")),
    Sector.COMPANY: Noun(_("La empresa"), _("Las empresas"), _("empresas")),
    Sector.COMMUNITY: Noun(_("La comunidad"), _("Las comunidades"), _("comunidades")),
    Sector.CIVIL_SOCIETY: Noun(_("La organización"), _("Las organizaciones"), _("organizaciones")),
    Sector.CHURCH: Noun(_("La iglesia"), _("Las iglesias"), _("iglesias")),
    Sector.AUTONOMOUS: Noun(_("El organismo autónomo"), _("Los organismos autónomos"), _("organismos autónomos")),
    Sector.FOLLOW_UP: Noun(_("El comité de seguimiento"), _("Los comités de seguimiento"), _("comités")),
    Sector.INTERNATIONAL: Noun(
        _("El organismo internacional"), _("Los organismos internacionales"), _("organismos internacionales")
    ),
}
OBLIGOR = Noun(_("Quien debe"), _("Los responsables"), _("responsables"))
BENEFICIARY = Noun(_("Quien recibe"), _("Los beneficiarios"), _("beneficiarios"))


def noun_for(sectors: Collection[str], otherwise: Noun) -> Noun:
    """What these parties are called together: by their sector if it is one and has a name, else by their part."""
    kinds = {NOUNS.get(sector, otherwise) for sector in sectors}
    return kinds.pop() if len(kinds) == 1 else otherwise

"""What members said: who owes, who receives, who checked. What nobody said is said too, in plain type."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.choices import AssessmentLevel, State
from agreements.sentences.nouns import BENEFICIARY, OBLIGOR, Noun, noun_for
from agreements.sentences.settled import one_voice, third_party
from agreements.sentences.told import Part, Told
from agreements.workflow import Said
from conflicts.partial_dates import PartialDate

COMPLETE = AssessmentLevel.COMPLETE


def claim_part(told: Told) -> Part:
    """What the lead says or, where none leads, all who owe together: on the day of the last, without their papers."""
    said = told.said
    asked = said.owing if said.lead is None else {said.lead}
    noun = noun_for([told.sectors[party] for party in asked], OBLIGOR)
    who = {"who": noun.one if len(asked) < 2 else noun.several}
    if said.claim is None:
        return Part(silence_of_obligors(said, asked, who))
    if said.settlement and all(said.is_claim_settled(party) for party in asked):
        return one_voice(said.settlement, str(who["who"]))
    texts = {
        0: ngettext("%(who)s dice: aún nada", "%(who)s dicen: aún nada", len(asked)),
        1: ngettext("%(who)s dice: poco", "%(who)s dicen: poco", len(asked)),
        2: ngettext("%(who)s dice: a medias", "%(who)s dicen: a medias", len(asked)),
        3: ngettext("%(who)s dice que cumplió", "%(who)s dicen que cumplieron", len(asked)),
    }
    return Part(
        texts[said.claim.degree] % who,
        is_answer=True,
        day=PartialDate.on(said.claimed_on or said.claim.said_on),
        source=told.papers.get(said.claim.pk or 0, "") if len(asked) < 2 else "",
    )


def silence_of_obligors(said: Said, asked: set[int], who: dict[str, str]) -> str:
    spoke = len(asked & said.claims_standing.keys())
    if spoke:
        return ngettext(
            "Solo %(spoke)d de %(total)d responsables informó",
            "Solo %(spoke)d de %(total)d responsables informaron",
            spoke,
        ) % {"spoke": spoke, "total": len(asked)}
    return ngettext("%(who)s no ha informado", "%(who)s no han informado", max(1, len(asked))) % who


def verdict_parts(told: Told) -> list[Part]:
    """What who receives says: one party in a word, several by how many say each."""
    judges = told.said.judges
    noun = noun_for([told.sectors[party] for party in judges], BENEFICIARY)
    answered = {party: verdict for party, verdict in told.said.verdicts.items() if party in judges}
    if not answered:
        return [Part(silence_of_judges(told, noun, len(judges)))]
    settlement = told.said.settlement
    if settlement and all(told.said.is_verdict_settled(party) for party in judges):
        return [one_voice(settlement, str(noun.one if len(judges) == 1 else noun.several))]
    if len(judges) == 1:
        [verdict] = answered.values()
        text = said_by_one(verdict.level) % {"who": noun.one}
        papers = told.papers.get(verdict.lowest.pk or 0, "") if told.with_days else ""
        return [Part(text, is_answer=True, day=told.day_of(verdict.lowest.said_on), source=papers)]
    levels = Counter(verdict.level for verdict in answered.values())
    silent = len(judges) - len(answered)
    parts = [Part(said_by_many(levels, len(judges), noun), is_answer=True)]
    if silent:
        text = ngettext("%(silent)d no ha respondido", "%(silent)d no han respondido", silent) % {"silent": silent}
        parts.append(Part(text))
    return parts


def silence_of_judges(told: Told, noun: Noun, judges: int) -> str:
    who = {"who": noun.one if judges < 2 else noun.several}
    if told.said.claim is not None:
        return ngettext("%(who)s aún no responde", "%(who)s aún no responden", max(1, judges)) % who
    return ngettext("%(who)s no ha respondido", "%(who)s no han respondido", max(1, judges)) % who


def said_by_one(level: int) -> str:
    texts = {0: _("%(who)s dice: no"), 1: _("%(who)s dice: poco"), 2: _("%(who)s dice: a medias")}
    return texts.get(level, _("%(who)s dice: sí"))


def said_by_many(levels: Counter[int], total: int, noun: Noun) -> str:
    """ "Las 3 comunidades dicen: sí", "11 de 12 comunidades dicen: sí", "2 comunidades dicen: sí; 1, a medias"."""
    words = {0: _("no"), 1: _("poco"), 2: _("a medias"), 3: _("sí")}
    (level, count), *others = sorted(levels.items(), reverse=True)
    known = {"count": count, "total": total, "who": noun.counted, "level": words[level]}
    if not others and count == total:
        article = noun.several.split()[0]
        return _("%(article)s %(total)d %(who)s dicen: %(level)s") % {"article": article, **known}
    first = ngettext(
        "%(count)d de %(total)d %(who)s dice: %(level)s", "%(count)d de %(total)d %(who)s dicen: %(level)s", count
    )
    more = [_("%(count)d, %(level)s") % {"count": number, "level": words[other]} for other, number in others]
    return "; ".join([first % known, *more])


def finding_part(told: Told) -> Part:
    """What somebody who takes no part found. Who is not independent is named as such and counts for nothing."""
    finding = told.said.finding
    if finding is None:
        return Part(unseen(told.said))
    if told.said.is_settled and told.said.settlement:
        return third_party(told.said.settlement)
    texts = {0: _("Un tercero vio: nada"), 1: _("Un tercero vio: poco"), 2: _("Un tercero vio: a medias")}
    text = texts.get(finding.degree, _("Un tercero verificó que se cumplió"))
    return Part(text, is_answer=True, day=finding.observed, source=told.papers.get(finding.pk or 0, ""))


def unseen(said: Said) -> str:
    if any(finding.level is not None for finding in said.findings):
        return _("Nadie independiente lo verificó")
    return _("Nadie más lo verificó") if said.claims_standing or said.verdicts else _("Nadie lo verificó")


def unconfirmed_part(told: Told) -> list[Part]:
    """Why everybody says yes and it is still not fulfilled: a yes without proof of its own does not confirm."""
    said = told.said
    everybody = said.judges and all(
        party in said.verdicts and said.verdicts[party].is_complete for party in said.judges
    )
    if told.state != State.CLAIMED or not everybody:
        return []
    if any(not answer.is_proven for verdict in said.verdicts.values() for answer in verdict.answers):
        return [Part(_("Falta una foto o un acta de quien recibe para confirmarlo"), kind="wait")]
    return [Part(_("Lo que vio quien recibe es anterior a lo que se declara"), kind="wait")]

"""How to have the catalogue harvested, in plain words."""

from __future__ import annotations

from kgov.language import Both

_TEXT = Both(
    """SÅ BLIR DATAMÄNGDERNA SYNLIGA PÅ DATAPORTAL.SE

Dataportalen hämtar från en enda adress per organisation, en gång per dygn.

A. Organisationen har ingen katalog i dag
   1. Lägg upp webbplatsen och kontrollera att {base}dcat.rdf går att öppna.
   2. Offentliga organisationer är redan registrerade, oftast med adressen http://<organisation>.se/datasets/dcat.
      Låt den adressen leda vidare hit, eller byt adress på https://admin.dataportal.se.

B. Organisationen har redan en katalog
   Välj ett av två sätt.
   1. Klistra in beskrivningarna: kopiera allt i dcat-entries.rdf (eller .ttl) till er katalog, och lägg till en rad
      dcat:dataset i katalogen för varje datamängd. Står utgivaren redan i er katalog med en annan adress, byt till
      den, så att utgivaren bara finns en gång.
   2. Peka hit: lägg till två rader i er katalog, så hämtas den här katalogen också.
      <er katalog>        dcterms:hasPart <{base}dcat.rdf> .
      <{base}dcat.rdf>    a dcat:Catalog .
      Går den här adressen inte att nå avbryts hämtningen av hela er katalog.

Prova först i verktygslådan: https://sandbox.admin.dataportal.se/toolkit
Därefter kan den som ansvarar för katalogen begära en ny hämtning på https://admin.dataportal.se.
""",
    """HOW TO SHOW THE DATASETS ON DATAPORTAL.SE

The data portal harvests from one single address per organisation, once a day.

A. The organisation has no catalogue today
   1. Put the site in place and check that {base}dcat.rdf can be opened.
   2. Public organisations are registered already, mostly with the address http://<organisation>.se/datasets/dcat.
      Let that address redirect here, or change it at https://admin.dataportal.se.

B. The organisation already has a catalogue
   Choose one of two ways.
   1. Paste the descriptions: copy all of dcat-entries.rdf (or .ttl) into your catalogue, and add a line dcat:dataset
      to the catalogue for each dataset. If your catalogue already describes the publisher by another address, use
      that one, so that the publisher is there only once.
   2. Point here: add two lines to your catalogue, and this catalogue is harvested too.
      <your catalogue>    dcterms:hasPart <{base}dcat.rdf> .
      <{base}dcat.rdf>    a dcat:Catalog .
      If this address cannot be reached, harvesting of your whole catalogue stops.

Try it first in the toolkit: https://sandbox.admin.dataportal.se/toolkit
Then whoever is responsible for the catalogue can ask for a new harvest at https://admin.dataportal.se.
""",
)


def instruction(base: str) -> Both:
    """How an organisation has the catalogue harvested, alone or beside a catalogue that it has.

    Args:
        base: where the site lies.
    """
    return Both(_TEXT.sv.replace("{base}", base), _TEXT.en.replace("{base}", base))

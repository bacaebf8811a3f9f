"""A clean record of a working group (LAG) and of a programme area (LPO) of Örebro, as text. ``§`` stands for its name.

Every person is invented and marked so, and so is every body, operation and office that the documents do not name.
"""

from __future__ import annotations

WORLD = """
ex:physician a kg:Person ; rdfs:label "Exempelperson 1" ; kg:isSynthetic true ; kg:hasProfession kgc:profession-physician .
ex:physician-2 a kg:Person ; rdfs:label "Exempelperson 2" ; kg:isSynthetic true ; kg:hasProfession kgc:profession-physician .
ex:nurse a kg:Person ; rdfs:label "Exempelperson 3" ; kg:isSynthetic true ; kg:hasProfession kgc:profession-nurse .
ex:higher a kg:Person ; rdfs:label "Exempelperson 4" ; kg:isSynthetic true ; kg:hasProfession kgc:profession-physician .
ex:higher-2 a kg:Person ; rdfs:label "Exempelperson 5" ; kg:isSynthetic true ; kg:hasProfession kgc:profession-physician .
ex:other-1 a kg:Person ; rdfs:label "Exempelperson 6" ; kg:isSynthetic true ; kg:hasProfession kgc:profession-other .
ex:other-2 a kg:Person ; rdfs:label "Exempelperson 7" ; kg:isSynthetic true ; kg:hasProfession kgc:profession-other .
ex:no-profession a kg:Person ; rdfs:label "Exempelperson 8" ; kg:isSynthetic true .
ex:patient a kg:Person ; rdfs:label "Exempelperson 9" ; kg:isSynthetic true .
ex:support a kg:Person ; rdfs:label "Exempelperson 10" ; kg:isSynthetic true ; kg:isEmployedIn kgd:orebro-kunskapsstodsgruppen ;
    kg:hasProfession kgc:profession-psychologist .
ex:support-clinic a kg:Person ; rdfs:label "Exempelperson 11" ; kg:isSynthetic true ; kg:isEmployedIn ex:clinic .
ex:support-unit a kg:Person ; rdfs:label "Exempelperson 12" ; kg:isSynthetic true ; kg:isEmployedIn kgd:orebro-utvecklingsenheten .
ex:chairing a kg:Person ; rdfs:label "Exempelperson 13" ; kg:isSynthetic true .
ex:chaired a kg:Person ; rdfs:label "Exempelperson 14" ; kg:isSynthetic true .
ex:clinic-employee a kg:Person ; rdfs:label "Exempelperson 15" ; kg:isSynthetic true ; kg:isEmployedIn ex:clinic ;
    kg:hasProfession kgc:profession-nurse .
ex:support-office a kg:OfficeHolding ; kg:holdsOffice ex:coach ; kg:isInUnit kgd:orebro-kunskapsstodsgruppen .
ex:coach a kg:Office ; rdfs:label "Påhittad metodstödjare" .

ex:area a kgd:orebro-verksamhetsomrade ; rdfs:label "Exempelområdet" ; kg:isPartOf kgd:orebro-omrade-nara-vard .
ex:clinic a kgd:orebro-verksamhet ; rdfs:label "Exempelkliniken" ; kg:isPartOf ex:area .
ex:clinic-2 a kgd:orebro-verksamhet ; rdfs:label "Exempelkliniken 2" .
ex:ward a kg:Unit ; rdfs:label "Exempelavdelningen" ; kg:isPartOf ex:clinic .
ex:municipality a kgd:orebro-kommuner ; rdfs:label "Exempelkommunen" .
ex:home-care a kgd:orebro-verksamhet ; rdfs:label "Exempelhemsjukvården" ; kg:isPartOf ex:municipality .
ex:association a kgd:orebro-patientforeningar ; rdfs:label "Exempelföreningen" .
ex:head a kgd:orebro-verksamhetschef ; rdfs:label "Exempelklinikens verksamhetschef" .

ex:nag a kgd:national-nag ; rdfs:label "NAG Exempel" .
ex:nag-member a kg:Membership ; org:member ex:higher ; org:organization ex:nag ; kg:represents kgd:region-orebro-lan .
ex:nag-2 a kgd:national-nag ; rdfs:label "NAG Exempel 2" .
ex:nag-2-member a kg:Membership ; org:member ex:higher ; org:organization ex:nag-2 ; kg:represents kgd:region-orebro-lan .
ex:nag-2-member-2 a kg:Membership ; org:member ex:higher-2 ; org:organization ex:nag-2 ; kg:represents kgd:region-orebro-lan .
ex:nag-foreign a kgd:national-nag ; rdfs:label "NAG Exempel 3" .
ex:nag-foreign-member a kg:Membership ; org:member ex:physician ; org:organization ex:nag-foreign ;
    kg:represents kgd:region-kronoberg .

ex:lpo-ended a kgd:orebro-lpo ; rdfs:label "LPO Exempel, avslutat" ; kg:validFrom "2023-01-01"^^xsd:date ;
    kg:validThrough "2026-10-31"^^xsd:date .
ex:lpo-later a kgd:orebro-lpo ; rdfs:label "LPO Exempel, kommande" ; kg:validFrom "2027-01-01"^^xsd:date .
ex:lpo-young a kgd:orebro-lpo ; rdfs:label "LPO Exempel, nytt" ; kg:validFrom "2025-06-01"^^xsd:date .
ex:lpo-same-day a kgd:orebro-lpo ; rdfs:label "LPO Exempel, samma dag" ; kg:validFrom "2024-03-01"^^xsd:date .
ex:lpo-undated a kgd:orebro-lpo ; rdfs:label "LPO Exempel, utan datum" .
"""

LPO = """
ex:§ a kgd:orebro-lpo ; rdfs:label "LPO Exempel §" ; kg:isSynthetic true ; kg:validFrom "2023-01-01"^^xsd:date .

ex:§-set-up a kg:Decision ; kg:concernsBody ex:§ ; kg:hasDecisionKind kgc:decision-set-up ;
    kg:isDecidedBy kgd:orebro-rmks ; dcterms:date "2022-12-14"^^xsd:date .

ex:§-assignment a kg:Decision ; kg:concernsBody ex:§ ; kg:hasDecisionKind kgc:decision-assignment ;
    kg:isDecidedBy kgd:orebro-rmks ; dcterms:date "2022-12-14"^^xsd:date .

ex:§-chair a kg:Membership ; org:member ex:chairing ; org:organization ex:§ ; kg:takesSeat kgd:orebro-lpo-seat-chair ;
    kg:validFrom "2025-01-01"^^xsd:date .

ex:§-chair-appointed a kg:Appointment ; kg:appoints ex:§-chair ; kg:isAppointedBy kgd:orebro-rmks .

ex:§-earlier-chair a kg:Membership ; org:member ex:chaired ; org:organization ex:§ ; kg:takesSeat kgd:orebro-lpo-seat-chair ;
    kg:validFrom "2023-01-01"^^xsd:date ; kg:validThrough "2024-12-31"^^xsd:date .

ex:§-member a kg:Membership ; org:member ex:physician ; org:organization ex:§ ; kg:hasRole kgc:role-member ;
    kg:validFrom "2023-01-01"^^xsd:date .

ex:§-member-appointed a kg:Appointment ; kg:appoints ex:§-member ; kg:isAppointedBy kgd:orebro-rmks .

ex:§-complete-members a kg:Completeness ; kg:isCompleteFor ex:§ ; kg:hasAspect kgc:aspect-members ;
    dcterms:date "2026-11-20"^^xsd:date .
"""

LAG = """
ex:§ a kgd:orebro-lag ; rdfs:label "LAG Exempel §" ; kg:isSynthetic true ; kg:validFrom "2024-03-01"^^xsd:date ;
    kg:relatesTo ex:lpo ;
    kg:isInitiatedBy kgd:orebro-lpo-seat-chair ;
    kg:mirrors ex:nag ;
    kg:hasContactWith ex:higher ;
    kg:hasConsideredSpread true ;
    kg:concernsOperation ex:clinic , ex:home-care ;
    org:reportsTo ex:lpo .

ex:§-inventory a kg:Inventory ; kg:concernsBody ex:§ ; dcterms:date "2024-01-15"^^xsd:date .

ex:§-set-up a kg:Decision ; kg:concernsBody ex:§ ; kg:hasDecisionKind kgc:decision-set-up ;
    kg:isDecidedBy ex:lpo ; dcterms:date "2024-02-20"^^xsd:date .

ex:§-assignment a kg:Decision ; kg:concernsBody ex:§ ; kg:hasDecisionKind kgc:decision-assignment ;
    kg:isDecidedBy ex:lpo ; dcterms:date "2024-02-20"^^xsd:date .

ex:§-chair a kg:Membership ; org:member ex:physician ; org:organization ex:§ ; kg:takesSeat kgd:orebro-lag-seat-chair ;
    kg:represents ex:clinic ; kg:hasCostBearer ex:clinic ; kg:validFrom "2024-03-01"^^xsd:date .

ex:§-chair-appointed a kg:Appointment ; kg:appoints ex:§-chair ; kg:isAppointedBy ex:lpo ; kg:consulted ex:head ;
    dcterms:date "2024-02-20"^^xsd:date .

ex:§-nurse a kg:Membership ; org:member ex:nurse ; org:organization ex:§ ; kg:takesSeat kgd:orebro-lag-seat-member ;
    kg:represents ex:home-care ; kg:hasCostBearer ex:home-care ; kg:validFrom "2024-03-01"^^xsd:date .

ex:§-nurse-appointed a kg:Appointment ; kg:appoints ex:§-nurse ; kg:isAppointedBy ex:lpo ; kg:consulted ex:head ;
    dcterms:date "2024-02-20"^^xsd:date .

ex:§-higher a kg:Membership ; org:member ex:higher ; org:organization ex:§ ; kg:takesSeat kgd:orebro-lag-seat-member ;
    kg:represents ex:clinic ; kg:hasCostBearer ex:clinic ; kg:validFrom "2024-03-01"^^xsd:date .

ex:§-higher-appointed a kg:Appointment ; kg:appoints ex:§-higher ; kg:isAppointedBy ex:lpo ; kg:consulted ex:head ;
    dcterms:date "2024-02-20"^^xsd:date .

ex:§-patient a kg:Membership ; org:member ex:patient ; org:organization ex:§ ; kg:takesSeat kgd:orebro-lag-seat-patient ;
    kg:validFrom "2024-03-01"^^xsd:date .

ex:§-patient-appointed a kg:Appointment ; kg:appoints ex:§-patient ; kg:isAppointedBy ex:lpo ; kg:consulted ex:head ;
    dcterms:date "2024-02-20"^^xsd:date .

ex:§-support a kg:Membership ; org:member ex:support ; org:organization ex:§ ;
    kg:takesSeat kgd:orebro-lag-seat-method-support ; kg:validFrom "2024-03-01"^^xsd:date .

ex:§-plan a kg:ActionPlan ; kg:isPlanOf ex:§ ; kg:validFrom "2024-06-01"^^xsd:date ;
    kg:plansActivity "Gå igenom det påhittade vårdförloppet" .

ex:§-follow-up a kg:FollowUp ; kg:followsUp ex:§-plan ; kg:isFollowedUpBy ex:§ ; dcterms:date "2025-11-05"^^xsd:date .

ex:§-complete-members a kg:Completeness ; kg:isCompleteFor ex:§ ; kg:hasAspect kgc:aspect-members ;
    dcterms:date "2026-11-20"^^xsd:date .

ex:§-complete-consultations a kg:Completeness ; kg:isCompleteFor ex:§ ; kg:hasAspect kgc:aspect-consultations ;
    dcterms:date "2026-11-20"^^xsd:date .

ex:§-complete-documents a kg:Completeness ; kg:isCompleteFor ex:§ ; kg:hasAspect kgc:aspect-documents ;
    kg:coversFrom "2024-01-01"^^xsd:date ; dcterms:date "2026-11-20"^^xsd:date .

ex:§-complete-higher a kg:Completeness ; kg:isCompleteFor ex:§ ; kg:hasAspect kgc:aspect-higher-level-members ;
    dcterms:date "2026-11-20"^^xsd:date .
"""

#: A working group without an LPO: Kunskapsstödsgruppen has done what an LPO would have done.
LAG_ALONE = (
    LAG.replace("kg:relatesTo ex:lpo", "kg:lacks kgc:absent-lpo")
    .replace("    kg:isInitiatedBy kgd:orebro-lpo-seat-chair ;\n", "")
    .replace("ex:lpo", "kgd:orebro-kunskapsstodsgruppen")
)

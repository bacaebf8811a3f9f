"""The model as it is published, made once for all tests of the publication for machines."""

from datetime import date

import pytest
from addressed import addresses_of

from kgov.publish.choice import Choice
from kgov.publish.machines.described import Described


@pytest.fixture(scope="session")
def all_addresses(model):
    return addresses_of(model)


@pytest.fixture(scope="session")
def described(model, all_addresses):
    return Described(model, all_addresses)


@pytest.fixture(scope="session")
def site_choice():
    return Choice(as_of=date(2026, 11, 22), base="https://kunskap.example.se/styrning/")

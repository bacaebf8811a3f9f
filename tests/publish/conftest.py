"""The model as it is published, read once for all tests of the publication for machines."""

from datetime import date

import pytest
from published import addresses_of

from kgov import resources
from kgov.model.knowledge import Knowledge
from kgov.publish.choice import Choice
from kgov.publish.machines.described import Described


@pytest.fixture(scope="session")
def model():
    return Knowledge().need(*resources.PARTS)


@pytest.fixture(scope="session")
def addresses(model):
    return addresses_of(model)


@pytest.fixture(scope="session")
def described(model, addresses):
    return Described(model, addresses)


@pytest.fixture(scope="session")
def choice():
    return Choice(as_of=date(2026, 11, 22), base="https://kunskap.example.se/styrning/")

"""What machines read on the pages: JSON-LD in the words of schema.org."""

import json
import re

import pytest
from checkout import CHECKOUT

import bacgiang as bg
from bacgiang.publish import records

# The properties of schema.org that each type may have, of those used here
# (https://schema.org/Dataset, https://schema.org/ClaimReview and so on).
THING = {"@type", "name", "description", "url", "identifier"}
WORK = THING | {"author", "creator", "publisher", "license", "version", "inLanguage"}
WORK |= {"keywords", "datePublished", "isAccessibleForFree", "temporalCoverage"}
WORK |= {"spatialCoverage", "text"}
TERMS = {
    "Dataset": WORK | {"@context", "distribution", "variableMeasured"},
    "DataDownload": WORK | {"contentUrl", "encodingFormat"},
    "ClaimReview": WORK | {"@context", "claimReviewed", "itemReviewed", "reviewRating"},
    "Claim": WORK | {"appearance", "firstAppearance"},
    "CreativeWork": WORK,
    "Rating": THING | {"alternateName", "ratingExplanation", "ratingValue"},
    "Organization": THING,
    "Place": THING,
    "PropertyValue": THING | {"propertyID", "unitText", "value"},
}


def record(site, page):
    """The one record of a page."""
    text = (site / page).read_text(encoding="utf-8")
    pattern = r'<script type="application/ld\+json">(.*?)</script>'
    (found,) = re.findall(pattern, text, re.S)
    return json.loads(found)


def strange(item, place=""):
    """List what schema.org has no word for."""
    if isinstance(item, list):
        return [fault for part in item for fault in strange(part, place)]
    if not isinstance(item, dict):
        return []
    known = TERMS.get(item.get("@type"), set())
    faults = [f"{place}{item.get('@type')}.{key}" for key in item if key not in known]
    return faults + [f for key, part in item.items() for f in strange(part, key + " ")]


def test_a_word_that_schema_org_does_not_have_is_noticed():
    assert strange({"@type": "Dataset", "titel": "x"}) == ["Dataset.titel"]
    assert strange({"@type": "Dataset", "creator": {"@type": "Organization", "x": 1}})


def test_the_data_page_describes_the_data_set_and_its_files(site):
    found = record(site, "data.html")
    assert strange(found) == []
    assert found["@type"] == "Dataset"
    measured = {one["propertyID"] for one in found["variableMeasured"]}
    assert measured == set(bg.read_table("indicators")["indicator"])
    for file in found["distribution"]:
        assert (site / file["contentUrl"]).is_file()
    assert found["temporalCoverage"].endswith("/2025"), "outcomes end with the merger"


def test_the_evidence_page_reviews_the_claim_of_every_check(site):
    found = record(site, "4-evidence.html")
    assert strange(found) == []
    ledger = bg.audit().set_index("id")
    assert [one["identifier"] for one in found] == list(ledger.index)
    sources = bg.read_table("sources").set_index("source")
    for one in found:
        row = ledger.loc[one["identifier"]]
        assert one["claimReviewed"] == row["claim"]
        assert one["reviewRating"]["alternateName"] == row["verdict"]
        place = one["itemReviewed"]["appearance"]
        assert place["url"] == sources.loc[row["source"], "url"]


def test_a_record_cannot_end_its_block():
    assert "</script>" not in str(records._script({"a": "</script>"})).removesuffix(
        "</script>"
    )


@pytest.mark.parametrize("address", ["", "https://example.org/repository"])
def test_the_address_of_the_repository_is_one_setting(address):
    cited = records.citation(CHECKOUT.root) | {"repository-code": address}
    text = str(records.dataset(cited))
    assert ("example.org" in text) == bool(address)

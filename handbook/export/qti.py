"""The bank as a package of QTI 2.1: an item for each question, tests for the parts, a manifest."""

import re
from collections.abc import Iterator
from hashlib import sha256

from lxml.etree import _Element

from handbook.content.questions import BLANK, GAP, ONE, OPEN, ORDER, SEVERAL, TRUTH
from handbook.export.bank import Asked, Offer, Part
from handbook.export.form import WHOLE, Form, Job, Made
from handbook.export.said import reasons_of, whole_stem
from handbook.export.text import Text
from handbook.export.xml import Maker, written
from handbook.packed import Entry, zip_file

QTI, CP = "http://www.imsglobal.org/xsd/imsqti_v2p1", "http://www.imsglobal.org/xsd/imscp_v1p1"
ITEM_TYPE, TEST_TYPE = "imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"
MANIFEST = "imsmanifest.xml"
RESPONSE, SCORE, FEEDBACK = "RESPONSE", "SCORE", "FEEDBACK"
# The feedback that comes whatever was answered.
ALWAYS = "ALWAYS"
CARDINALITY = {ONE: "single", TRUTH: "single", SEVERAL: "multiple", ORDER: "ordered"}
E, C = Maker(QTI), Maker(CP)
UNSAFE = re.compile(r"[^a-z0-9-]")


def make_qti(job: Job) -> Made:
    """The package."""
    items = {_file(one): _item(one, job) for one in job.asked}
    tests = {f"de/{part.name}.xml": _test(part) for part in job.parts}
    files = {MANIFEST: _manifest(job), **tests, **items}
    entries = (Entry(name, written(root)) for name, root in files.items())
    return Made(zip_file(entries), len(job.asked))


def identifier(one: Asked) -> str:
    """What an item is known by: readable, and different for any two questions."""
    plain = UNSAFE.sub("-", one.name)
    return f"q-{plain[:60]}-{sha256(one.name.encode()).hexdigest()[:8]}"


def _file(one: Asked) -> str:
    return f"cau/{identifier(one)}.xml"


def _item(one: Asked, job: Job) -> _Element:
    item = E(
        "assessmentItem", *_declared(one), _body(one), *_processing(one), *_feedback(one),
        identifier=identifier(one), title=one.title, adaptive="false", timeDependent="false",
    )  # fmt: skip
    item.set("{http://www.w3.org/XML/1998/namespace}lang", job.bank.language)
    return item


def _declared(one: Asked) -> Iterator[_Element]:
    values = [E("value", name) for name in _key(one)]
    inside = [E("correctResponse", *values)] if values else []
    if one.kind == GAP:
        entries = (
            E("mapEntry", mapKey=offer.text.plain, mappedValue="1", caseSensitive="false")
            for offer in one.right
        )
        inside.append(E("mapping", *entries, defaultValue="0"))
    is_text = one.kind in (GAP, OPEN)
    yield E(
        "responseDeclaration", *inside, identifier=RESPONSE,
        cardinality=CARDINALITY.get(one.kind, "single"),
        baseType="string" if is_text else "identifier",
    )  # fmt: skip
    zero = E("defaultValue", E("value", "0"))
    score = {"identifier": SCORE, "cardinality": "single", "baseType": "float"}
    most = {"normalMaximum": "1"} if one.kind != OPEN else {"externalScored": "human"}
    yield E("outcomeDeclaration", zero, **score, **most)
    cardinality = "multiple" if one.kind == SEVERAL else "single"
    kept = {"identifier": FEEDBACK, "cardinality": cardinality, "baseType": "identifier"}
    yield E("outcomeDeclaration", **kept)


def _key(one: Asked) -> tuple[str, ...]:
    if one.kind == GAP:
        return (one.right[0].text.plain,)
    return one.key


def _body(one: Asked) -> _Element:
    prompt = whole_stem(one)
    if one.kind == GAP:
        before, _, after = one.stem.html.partition(BLANK)
        gap = f'<textEntryInteraction responseIdentifier="{RESPONSE}" expectedLength="20"/>'
        line = Text(f"{before}{gap}{after} {one.task.html}", "")
        return E("itemBody", E.rich("p", line.html))
    if one.kind == OPEN:
        ask = {"responseIdentifier": RESPONSE, "expectedLines": "6"}
        return E("itemBody", E("extendedTextInteraction", E.rich("prompt", prompt.html), **ask))
    choices = (
        E.rich("simpleChoice", c.text.html, identifier=c.letter, fixed="true") for c in one.offers
    )
    most = {"maxChoices": "0" if one.kind == SEVERAL else "1"} if one.kind != ORDER else {}
    name = "orderInteraction" if one.kind == ORDER else "choiceInteraction"
    values = {"responseIdentifier": RESPONSE, "shuffle": "false", **most}
    return E("itemBody", E(name, E.rich("prompt", prompt.html), *choices, **values))


def _processing(one: Asked) -> Iterator[_Element]:
    """The mark is 1 or 0, by hand for an open question; then what is told of the answer."""
    response = E("variable", identifier=RESPONSE)
    told = response if one.offers and _by_choice(one) else _base(ALWAYS)
    rules = [E("setOutcomeValue", told, identifier=FEEDBACK)]
    if one.kind == GAP:
        mapped = E("mapResponse", identifier=RESPONSE)
        rules.insert(0, E("setOutcomeValue", mapped, identifier=SCORE))
    elif one.kind != OPEN:
        same = E("match", E("variable", identifier=RESPONSE), E("correct", identifier=RESPONSE))
        one_point, none = (E("baseValue", mark, baseType="float") for mark in ("1", "0"))
        right = E("responseIf", same, E("setOutcomeValue", one_point, identifier=SCORE))
        wrong = E("responseElse", E("setOutcomeValue", none, identifier=SCORE))
        rules.insert(0, E("responseCondition", right, wrong))
    yield E("responseProcessing", *rules)


def _base(name: str) -> _Element:
    return E("baseValue", name, baseType="identifier")


def _by_choice(one: Asked) -> bool:
    """Whether the reason of what was chosen can be told alone."""
    return one.kind in (ONE, TRUTH, SEVERAL)


def _feedback(one: Asked) -> Iterator[_Element]:
    """The reasons, each with its choice, or all together; and where it stands."""
    if _by_choice(one):
        for offer in one.offers:
            yield _told(offer.letter, (_lettered(offer), one.sources))
    else:
        yield _told(ALWAYS, (*reasons_of(one), one.sources))


def _lettered(offer: Offer) -> Text:
    return Text(f"{offer.letter}. {offer.reason.html}", offer.reason.plain)


def _told(name: str, texts: tuple[Text, ...]) -> _Element:
    paragraphs = (E.rich("p", text.html) for text in texts if text.plain)
    values = {"outcomeIdentifier": FEEDBACK, "identifier": name, "showHide": "show"}
    return E("modalFeedback", *paragraphs, **values)


def _test(part: Part) -> _Element:
    refs = (
        E("assessmentItemRef", identifier=identifier(one), href=f"../{_file(one)}")
        for one in part.asked
    )
    section = E("assessmentSection", *refs, identifier="S", title=part.title, visible="true")
    inside = E("testPart", section, identifier="P", navigationMode="nonlinear",
                submissionMode="individual")  # fmt: skip
    return E("assessmentTest", inside, identifier=f"de-{part.name}", title=part.title)


def _manifest(job: Job) -> _Element:
    def resource(name: str, file: str, kind: str, *needs: str) -> _Element:
        held = (C("file", href=file), *(C("dependency", identifierref=one) for one in needs))
        return C("resource", *held, identifier=name, type=kind, href=file)

    about = C("metadata", C("schema", "QTIv2.1 Package"), C("schemaversion", "1.0.0"))
    tests = (
        resource(f"de-{part.name}", f"de/{part.name}.xml", TEST_TYPE, *map(identifier, part.asked))
        for part in job.parts
    )
    items = (resource(identifier(one), _file(one), ITEM_TYPE) for one in job.asked)
    return C(
        "manifest", about, C("organizations"),
        C("resources", *tests, *items), identifier=f"bank-{job.bank.language}",
    )  # fmt: skip


FORM = Form("qti", "zip", WHOLE, make_qti)

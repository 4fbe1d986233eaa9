"""What is known of a document that is sent to somebody who must reply, as triples."""

from casegraph.names import thing
from casegraph.rdf.passages import passage_statements
from casegraph.rdf.triples import Triples
from casegraph.record.identity import Minted
from casegraph.record.model import Sending

__all__ = ["sending_statements"]


def sending_statements(triples: Triples, iri: str, minted: Minted, sending: Sending) -> None:
    """Add its reference, its day, its addressees by name, when a reply is due and which replies there are."""
    triples.say(iri, "reference", sending.reference.text)
    if sending.dated:
        triples.say(iri, "dated", sending.dated.text, "date")
    for number, addressee in enumerate(sending.addressees, start=1):
        node = f"{iri}/addressee/{number}"
        triples.link(iri, "sentTo", node)
        triples.type(node, "Addressee")
        triples.say(node, "rdfs:label", addressee.name.text)
        triples.count(node, "position", number)
        triples.link(node, "inPassage", passage_statements(triples, minted.review.source, addressee.name))
        for agency in addressee.agencies:
            triples.link(node, "isAgency", thing("agency", agency))
        for body in addressee.bodies:
            triples.link(node, "isBody", thing("body", body))
    if sending.due:
        triples.say(iri, "responseDue", sending.due.text, "date")
        triples.flag(iri, "isDueAssumed", sending.is_due_assumed)
    known = [each.sending.number_of_replies for each in (minted.review, *minted.others) if each.sending]
    if numbers := [number for number in known if number is not None]:
        triples.count(iri, "replies", max(numbers))
    for number, reply in enumerate(sending.replies, start=1):
        node = f"{iri}/reply/{number}"
        triples.link(iri, "hasReply", node)
        triples.type(node, "Reply")
        if reply.sender:
            triples.say(node, "repliedBy", reply.sender.text)
        if reply.received:
            triples.say(node, "received", reply.received.text, "date")

"""From the model to triples, a store of them, and questions to it."""

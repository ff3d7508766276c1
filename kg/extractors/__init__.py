"""Extractors: what each construction of a sentence says, as predications over its dependency tree.

Every module with an ``@extractors.register`` function is one extractor, ``(doc, mentions) -> Iterator[Predication]``.
`trees`, `phrases`, `clauses`, `arguments`, `wordlists` and `reliability` hold the tree walks, word lists and measured
confidences that they share. `reporting`, `factuality` and `times` read who said it, whether it happened and when.
"""

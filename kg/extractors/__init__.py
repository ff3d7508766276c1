"""Extractors: what each construction of a sentence says, as predications over its dependency tree.

Every module with an ``@extractors.register`` function is one extractor, ``(doc, mentions) -> Iterator[Predication]``;
the others (`trees`, `phrases`, `clauses`, `arguments`, `wordlists`) are the tree walks and word lists that they
share.
"""

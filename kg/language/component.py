"""The spaCy component ``triplewire``: sentences, tags, trees, named entities, ontology classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import srsly
from spacy.language import Language
from spacy.tokens import Span

from kg.language.analysis import analyse
from kg.language.coreference import THRESHOLD, Linker, write_clusters
from kg.language.dictionary import scripted_lemma
from kg.language.labels import FINE_CLASSES, NO_CLASS
from kg.language.manifest import ModelFiles
from kg.language.nested import nested_names
from kg.language.pairs import PairWords
from kg.language.paragraphs import hard_wrapped, paragraph_starts
from kg.language.quotes import quote_roles
from kg.language.reader import MODEL_FOLDER, Reader
from kg.language.referring import Referring
from kg.resolution.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from kg.language.analysis import Analysis

__all__ = ["FACTS", "NAME", "Annotator", "make_annotator"]

NAME = "triplewire"
#: Key of ``doc.user_data``: tokens that are words, their scores as triggers, their vectors in relations and roles.
FACTS = "triplewire_facts"
_NUMERIC = frozenset(["DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"])
#: Ontology classes that an entity type may have; other types may have any.
_CLASSES_OF = {
    "PERSON": ("Person",),
    "ORG": (
        "Organization",
        "GovernmentBody",
        "PoliticalParty",
        "Company",
        "MediaOrganization",
        "ArmedGroup",
        "SportsTeam",
    ),
    "GPE": ("Country", "GeopoliticalEntity"),
    "LOC": ("Place",),
    "FAC": ("Facility", "Place"),
    "NORP": ("Country", "GeopoliticalEntity", "Group", "PoliticalParty"),
}
_NONE, _POSITION = FINE_CLASSES.index(NO_CLASS), FINE_CLASSES.index("Position")
_MAY_BE = {label: np.array([c in classes for c in FINE_CLASSES]) for label, classes in _CLASSES_OF.items()}


def _gaps(texts: list[str], real: list[int]) -> list[str]:
    """White-space tokens before each word, joined."""
    return ["".join(texts[a + 1 : b]) for a, b in zip([-1, *real], real, strict=False)]


class Annotator:
    """Annotates docs with everything the package's extractors need.

    Parameters
    ----------
    vocab : Vocab
    threads : int
        Threads inside one forward pass.
    reader : Reader, optional
        The shipped model when left out.
    coreference_threshold : float, optional
        Score above which a phrase is linked to an earlier one; the higher, the fewer wrong links.

    Notes
    -----
    Dependencies are Universal Dependencies with subtypes; a root is ``ROOT``.  White-space tokens hang on the
    word before them as ``dep``.  ``doc.spans["fine"]`` holds the named entities with their ontology class,
    ``doc.spans["nominal"]`` common nouns and posts before a name (one token each), with theirs, and
    ``doc.spans["nested"]`` names inside longer names with their entity type.  What refers to the same thing is in
    ``doc.spans["coref_clusters_1"]`` and so on, in the order of first mentions; what is mentioned once is in none.

    Where ``keeps_facts`` is set, what events, relations and roles are read from is left in ``doc.user_data``.
    """

    def __init__(
        self,
        vocab: Vocab,
        threads: int = 1,
        reader: Reader | None = None,
        coreference_threshold: float = THRESHOLD,
    ) -> None:
        self.vocab = vocab
        self.threads = threads
        self.coreference_threshold = coreference_threshold
        self.keeps_facts = False
        self.reader = reader if reader is not None else Reader(MODEL_FOLDER, threads)
        self._bind()

    def _bind(self) -> None:
        """Look the labels up in the vocabulary once."""
        add = self.vocab.strings.add
        r = self.reader
        self._pos = np.array([add(x) for x in r.upos], dtype=np.uint64)
        self._tag = np.array([add(x) for x in r.xpos], dtype=np.uint64)
        self._morph = np.array([self.vocab.morphology.add(x) for x in r.feats], dtype=np.uint64)
        self._dep = np.array([add("ROOT" if x == "root" else x) for x in r.deprels_], dtype=np.uint64)
        self._root, self._plain = add("ROOT"), add("dep")
        self._space = add("SPACE")
        self._space_tag, self._no_morph = add("_SP"), self.vocab.morphology.add("")
        self._linker = Linker(r.pair_weights) if r.pair_weights else None

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a doc in place and return it."""
        strings = doc.vocab.strings
        texts = [strings[key] for key in doc.to_array("ORTH").tolist()] if len(doc) else []
        if texts:
            self._annotate(doc, texts)
        else:
            doc.set_ents([])
        for group in ("fine", "nominal"):
            if group not in doc.spans:
                doc.spans[group] = []
        doc.spans["nested"] = nested_names(doc)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """Annotate docs one by one; the result of a doc never depends on the others."""
        for doc in stream:
            yield self(doc)

    def _annotate(self, doc: Doc, texts: list[str]) -> None:
        real = [i for i, t in enumerate(texts) if not t.isspace()]
        words = [texts[i] for i in real]
        analysis = None
        if words:
            gaps = _gaps(texts, real)
            lined = any("\n" in g for g in gaps)
            paragraphs = paragraph_starts(words, gaps, wrapped=lined and hard_wrapped(doc.text))
            given = doc.to_array("SENT_START").astype(np.int64)  # 1 where a caller has set it, as after a dateline
            paragraphs |= {k for k, i in enumerate(real) if k and given[i] == 1}
            within = {k for k, i in enumerate(real) if given[i] == -1}
            after = doc.to_array("SPACY")
            spaced = [i == 0 or bool(after[i - 1]) or texts[i - 1].isspace() for i in real]
            quotes = quote_roles(words, spaced, paragraphs)
            analysis = analyse(self.reader, words, paragraphs, quotes, within, facts=self.keeps_facts)
        self._write(doc, texts, real, analysis)
        if analysis is not None:
            self._write_spans(doc, real, analysis)
            if self._linker is not None:
                self._link(doc, real, words, analysis)
            if analysis.fact.shape[1]:
                doc.user_data[FACTS] = (np.asarray(real), analysis.event, analysis.fact)

    def _write(self, doc: Doc, texts: list[str], real: list[int], a: Analysis | None) -> None:
        n = len(texts)
        at = np.asarray(real, dtype=np.int64)
        table: NDArray[Any] = np.zeros((n, 6), dtype=np.uint64)
        own = np.arange(n)
        table[:, 1] = self._plain
        table[:, 2], table[:, 3], table[:, 5] = self._space, self._space_tag, self._no_morph
        lemmas = list(texts)
        if a is None:
            heads = np.zeros(n, dtype=np.int64)
            table[0, 1] = self._root
        else:
            # white space hangs on the word before it, or on the first word
            heads = at[np.maximum(np.searchsorted(at, own, side="right") - 1, 0)]
            heads[at] = at[a.heads]
            table[at, 1] = np.where(a.heads == np.arange(len(at)), self._root, self._not_root(a))
            table[at, 2], table[at, 3], table[at, 5] = self._pos[a.upos], self._tag[a.xpos], self._morph[a.feats]
            r = self.reader
            for i, upos, xpos, script in zip(real, *(x.tolist() for x in (a.upos, a.xpos, a.scripts)), strict=True):
                lemmas[i] = scripted_lemma(texts[i], r.upos[upos], r.xpos[xpos], r.scripts[script])
        table[:, 0] = (heads - own).astype(np.int64).view(np.uint64)
        numbers = {x: self.vocab.strings.add(x) for x in set(lemmas)}
        table[:, 4] = [numbers[x] for x in lemmas]
        doc.from_array(["HEAD", "DEP", "POS", "TAG", "LEMMA", "MORPH"], table)  # type: ignore[arg-type]

    def _not_root(self, a: Analysis) -> NDArray[np.uint64]:
        """Labels of arcs; one that is no root is never called so."""
        deps = self._dep[a.deprels]
        return np.where(deps == self._root, np.uint64(self._plain), deps)

    def _write_spans(self, doc: Doc, real: list[int], a: Analysis) -> None:
        ents: list[Span] = []
        fine: list[Span] = []
        inside: set[int] = set()
        for start, end, label in a.entities:
            span = Span(doc, real[start], real[end - 1] + 1, label=label)
            ents.append(span)
            inside.update(range(start, end))
            if label not in _NUMERIC:
                scores = a.fine[start] if end - start == 1 else a.fine[start:end].mean(axis=0)
                scores = np.where(_MAY_BE[label], scores, 0.0) if label in _MAY_BE else scores.copy()
                scores[0] = 0.0
                fine.append(Span(doc, span.start, span.end, label=FINE_CLASSES[int(scores.argmax())]))
        doc.set_ents(ents)
        doc.spans["fine"] = fine
        doc.spans["nominal"] = [
            Span(doc, real[i], real[i] + 1, label=label) for i, label in self._nominals(a) if i not in inside
        ]

    def _nominals(self, a: Analysis) -> Iterator[tuple[int, str]]:
        """Yield common nouns that denote an entity, and posts with a capital before a name, with their class."""
        upos, deprel = self.reader.upos.index, self.reader.deprels_.index
        best = a.fine.argmax(axis=1)
        common = (a.upos == upos("NOUN")) & (a.deprels != deprel("compound"))
        title = (a.upos == upos("PROPN")) & (a.deprels == deprel("nmod:desc")) & (best == _POSITION)
        for i in np.flatnonzero((best != _NONE) & (common | title)):
            yield int(i), FINE_CLASSES[int(best[i])]

    def _link(self, doc: Doc, real: list[int], words: list[str], a: Analysis) -> None:
        """Write what refers to the same thing."""
        assert self._linker is not None
        tree = Tree.read(doc)
        r = Referring.of(doc, tree)
        places = np.searchsorted(np.asarray(real), r.heads)
        sentences = np.asarray(tree.sentence)[real]
        vectors = a.coref_a[places], a.coref_b[places]
        links = self._linker.links(r, PairWords.of(words, sentences), places, *vectors)
        write_clusters(doc, r, links, self.coreference_threshold)

    def to_bytes(self, **_: Any) -> bytes:
        """Return the model as bytes."""
        return srsly.msgpack_dumps(self.reader.files())  # type: ignore[no-any-return]

    def from_bytes(self, data: bytes, **_: Any) -> Annotator:
        """Load what `to_bytes` gave."""
        return self._with_model(srsly.msgpack_loads(data))

    def to_disk(self, path: Path, **_: Any) -> None:
        """Write the model's files into a folder."""
        path.mkdir(parents=True, exist_ok=True)
        for name, blob in self.reader.files().items():
            (path / name).write_bytes(blob)

    def from_disk(self, path: Path, **_: Any) -> Annotator:
        """Load what `to_disk` wrote."""
        return self._with_model(path)

    def _with_model(self, source: Path | Mapping[str, bytes]) -> Annotator:
        """Check a model and use it; one that is loaded already is not loaded twice."""
        files = ModelFiles(source)
        if files.listed == self.reader.listed:
            files.all()
        else:
            self.reader = Reader(source, self.threads)
            self._bind()
        return self


@Language.factory(
    NAME,
    default_config={"threads": 1, "coreference_threshold": THRESHOLD},
    assigns=[
        "token.pos", "token.tag", "token.morph", "token.lemma", "token.head", "token.dep", "token.is_sent_start",
        "doc.sents", "doc.ents", "token.ent_iob", "token.ent_type", "doc.spans",
    ],
)  # fmt: skip
def make_annotator(nlp: Language, name: str, threads: int, coreference_threshold: float) -> Annotator:
    """Build the component for a pipeline."""
    return Annotator(nlp.vocab, threads, coreference_threshold=coreference_threshold)

"""How long a reply takes over ten turns, beside a plain program: `python -m benchmarks.speed [--runs N]`.

The plain program is what one writes first: MiniLM and a Chroma collection of the passages that ours shows too, three of
them in the system message, the talk so far behind it, and `Llama.create_chat_completion` streaming a free answer.
Nothing of it is checked. Ours is the turn of `coach ask`, with screen, search, checks and second attempts. Both get the
same messages, model file and machine, in turn, in one run; figures are medians over the runs.
"""

import argparse
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from coach.assembly import EMBEDDER, Parts, assemble
from coach.dialogue.base import Finished, PartReady
from coach.library.entries import Library
from coach.models.choose import default_card
from coach.models.store import Store

MESSAGES = (
    "the homework is pointless but she tries so hard and i dont want to hurt her!",
    "i told him i quit smoking and i smoke in the car before every session!",
    "what if he gets angry!",
    "she asks about my brother and i change the subject every time!",
    "how private is what i say in there!",
    "i have been going for five months and i still feel like a guest!",
    "he was late again and i said no problem!",
    "i cancelled three times since easter, always an hour before!",
    "last week i said no to her for the first time!",
    "i would rather she asked me less and waited more!",
)
"""Cried out, so that none is told back by rules alone: it is the model that is timed."""
_ASK = (
    "You help people get ready for therapy. Use these passages:\n\n{passages}\n\nSay what helps and what to tell them."
)
_CONTEXT, _TOKENS = 8192, 150


@dataclass(frozen=True)
class Took:
    """One turn, in seconds; for ours, what is seen first is checked."""

    first: float
    total: float


class Plain:
    """The plain program."""

    def __init__(self, library: Library, embedder: Path, model: Path) -> None:
        os.environ["HF_HUB_OFFLINE"] = "1"
        import chromadb
        from llama_cpp import Llama
        from sentence_transformers import SentenceTransformer

        self._encoder = SentenceTransformer(str(embedder), device="cpu", local_files_only=True)
        self._entries = [f"{entry.title}. {entry.help}" for entry in library]
        settings = chromadb.config.Settings(anonymized_telemetry=False)
        self._found = chromadb.EphemeralClient(settings=settings).create_collection("entries", embedding_function=None)
        vectors = self._encoder.encode(self._entries, show_progress_bar=False)
        self._found.add(ids=[str(n) for n in range(len(self._entries))], embeddings=vectors)
        self._llama = Llama(str(model), n_ctx=_CONTEXT, verbose=False)
        self._history: list[dict[str, str]] = []

    def turn(self, text: str) -> Took:
        begun = time.perf_counter()
        vector = self._encoder.encode([text], show_progress_bar=False)
        ids = self._found.query(query_embeddings=vector, n_results=3)["ids"][0]
        passages = "\n\n".join(self._entries[int(id)] for id in ids)
        self._history.append({"role": "user", "content": text})
        messages: Any = [{"role": "system", "content": _ASK.format(passages=passages)}, *self._history]
        first, said = 0.0, ""
        for piece in self._llama.create_chat_completion(messages, stream=True, max_tokens=_TOKENS):
            content = piece["choices"][0]["delta"].get("content") or ""
            if content and not first:
                first = time.perf_counter() - begun
            said += content
        self._history.append({"role": "assistant", "content": said})
        return Took(first, time.perf_counter() - begun)

    def forget(self) -> None:
        self._history.clear()


class Ours:
    """The turn of the coach."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.forget()

    def forget(self) -> None:
        self._talk = self._parts.conversation("uk")

    def turn(self, text: str) -> Took:
        begun = time.perf_counter()
        first = 0.0
        for event in self._talk.reply(text):
            if isinstance(event, PartReady) and event.origin == "model" and not first:
                first = time.perf_counter() - begun
            if isinstance(event, Finished):
                break
        total = time.perf_counter() - begun
        return Took(first or total, total)


def talk(turn: Callable[[str], Took]) -> list[Took]:
    """All messages, one after the other."""
    return [turn(text) for text in MESSAGES]


def table(plain: Sequence[Sequence[Took]], ours: Sequence[Sequence[Took]]) -> None:
    """Print each turn's medians side by side."""
    print(f"{'turn':>6}{'plain: first token':>20}{'ours: first checked':>21}{'plain: all':>12}{'ours: all':>11}")
    for n in range(len(MESSAGES)):
        figures = [median(one[n].first for one in plain), median(one[n].first for one in ours)]
        figures += [median(one[n].total for one in plain), median(one[n].total for one in ours)]
        print(f"{n + 1:6}{figures[0]:18.2f} s{figures[1]:19.2f} s{figures[2]:10.2f} s{figures[3]:9.2f} s")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; exit status 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--model", default="", help="a name of the catalogue; the default of this machine if left out")
    args = parser.parse_args(arguments)
    store = Store()
    name = args.model or default_card(store).id
    parts = assemble(name)
    parts.prepare()
    embedder, model = (store.trusted_path(store.catalog.get(one)) for one in (EMBEDDER, name))
    plain, ours = Plain(parts.library, embedder, model), Ours(parts)
    told: list[tuple[list[Took], list[Took]]] = []
    for run in range(args.runs):
        plain.forget()
        ours.forget()
        told.append((talk(plain.turn), talk(ours.turn)))
        print(f"run {run + 1} of {args.runs} done", flush=True)
    print(f"\n{name}, {os.cpu_count()} processors, medians of {args.runs} runs\n")
    table([one for one, _ in told], [one for _, one in told])
    parts.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Words that no reply may have, unless they are the person's own or the entry's: one rule a kind, by patterns."""

import re

from coach.guard.base import Context, Problem, Rule


def _pattern(name: str, *patterns: str) -> Rule:
    """A rule that finds words which are not already the person's or the entry's own."""
    compiled = re.compile("|".join(rf"(?:{pattern})" for pattern in patterns), re.IGNORECASE)

    def rule(text: str, context: Context) -> Problem | None:
        for match in compiled.finditer(text):
            if match.group().lower() not in f"{context.draft} {context.message} {context.sources}".lower():
                return Problem(name, match.group())
        return None

    return rule


IDENTITY = _pattern(
    "claims-to-be-someone",
    r"\bas an? (?:ai|assistant|language model|therapist|counsell?or|doctor|professional|human)\b",
    r"\bI(?:'m| am) (?:an? |your )?(?:ai|assistant|language model|therapist|counsell?or|doctor|human|real person)\b",
    r"\byour (?:coach|assistant)\b",
    r"\b(?:chatbot|language model|openai|qwen|alibaba|smollm)\b",
)
DIAGNOSIS = _pattern(
    "diagnosis",
    r"\b(?:depress(?:ion|ive)|bipolar|borderline|adhd|autis(?:m|tic)|ptsd|ocd|schizo\w+|psychosis|narcissis\w+)\b",
    r"\b(?:anorexia|bulimia|dissociat\w+|attachment (?:style|disorder|issues?)|avoidant|codependen\w+)\b",
    r"\b(?:personality disorder|diagnos\w+|disorders?|syndrome|symptoms?)\b",
    r"\b(?:trauma(?:tised|tized)?|addict\w*|alcoholi\w+)\b",
    r"\b(?:suffer(?:ing)? from)\b",
)
DOSE = _pattern(
    "medicine-or-dose",
    r"\b\d+ ?(?:mg|milligrams?|ml|pills?|tablets?)\b",
    r"\b(?:sertraline|prozac|zoloft|lexapro|xanax|lithium|ssris?|antidepress\w+|benzo\w*|medications?|meds|pills?|dos(?:e|age)s?)\b",
)
PROMISE = _pattern(
    "promise",
    r"\b(?:i promise|guarantee\w*|definitely will|always keep|keep (?:it|this|that) (?:secret|private|confidential))\b",
    r"\b(?:everything|anything|nothing) (?:you|i) (?:say|tell)\b[^.]*\b(?:private|confidential|secret|leave)",
    r"\b(?:will|you'll|it'll) (?:feel|get|be) (?:better|fine|okay|ok|alright|all right)\b",
    r"\bcompletely (?:safe|private|confidential|normal)\b",
)
DISCOURAGE = _pattern(
    "against-therapy",
    r"\b(?:stop|quit|leave|skip) (?:therapy|going|your therapist|seeing)\b",
    r"(?:^|[.?] |\bso )don't (?:need|tell|trust|go|mention)\b",
    r"\byou don't need (?:therapy|a therapist|to tell)\b",
    r"\b(?:better not to|no need to) tell\b",
    r"\b(?:hide|keep) (?:it|this|that) from\b",
    r"\b(?:lie to|lying to)\b",
)
JARGON = _pattern(
    "jargon-or-gush",
    r"\bi understand\b",
    r"\bit(?:'s| is) (?:important|essential|crucial|understandable|completely|totally|okay to|normal to)\b",
    r"\bsorry to hear\b",
    r"\b(?:boundar(?:y|ies)|coping|validat\w+|process(?:ing)? (?:your|my)|mindful\w*|self-care|journey|open and honest|"
    r"communicate openly|safe space|support system|feel free|valid)\b",
)
LEAK = _pattern(
    "prompt-leak",
    r"\b(?:draft|wish|message|library|system|prompt|user|assistant)\s*:",
    r"\b(?:the draft|the wish|my instructions|few-shot)\b",
    r"<\|",
)
THERAPIST_SPEAKS = _pattern(
    "speaks-as-therapist",
    r"\bhow (?:does|did) that (?:make you )?feel\b",
    r"\bi(?:'m| am) here (?:to (?:help|listen|support|talk|hear|guide)|for you)\b",
    r"\bthank(?:s| you) for (?:sharing|telling|coming|your|being)\b",
    r"(?<!\byou )(?<!\byou can )(?<!\byou to )\btell me (?:more|about)\b",
    r"\bi (?:appreciate|understand|acknowledge) (?:you|that you|how you|your)\b",
    r"\bi (?:hear|see) (?:that you\b|how you\b|you(?:['’](?:re|ve)(?! got)\b| are\b| feel\b))|"
    r"\bi hear you(?=[.,]|$)",
    r"\b(?:you|we) can (?:talk about|work on|explore) (?:it|this|that|your)\b",
    r"\byour (?:feelings|concerns?|client|clients|patients?|session with me)\b",
    r"\byou could say\b",
    r"\b(?:to|with|trust|tell|told|for|about) me\b(?=[^.]*\b(?:your therapist|the client)\b)",
)

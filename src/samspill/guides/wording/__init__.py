"""Help with the wording of questions (row S27, seed 004): what is closed, leading, double, accusing or too long.

The rules are local and look at one text at a time; nothing is sent anywhere, nothing is learned. What they mean by
each fault stands in ``docs/reference/wording-help.md``, with how often they are right. They suggest and never block.
"""

from samspill.guides.wording.advising import Advice, advise
from samspill.guides.wording.faults import FAULTS, Fault
from samspill.guides.wording.lexicon import LANGUAGES, LONGEST_EXAMINED

__all__ = ["FAULTS", "LANGUAGES", "LONGEST_EXAMINED", "Advice", "Fault", "advise"]

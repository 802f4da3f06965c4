"""Help with the wording of an action (row S31): what makes it hard to say, when the day comes, whether it was done.

Local word rules look at one text at a time; nothing is sent anywhere, stored or counted, and nothing is ever stopped.
What the rules mean by each kind, and how often they are right, stands in ``docs/reference/action-wording.md``.
"""

from samspill.plans.wording.advising import KINDS, Advice, Kind, advise
from samspill.plans.wording.lexicon import LANGUAGES, LONGEST_EXAMINED

__all__ = ["KINDS", "LANGUAGES", "LONGEST_EXAMINED", "Advice", "Kind", "advise"]

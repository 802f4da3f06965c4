"""The agreed plan: goals, actions, confirmation by both, and what becomes of the promises.

What is agreed is few and concrete: what, who, by when; "no particular actions needed" is a full answer (S17). Both
confirm the same text, known by its hash; any change voids both confirmations; a remark voids nothing. Titles and texts
are sealed; who, by when and how it goes are facts.
"""

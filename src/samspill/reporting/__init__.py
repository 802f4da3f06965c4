"""Numbers, from facts only: coverage and usefulness by unit and level, in groups too large to point to a person.

This room never sees content. Groups of fewer than five are merged upwards for everybody but HR and the leader who has
the conversations; the merging leaves no remainder from which a small group could be worked out. Usefulness comes in bundles
that may be shown to everybody.
"""

"""The agreed plan on its way to the organisation's archive: exactly once, screened, with a receipt.

Only the agreed plan is delivered, as PDF/A with an ``arkivmelding.xml``. A delivery is our own row with a state; the
local preparation is erased when the archive's receipt has come, never before.
"""

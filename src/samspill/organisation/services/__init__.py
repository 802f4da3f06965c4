"""Acts on the organisation: the import, and a leader's sharing of conversations."""

"""``make bench``: organisations of several sizes, measured on the same work, beside the peers and the goals."""

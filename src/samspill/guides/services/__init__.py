"""Acts on guides: loading the built-in ones, drafting, publishing, narrowing, and what the organisation stands for."""

"""Forms: what a page asks for, in words; rules belong to the services."""

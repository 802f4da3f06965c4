"""Views: read the input, call one query or service, answer."""

"""Settings, root URLs and WSGI: puts the product together."""

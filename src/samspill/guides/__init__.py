"""Conversation guides and the question menu: what a conversation is built on.

A guide is a series of versions; a published version is immutable JSON with stable keys, in three languages. The
built-in ones are loaded from readable YAML in ``content/``. A guide offers and never constrains (S22).
"""

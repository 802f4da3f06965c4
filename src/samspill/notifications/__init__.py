"""Notices that leave the house: an outbox, mail, calendar.

A notice carries names, times, a place and a link, never free text and never content. It is written to the outbox in the
transaction of the act that causes it, in the receiver's language, and sent by the worker with retries until the mail
server has taken it. A mail server that is down loses nothing.
"""

"""Commands for the one who runs the installation, and the scheduled work.

``samspill --help`` lists the commands. Nothing here reads content: an administrator has no reader.
"""

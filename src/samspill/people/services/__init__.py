"""What can be done with persons' ways in: codes, passwords, PINs, sessions, roles and language."""

"""What can be done with a conversation, one file to each kind of act."""

"""What can be done with a plan, one file to each kind of act."""

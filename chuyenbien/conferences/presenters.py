"""What the journal says of this room."""

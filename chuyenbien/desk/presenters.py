"""What the journal says of this room: nothing of its own, it only reads."""

"""The pages of the room: each view fetches what is visible, asks the rule, makes one domain call."""

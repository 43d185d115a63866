"""Regulations as data: every number of a rule pack with its citation, how sure it is and where it was set; the engine
that weighs a rating by them. Nothing here knows of a cycle or a rating: higher rooms pin a book and ask it.
"""

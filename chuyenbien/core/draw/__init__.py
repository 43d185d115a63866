"""Drawings made on the server: shapes with classes, a title, and the same facts as text beside them."""

"""Parts of the test harness; pyproject.toml loads them before Django's settings are read."""

"""The schema that this version of Rapport knows."""

#: The newest revision; a test compares it with the migrations.
REVISION = "0007"

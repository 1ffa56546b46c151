"""The read API: typed, described by OpenAPI, open to every origin, and it changes nothing."""

"""The pages of requests: recording, looking, deciding, and what goes on paper."""

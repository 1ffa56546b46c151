"""What the templates of requests say with words of an answer."""

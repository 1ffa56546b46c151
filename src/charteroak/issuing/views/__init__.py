"""The pages of the state office for its memos, one module for each thing that is done."""

"""The desk: the quick answer, the record of a request, the referral."""

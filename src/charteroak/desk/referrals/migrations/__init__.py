"""The steps that made the tables of referrals."""
